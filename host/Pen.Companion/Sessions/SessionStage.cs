namespace Pen.Companion.Sessions;

/// <summary>The steps of a session as a person sees them, each with a page of its own.</summary>
public enum SessionStage
{
    /// <summary>The questions before.</summary>
    Screening,

    /// <summary>The client agrees.</summary>
    Consent,

    /// <summary>Numbing cream, or why none.</summary>
    Numbing,

    /// <summary>The areas, with the pen or by hand.</summary>
    Areas,

    /// <summary>What the client does and leaves afterwards, and the end.</summary>
    Aftercare,
}
