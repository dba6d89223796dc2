namespace Pen.Client;

/// <summary>How the link to the pen stands.</summary>
public enum LinkState
{
    /// <summary>The pen answers.</summary>
    Connected,

    /// <summary>The link was lost and is being re-established; nothing is prepared or armed again by itself.</summary>
    Recovering,

    /// <summary>Closed for good: disposed, or another pen or version was found on the port.</summary>
    Closed,
}
