namespace Pen.Simulator.Parts;

/// <summary>What becomes of the byte during which the power goes.</summary>
public enum CutByte
{
    /// <summary>It is written, and nothing after it.</summary>
    Whole,

    /// <summary>Its upper half is still the old one.</summary>
    Torn,

    /// <summary>One of its bits is wrong.</summary>
    Flipped,
}

/// <summary>How a cut leaves a byte.</summary>
internal static class CutBytes
{
    /// <summary>What stands in the memory afterwards, with <paramref name="bytesLeft"/> bytes to go before the cut, this one included.</summary>
    public static byte Kept(this CutByte cut, byte old, byte written, long bytesLeft) =>
        bytesLeft != 1 ? written
        : cut == CutByte.Torn ? (byte)((old & 0xF0) | (written & 0x0F))
        : cut == CutByte.Flipped ? (byte)(written ^ 0x08)
        : written;
}
