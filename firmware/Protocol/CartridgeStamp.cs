namespace Pen.Protocol;

/// <summary>
/// The stamp of first use in a cartridge's memory: one page of 32 bytes, little-endian, CRC-32 over the first 28. A page that was
/// never written is all 0xFF. Anything else that is not this pen's open session means used, a torn stamp too.
/// </summary>
public static class CartridgeStamp
{
    /// <summary>Bytes of the stamp.</summary>
    public const int Length = 32;

    /// <summary>Where it stands in the memory: a page of its own, so that one write cycle holds it.</summary>
    public const int Address = 64;

    /// <summary>The bytes "USED".</summary>
    public const uint MagicValue = 0x44455355;

    /// <summary>Always 0x44455355, the bytes "USED".</summary>
    /// <wire type="u32" />
    public const int Magic = 0;

    /// <summary>Serial number of the pen: ASCII, filled up with zeros.</summary>
    /// <wire type="ascii[16]" />
    public const int PenSerial = 4;

    /// <summary>Number of the session, counted by that pen.</summary>
    /// <wire type="u32" />
    public const int Session = 20;

    /// <summary>CRC-32 of the bytes before it.</summary>
    /// <wire type="u32" />
    public const int Crc = 28;
}
