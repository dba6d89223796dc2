using Pen.Protocol;

namespace Pen.Client;

/// <summary>
/// CRC-32 of the protocol on the host, by a table of 256 entries (one lookup a byte: a frame is at most 211 bytes, which
/// takes under a microsecond). Any number of threads may use it at once.
/// </summary>
public sealed class HostChecksum : Checksum
{
    // 0x04C11DB7 with its bits in reverse: the CRC works on the lowest bit first.
    private const uint ReversedPolynomial = 0xEDB88320;

    private static readonly uint[] Table = BuildTable();

    /// <inheritdoc />
    public override uint Crc32(byte[] buffer, int offset, int count)
    {
        uint crc = uint.MaxValue;
        for (int i = offset; i < offset + count; i++)
        {
            crc = (crc >> 8) ^ Table[(byte)(crc ^ buffer[i])];
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < 256; index++)
        {
            uint value = index;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ ReversedPolynomial : value >> 1;
            }

            table[index] = value;
        }

        return table;
    }
}
