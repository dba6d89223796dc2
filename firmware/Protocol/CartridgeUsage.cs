namespace Pen.Protocol;

/// <summary>
/// What a cartridge has done: two pages of 32 bytes, little-endian, CRC-32 over the first 28, written in turn, so that pulling the
/// cartridge during one write leaves the other page. The page with the higher number counts; blank pages are all 0xFF. They are
/// written from the first run on, and only behind a stamp: what they say never makes a cartridge fresh.
/// </summary>
public static class CartridgeUsage
{
    /// <summary>Where the first page stands in the memory.</summary>
    public const int FirstAddress = 96;

    /// <summary>Where the second page stands.</summary>
    public const int SecondAddress = 128;

    /// <summary>The bytes "RUNS".</summary>
    public const uint MagicValue = 0x534E5552;

    /// <summary>Always 0x534E5552, the bytes "RUNS".</summary>
    /// <wire type="u32" />
    public const int Magic = 0;

    /// <summary>Session of the stamp.</summary>
    /// <wire type="u32" />
    public const int Session = 4;

    /// <summary>Strokes made with the cartridge in its life.</summary>
    /// <wire type="u32" />
    public const int Strokes = 8;

    /// <summary>Sequence number of the log record that began the run that wrote this.</summary>
    /// <wire type="u32" />
    public const int RunRecord = 12;

    /// <summary>Strokes of that run so far.</summary>
    /// <wire type="u16" />
    public const int RunStrokes = 16;

    /// <summary>Duration of that run so far.</summary>
    /// <wire type="u16" unit="10 ms" />
    public const int RunCentiseconds = 18;

    /// <summary>Counts the writes, from 1.</summary>
    /// <wire type="u32" />
    public const int Number = 20;

    /// <summary>Zero, for later.</summary>
    /// <wire type="u32" />
    public const int Reserved = 24;

    /// <summary>CRC-32 of the bytes before it.</summary>
    /// <wire type="u32" />
    public const int Crc = 28;
}
