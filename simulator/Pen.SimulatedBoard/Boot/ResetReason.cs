namespace Pen.SimulatedBoard.Boot;

/// <summary>Why the chip begins anew, with the number that the ROM prints.</summary>
public enum ResetReason
{
    /// <summary>Power came, or EN rose: the ESP32 does not tell the two apart.</summary>
    PowerOn = 0x1,

    /// <summary>The second-stage boot loader gave up, or the ROM's loader was told to go on.</summary>
    Software = 0x3,

    /// <summary>A program asked for it.</summary>
    SoftwareCpu = 0xC,

    /// <summary>The supply fell too low.</summary>
    BrownOut = 0xF,

    /// <summary>The watchdog of the real-time domain, which guards the boot.</summary>
    Watchdog = 0x10,
}
