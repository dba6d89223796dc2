namespace Pen.Protocol;

/// <summary>
/// SipHash-2-4: 64 bits that only the holder of a 128-bit key can compute. Made for short messages and small machines: additions, rotations
/// and exclusive-ors of 64-bit numbers, nothing else. Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).
/// </summary>
public sealed class SipHash
{
    /// <summary>Bytes of the key.</summary>
    public const int KeyLength = 16;

    private const int BlockBytes = 8;
    private const int RoundsPerBlock = 2;
    private const int RoundsAtEnd = 4;

    private ulong v0;
    private ulong v1;
    private ulong v2;
    private ulong v3;

    /// <summary>The hash of the first <paramref name="length"/> bytes, 0 to 255, of a message.</summary>
    public ulong Of(byte[] key, byte[] message, int length)
    {
        ulong k0 = GetU64(key, 0);
        ulong k1 = GetU64(key, BlockBytes);
        // The paper's four words: the ASCII text "somepseudorandomlygeneratedbytes".
        v0 = k0 ^ 0x736F6D6570736575;
        v1 = k1 ^ 0x646F72616E646F6D;
        v2 = k0 ^ 0x6C7967656E657261;
        v3 = k1 ^ 0x7465646279746573;
        int whole = length - (length % BlockBytes);
        for (int at = 0; at < whole; at += BlockBytes)
        {
            Absorb(GetU64(message, at));
        }

        ulong last = (ulong)length << 56;
        for (int i = whole; i < length; i++)
        {
            last |= (ulong)message[i] << (8 * (i - whole));
        }

        Absorb(last);
        v2 ^= 0xFF;
        Rounds(RoundsAtEnd);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static ulong GetU64(byte[] buffer, int at)
    {
        return Wire.GetU32(buffer, at) | ((ulong)Wire.GetU32(buffer, at + 4) << 32);
    }

    private static ulong Turned(ulong value, int bits)
    {
        return (value << bits) | (value >> (64 - bits));
    }

    private void Absorb(ulong block)
    {
        v3 ^= block;
        Rounds(RoundsPerBlock);
        v0 ^= block;
    }

    private void Rounds(int count)
    {
        for (int i = 0; i < count; i++)
        {
            v0 += v1;
            v1 = Turned(v1, 13) ^ v0;
            v0 = Turned(v0, 32);
            v2 += v3;
            v3 = Turned(v3, 16) ^ v2;
            v0 += v3;
            v3 = Turned(v3, 21) ^ v0;
            v2 += v1;
            v1 = Turned(v1, 17) ^ v2;
            v2 = Turned(v2, 32);
        }
    }
}
