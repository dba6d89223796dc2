namespace Pen.SimulatedBoard.Rom;

/// <summary>What the ROM loader says in the second status byte (Espressif, esptool documentation, "Serial Protocol").</summary>
public enum RomError : byte
{
    /// <summary>All is well.</summary>
    None = 0,

    /// <summary>The message is not understood: unknown command, wrong length, parameters out of range.</summary>
    InvalidMessage = 0x05,

    /// <summary>It could not be done.</summary>
    FailedToAct = 0x06,

    /// <summary>The checksum is wrong.</summary>
    WrongChecksum = 0x07,

    /// <summary>The flash could not be written.</summary>
    FlashWrite = 0x08,

    /// <summary>The flash could not be read.</summary>
    FlashRead = 0x09,

    /// <summary>The length to read is wrong.</summary>
    FlashReadLength = 0x0A,

    /// <summary>The compressed data cannot be unpacked.</summary>
    Deflate = 0x0B,
}
