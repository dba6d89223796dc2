namespace Pen.Protocol.Messages;

/// <summary>What the cartridge says of itself (answers Cartridge, whose request has no payload, and is the data of CartridgeChanged).</summary>
public static class CartridgeAnswer
{
    /// <summary>What is in the slot.</summary>
    /// <wire type="CartridgeState" />
    public const int State = 0;

    /// <summary>Why it may not be used.</summary>
    /// <wire type="CartridgeRefusal" />
    public const int Refusal = 1;

    /// <summary>Type.</summary>
    /// <wire type="CartridgeType" />
    public const int Type = 2;

    /// <summary>Needles; 0 for a nano tip.</summary>
    /// <wire type="u8" />
    public const int Needles = 3;

    /// <summary>Deepest that this cartridge may go (LIM-4).</summary>
    /// <wire type="u16" unit="µm" />
    public const int MaxDepthMicrons = 4;

    /// <summary>1 when its tag was verified.</summary>
    /// <wire type="u8" />
    public const int Verified = 6;

    /// <summary>Strokes that it is made for.</summary>
    /// <wire type="u32" />
    public const int StrokeLife = 8;

    /// <summary>Strokes made with it, as its memory and this pen remember them.</summary>
    /// <wire type="u32" />
    public const int StrokesUsed = 12;

    /// <summary>Expiry date as the decimal number yyyymmdd.</summary>
    /// <wire type="u32" />
    public const int ExpiryDate = 16;

    /// <summary>Lot: ASCII, filled up with zeros.</summary>
    /// <wire type="ascii[12]" />
    public const int Lot = 20;

    /// <summary>Factory serial of its memory.</summary>
    /// <wire type="u8[16]" />
    public const int Serial = 32;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 48;

    /// <summary>Bytes of the lot.</summary>
    public const int LotLength = 12;

    /// <summary>Bytes of the serial.</summary>
    public const int SerialLength = 16;
}

/// <summary>Which key the pen verifies cartridges with (answers CartridgeKeyRead, which has no payload, and CartridgeKeyWrite).</summary>
public static class CartridgeKeyAnswer
{
    /// <summary>1 when it has one.</summary>
    /// <wire type="u8" />
    public const int Known = 0;

    /// <summary>Check number of the key; 0 without one.</summary>
    /// <wire type="u32" />
    public const int Check = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>Gives the pen the key to verify cartridges with. In Service only; the old one is overwritten.</summary>
public static class CartridgeKeyWriteRequest
{
    /// <summary>The key.</summary>
    /// <wire type="u8[16]" />
    public const int Key = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 16;
}

/// <summary>
/// Writes the profile into a new cartridge, in Standby; answered by a <see cref="CartridgeAnswer"/> with the state Reading. The event
/// CartridgeChanged tells what came of it.
/// </summary>
public static class CartridgeMakeRequest
{
    /// <summary>The profile as it is to stand in the memory, with its tag and its checksum (<see cref="CartridgeProfile"/>).</summary>
    /// <wire type="u8[48]" />
    public const int Profile = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = CartridgeProfile.Length;
}
