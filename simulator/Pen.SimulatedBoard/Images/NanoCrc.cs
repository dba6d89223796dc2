using System;

namespace Pen.SimulatedBoard.Images;

/// <summary>
/// nanoFramework's CRC-32 (nf-interpreter, SUPPORT_ComputeCRC): polynomial 0x04C11DB7, most significant bit first, from 0, not inverted.
/// </summary>
public static class NanoCrc
{
    private static readonly uint[] Table = Make();

    /// <summary>CRC of a range.</summary>
    public static uint Compute(ReadOnlySpan<byte> data)
    {
        uint crc = 0;
        foreach (byte value in data)
        {
            crc = Table[((crc >> 24) ^ value) & 0xFF] ^ (crc << 8);
        }

        return crc;
    }

    private static uint[] Make()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 0x8000_0000) != 0 ? (value << 1) ^ 0x04C1_1DB7 : value << 1;
            }

            table[i] = value;
        }

        return table;
    }
}
