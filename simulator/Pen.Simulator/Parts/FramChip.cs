using System;
using System.Text;

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

/// <summary>MB85RC1MT: 128 KB of I2C FRAM, written byte by byte as the bytes arrive; its seventeenth address bit is in the device address.</summary>
public sealed class FramChip
{
    /// <summary>Bytes.</summary>
    public const int Size = 0x20000;

    /// <summary>Where the serial number stands.</summary>
    public const int SerialNumberAddress = 0x1FF00;

    private int pointer;

    /// <summary>Creates a memory as it leaves the factory: zeros, and the serial number (at most 16 ASCII characters).</summary>
    public FramChip(string serialNumber) =>
        Encoding.ASCII.GetBytes(serialNumber.AsSpan(0, Math.Min(16, serialNumber.Length)), Bytes.AsSpan(SerialNumberAddress));

    /// <summary>Its content.</summary>
    public byte[] Bytes { get; } = new byte[Size];

    /// <summary>Bytes written since it was made.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Injected: the whole pen loses power after this many more bytes have been written; -1 never.</summary>
    public long CutAfterBytes { get; set; } = -1;

    /// <summary>Injected: what becomes of the last byte before the cut.</summary>
    public CutByte CutByte { get; set; }

    /// <summary>Injected: it does not answer.</summary>
    public bool Silent { get; set; }

    /// <summary>Injected: its write-protect pin is high; it acknowledges writes and keeps its bytes.</summary>
    public bool WriteProtected { get; set; }

    /// <summary>One transfer to the half of 64 KB that <paramref name="upper"/> names.</summary>
    /// <returns>False when it does not acknowledge.</returns>
    public bool Transfer(bool upper, ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (Silent || CutAfterBytes == 0)
        {
            return false;
        }

        int half = upper ? Size / 2 : 0;
        if (write.Length >= 2)
        {
            pointer = (write[0] << 8) | write[1];
            for (int i = 2; i < write.Length && CutAfterBytes != 0; i++)
            {
                byte old = Bytes[half + pointer];
                Bytes[half + pointer] = WriteProtected ? old : Kept(old, write[i]);
                pointer = (pointer + 1) & 0xFFFF;
                BytesWritten++;
                CutAfterBytes -= CutAfterBytes > 0 ? 1 : 0;
            }
        }

        for (int i = 0; i < read.Length; i++)
        {
            read[i] = Bytes[half + pointer];
            pointer = (pointer + 1) & 0xFFFF;
        }

        return true;
    }

    private byte Kept(byte old, byte written) =>
        CutAfterBytes != 1 ? written
        : CutByte == CutByte.Torn ? (byte)((old & 0xF0) | (written & 0x0F))
        : CutByte == CutByte.Flipped ? (byte)(written ^ 0x08)
        : written;
}
