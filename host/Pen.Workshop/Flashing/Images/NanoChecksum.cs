using System;

namespace Pen.Workshop.Flashing.Images;

/// <summary>
/// nanoFramework's CRC (SUPPORT_ComputeCRC): polynomial 0x04C11DB7, most significant bit first, start 0, no inversion at the end.
/// </summary>
internal static class NanoChecksum
{
    private const uint Polynomial = 0x04C11DB7;
    private static readonly uint[] Table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> bytes, uint crc = 0)
    {
        foreach (byte value in bytes)
        {
            crc = Table[((crc >> 24) ^ value) & 0xFF] ^ (crc << 8);
        }

        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
