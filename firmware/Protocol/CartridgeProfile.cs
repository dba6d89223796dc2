namespace Pen.Protocol;

/// <summary>
/// The profile at the start of a cartridge's memory (AT24CS32): 48 bytes, little-endian, CRC-32 over the first 44.
/// </summary>
public static class CartridgeProfile
{
    /// <summary>Bytes of the profile.</summary>
    public const int Length = 48;

    /// <summary>Where it stands in the memory.</summary>
    public const int Address = 0;

    /// <summary>The bytes "NDL1".</summary>
    public const uint MagicValue = 0x314C444E;

    /// <summary>Layout version written by this source.</summary>
    public const byte LayoutValue = 1;

    /// <summary>Always 0x314C444E, the bytes "NDL1".</summary>
    /// <wire type="u32" />
    public const int Magic = 0;

    /// <summary>Layout version; this one is 1.</summary>
    /// <wire type="u8" />
    public const int Layout = 4;

    /// <summary>Type.</summary>
    /// <wire type="CartridgeType" />
    public const int Type = 5;

    /// <summary>Needles; 0 for a nano tip.</summary>
    /// <wire type="u8" />
    public const int Needles = 6;

    /// <summary>Deepest setting (LIM-4).</summary>
    /// <wire type="u16" unit="µm" />
    public const int MaxDepthMicrons = 8;

    /// <summary>Strokes that it is made for.</summary>
    /// <wire type="u32" />
    public const int StrokeLife = 12;

    /// <summary>Expiry date as the decimal number yyyymmdd.</summary>
    /// <wire type="u32" />
    public const int ExpiryDate = 16;

    /// <summary>Lot: ASCII, filled up with zeros.</summary>
    /// <wire type="ascii[12]" />
    public const int Lot = 20;

    /// <summary>Keyed tag: see <see cref="CartridgeTag"/>.</summary>
    /// <wire type="u8[8]" />
    public const int Tag = 32;

    /// <summary>Zero, for later.</summary>
    /// <wire type="u8[4]" />
    public const int Reserved = 40;

    /// <summary>CRC-32 of the bytes before it.</summary>
    /// <wire type="u32" />
    public const int Crc = 44;

    /// <summary>Fills a profile, all but tag and checksum.</summary>
    /// <param name="profile">At least 48 bytes.</param>
    /// <param name="type">Type; the needles follow from it.</param>
    /// <param name="maxDepthMicrons">Deepest setting in µm.</param>
    /// <param name="strokeLife">Strokes that it is made for.</param>
    /// <param name="expiryDate">Expiry date as the number yyyymmdd.</param>
    /// <param name="lot">At most 12 bytes ASCII.</param>
    public static void Fill(
        byte[] profile,
        CartridgeType type,
        int maxDepthMicrons,
        uint strokeLife,
        uint expiryDate,
        byte[] lot
    )
    {
        int needles = NeedlesOf(type);
        System.Array.Clear(profile, 0, Length);
        Wire.PutU32(profile, Magic, MagicValue);
        profile[Layout] = LayoutValue;
        profile[Type] = (byte)type;
        profile[Needles] = (byte)(needles < 0 ? 0 : needles);
        Wire.Put16(profile, MaxDepthMicrons, maxDepthMicrons);
        Wire.PutU32(profile, StrokeLife, strokeLife);
        Wire.PutU32(profile, ExpiryDate, expiryDate);
        System.Array.Copy(lot, 0, profile, Lot, lot.Length);
    }

    /// <summary>Needles that a type has; -1 for a type that is not in the list.</summary>
    public static int NeedlesOf(CartridgeType type)
    {
        switch (type)
        {
            case CartridgeType.Needles12:
                return 12;
            case CartridgeType.Needles24:
                return 24;
            case CartridgeType.Needles36:
                return 36;
            case CartridgeType.Needles42:
                return 42;
            case CartridgeType.Nano:
                return 0;
            default:
                return -1;
        }
    }
}
