namespace Pen.Protocol;

/// <summary>
/// CRC-32 as frames, settings and log records use it (ISO-HDLC: polynomial 0x04C11DB7 reflected, start and final
/// inversion; check value of "123456789" is 0xCBF43926). The chip has it in native code, the host in its own: each
/// hands its own to whoever needs one, so that this folder knows no platform.
/// </summary>
public abstract class Checksum
{
    /// <summary>The CRC-32 of <paramref name="count"/> bytes of <paramref name="buffer"/> from <paramref name="offset"/>.</summary>
    public abstract uint Crc32(byte[] buffer, int offset, int count);
}
