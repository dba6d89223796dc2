namespace Pen.Control.Storage;

/// <summary>Where what stands in the 128 KB FRAM.</summary>
public static class MemoryMap
{
    /// <summary>Settings, first copy; the second follows 128 bytes later.</summary>
    public const int Settings = 0x00000;

    /// <summary>Counters (boots, confirmed records), first copy; the second follows 128 bytes later.</summary>
    public const int Counters = 0x00100;

    /// <summary>Distance between the two copies of a block in bytes.</summary>
    public const int CopyDistance = 0x80;

    /// <summary>First record of the usage log.</summary>
    public const int Log = 0x00400;

    /// <summary>Records that fit: 32 bytes each up to 0x1FC00.</summary>
    public const int LogCapacity = (0x1FC00 - Log) / 32;

    /// <summary>Serial number of the pen, 16 bytes ASCII, written when the pen is made.</summary>
    public const int SerialNumber = 0x1FF00;
}
