namespace Pen.Companion.Pens;

/// <summary>How far this program has come with a pen.</summary>
public enum PenStage
{
    /// <summary>The port is being opened and whoever is there asked who they are.</summary>
    Connecting,

    /// <summary>It answers.</summary>
    Connected,

    /// <summary>The line was lost and is being opened again. Nothing is prepared or armed again by that.</summary>
    Recovering,

    /// <summary>It cannot be used; why and what cures it stands beside.</summary>
    Failed,
}
