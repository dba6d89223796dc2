namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What a line of the journal tells.</summary>
public enum JournalKind
{
    /// <summary>The burn-in begins; the text is the pen's serial number.</summary>
    Began,

    /// <summary>A quantity was measured.</summary>
    Measured,

    /// <summary>A cycle is complete; the value is its number.</summary>
    Cycle,

    /// <summary>Something that a reader should know; nothing is judged by it.</summary>
    Note,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>The burn-in ended in order; the text is its verdict.</summary>
    Ended,
}

/// <summary>One line of the journal.</summary>
/// <param name="Seconds">When, from the beginning, by the host's clock.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">What came of it.</param>
/// <param name="Set">What was set, where something was.</param>
/// <param name="Text">Words.</param>
public sealed record JournalLine(
    double Seconds,
    JournalKind Kind,
    Quantity? Quantity = null,
    double? Value = null,
    double? Set = null,
    string? Text = null
);
