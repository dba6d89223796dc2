using System.Buffers.Binary;

namespace System.IO.Hashing;

/// <summary>CRC-32 as in ISO-HDLC (reflected 0xEDB88320, start and final inversion; "123456789" gives 0xCBF43926).</summary>
public class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const uint InitialState = 0xFFFFFFFF;

    /// <summary>The chip's native code counts bytes in 16 bits with sign.</summary>
    private const int MaxBytes = short.MaxValue;

    // Eight tables: the remainders of a byte followed by 0 … 7 zero bytes, so that eight bytes go in one turn.
    private static readonly uint[] Tables = MakeTables();

    private uint state = InitialState;

    /// <summary>A checksum of nothing yet.</summary>
    public Crc32() { }

    /// <summary>The CRC-32 of some bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 32,767 bytes, which the chip's native code cannot count.</exception>
    public static uint HashToUInt32(SpanByte source) => ~Update(InitialState, source.AsSpan());

    /// <summary>Takes in one byte. On the chip every call allocates.</summary>
    public void Append(byte value) => state = Tables[(byte)(state ^ value)] ^ (state >> 8);

    /// <summary>Takes in all bytes of an array; an empty one makes the chip forget everything before it.</summary>
    public void Append(byte[] source) => Append(new SpanByte(source));

    /// <summary>Takes in some bytes; none at all make the chip forget everything before them.</summary>
    public void Append(SpanByte source) => state = source.IsEmpty ? InitialState : Update(state, source.AsSpan());

    /// <summary>The CRC-32 of all bytes so far.</summary>
    public uint GetCurrentHashAsUInt32() => ~state;

    /// <summary>Starts anew.</summary>
    public void Reset() => state = InitialState;

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), $"The chip hashes at most {MaxBytes} bytes at once.");
        }

        ReadOnlySpan<uint> t = Tables;
        while (bytes.Length >= 8)
        {
            uint low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc =
                t[0x700 + (int)(low & 0xFF)]
                ^ t[0x600 + (int)(low >> 8 & 0xFF)]
                ^ t[0x500 + (int)(low >> 16 & 0xFF)]
                ^ t[0x400 + (int)(low >> 24)]
                ^ t[0x300 + (int)(high & 0xFF)]
                ^ t[0x200 + (int)(high >> 8 & 0xFF)]
                ^ t[0x100 + (int)(high >> 16 & 0xFF)]
                ^ t[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            crc = t[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[value] = crc;
        }

        for (int index = 256; index < tables.Length; index++)
        {
            uint before = tables[index - 256];
            tables[index] = tables[before & 0xFF] ^ (before >> 8);
        }

        return tables;
    }
}
