namespace Pen.Protocol;

/// <summary>Numbers in bytes: little-endian, two's complement, no alignment. Offsets are the caller's to keep in range.</summary>
public static class Wire
{
    /// <summary>Reads an unsigned 16-bit number.</summary>
    public static int GetU16(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    /// <summary>Reads a signed 16-bit number.</summary>
    public static int GetI16(byte[] buffer, int offset)
    {
        return (short)(buffer[offset] | (buffer[offset + 1] << 8));
    }

    /// <summary>Reads a signed 32-bit number.</summary>
    public static int GetI32(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24);
    }

    /// <summary>Reads an unsigned 32-bit number.</summary>
    public static uint GetU32(byte[] buffer, int offset)
    {
        return (uint)GetI32(buffer, offset);
    }

    /// <summary>Writes the low 16 bits of a number.</summary>
    public static void Put16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    /// <summary>Writes a signed 32-bit number.</summary>
    public static void PutI32(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
        buffer[offset + 3] = (byte)(value >> 24);
    }

    /// <summary>Writes an unsigned 32-bit number.</summary>
    public static void PutU32(byte[] buffer, int offset, uint value)
    {
        PutI32(buffer, offset, (int)value);
    }
}
