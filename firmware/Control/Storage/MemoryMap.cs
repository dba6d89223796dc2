namespace Pen.Control.Storage;

/// <summary>Where what stands in the FRAM. The usage log takes all that the blocks before it and the last page leave.</summary>
public static class MemoryMap
{
    /// <summary>Settings, first copy; the second follows 128 bytes later.</summary>
    public const int Settings = 0x00000;

    /// <summary>Counters (boots, confirmed records), first copy; the second follows 128 bytes later.</summary>
    public const int Counters = 0x00100;

    /// <summary>Odometer, first copy; the second follows 128 bytes later.</summary>
    public const int Odometer = 0x00200;

    /// <summary>Key that cartridges are verified with, first copy; the second follows 128 bytes later.</summary>
    public const int CartridgeKey = 0x00300;

    /// <summary>Distance between the two copies of a block in bytes.</summary>
    public const int CopyDistance = 0x80;

    /// <summary>One byte that <see cref="MemoryProbe"/> inverts at every start.</summary>
    public const int ProbeCell = 0x003F0;

    /// <summary>First record of the usage log.</summary>
    public const int Log = 0x00400;

    /// <summary>Bytes at the memory's end that hold no records.</summary>
    public const int LastPage = 0x400;

    /// <summary>Serial number of the pen, 16 bytes ASCII, written when the pen is made: this far before the memory's end.</summary>
    public const int SerialNumberFromEnd = 0x100;

    /// <summary>The same number with its CRC-32, 20 bytes: what stands here is on its way there, and counts, when its checksum is right.</summary>
    public const int SerialJournalFromEnd = 0xE0;

    /// <summary>Records that fit into a memory of this many bytes: 960 in 32 KB, 4,032 in 128 KB, 8,128 in 256 KB.</summary>
    public static int LogCapacity(int memoryBytes)
    {
        return (memoryBytes - LastPage - Log) / 32;
    }
}
