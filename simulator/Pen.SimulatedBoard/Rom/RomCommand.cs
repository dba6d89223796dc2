namespace Pen.SimulatedBoard.Rom;

/// <summary>Commands of the ESP32's ROM loader (Espressif, esptool documentation, "Serial Protocol").</summary>
public enum RomCommand : byte
{
    /// <summary>Erases and begins to write.</summary>
    FlashBegin = 0x02,

    /// <summary>One block.</summary>
    FlashData = 0x03,

    /// <summary>Ends, and starts what is in the flash or stays.</summary>
    FlashEnd = 0x04,

    /// <summary>Begins to load into RAM.</summary>
    MemBegin = 0x05,

    /// <summary>Ends loading into RAM, and jumps there.</summary>
    MemEnd = 0x06,

    /// <summary>One block for the RAM.</summary>
    MemData = 0x07,

    /// <summary>Finds the line's speed.</summary>
    Sync = 0x08,

    /// <summary>Writes registers.</summary>
    WriteReg = 0x09,

    /// <summary>Reads a register.</summary>
    ReadReg = 0x0A,

    /// <summary>Tells the flash's size.</summary>
    SpiSetParams = 0x0B,

    /// <summary>Connects the flash's pins.</summary>
    SpiAttach = 0x0D,

    /// <summary>Reads up to 64 bytes.</summary>
    ReadFlashSlow = 0x0E,

    /// <summary>Changes the line's speed.</summary>
    ChangeBaudrate = 0x0F,

    /// <summary>Erases and begins to write compressed blocks.</summary>
    FlashDeflateBegin = 0x10,

    /// <summary>One compressed block.</summary>
    FlashDeflateData = 0x11,

    /// <summary>Ends compressed writing.</summary>
    FlashDeflateEnd = 0x12,

    /// <summary>MD5 of a range, as 32 hexadecimal characters.</summary>
    SpiFlashMd5 = 0x13,
}
