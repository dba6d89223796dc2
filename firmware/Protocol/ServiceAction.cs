namespace Pen.Protocol;

/// <summary>What a technician did, as the log keeps it.</summary>
public enum ServiceAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Service was entered.</summary>
    Entered = 1,

    /// <summary>The depth stop was sent somewhere; the value is µm.</summary>
    DepthMoved = 2,

    /// <summary>The trigger was allowed to turn the empty pen; the value is Hz.</summary>
    SpinAllowed = 3,
}
