namespace Pen.Protocol.Messages;

/// <summary>Totals of the pen's life: the sum of its log. The request has no payload.</summary>
public static class OdometerAnswer
{
    /// <summary>Strokes.</summary>
    /// <wire type="u32" />
    public const int Strokes = 0;

    /// <summary>Running time.</summary>
    /// <wire type="u32" unit="10 ms" />
    public const int RunningCentiseconds = 4;

    /// <summary>Runs, interrupted ones included.</summary>
    /// <wire type="u32" />
    public const int Runs = 8;

    /// <summary>The totals hold every record before this one.</summary>
    /// <wire type="u32" />
    public const int Next = 12;

    /// <summary>Bit 0: every record is counted; bit 1: a part of the pen's life is missing; bit 2: totals in the log differ from the sums.</summary>
    /// <wire type="u8" />
    public const int Flags = 16;

    /// <summary>Times charged; it stops at 65,535, as do the others.</summary>
    /// <wire type="u16" />
    public const int Charged = 18;

    /// <summary>Times that FLT-1 to FLT-20 were raised, two bytes each.</summary>
    /// <wire type="u16[20]" />
    public const int Faults = 20;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 60;

    /// <summary>Bit of <see cref="Flags"/>: every record is counted.</summary>
    public const byte FlagCurrent = 1;

    /// <summary>Bit of <see cref="Flags"/>: a part of the pen's life is missing.</summary>
    public const byte FlagIncomplete = 2;

    /// <summary>Bit of <see cref="Flags"/>: totals in the log differ from the sums.</summary>
    public const byte FlagDiffers = 4;
}
