namespace Pen.SimulatedBoard;

/// <summary>What a board is doing.</summary>
public enum BoardState
{
    /// <summary>It has no power.</summary>
    Off,

    /// <summary>Its EN pin is low.</summary>
    HeldInReset,

    /// <summary>The ROM's loader waits for a flashing client.</summary>
    Downloading,

    /// <summary>The ROM or the boot loader finds nothing to start and resets, again and again.</summary>
    BootLoop,

    /// <summary>nanoCLR runs and has no application that it could start: it waits on UART0.</summary>
    AsksToBeFlashed,

    /// <summary>The firmware that is in the flash runs.</summary>
    Running,
}
