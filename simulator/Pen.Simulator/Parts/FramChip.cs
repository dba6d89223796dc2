using System;
using System.Text;
using Pen.Board.Drivers;
using Pen.Control.Storage;

namespace Pen.Simulator.Parts;

/// <summary>
/// I2C FRAM, written byte by byte as the bytes arrive: 32 KB in one bank (MB85RC256V), 128 KB in two (MB85RC1MT) or 256 KB in four,
/// whose upper address bits are in the device address. One of 8 KB (MB85RC64) repeats itself.
/// </summary>
public sealed class FramChip
{
    /// <summary>Bytes of a bank.</summary>
    private const int BankBytes = 0x10000;

    private const int SerialNumberBytes = 16;

    private readonly int banks;
    private readonly int addressMask;
    private int pointer;
    private long bytesRead;

    /// <summary>
    /// Creates a memory of 8, 32, 128 or 256 KB as a pen leaves the factory with it: zeros, the serial number (at most 16 ASCII characters),
    /// and the key that cartridges are verified with; null for a pen that was given none yet.
    /// </summary>
    public FramChip(string serialNumber, byte[]? cartridgeKey, int kilobytes = 128)
    {
        Bytes = new byte[kilobytes * 1024];
        banks = Math.Max(1, Bytes.Length / BankBytes);
        addressMask = Math.Min(Bytes.Length, BankBytes) - 1;
        Encoding.ASCII.GetBytes(
            serialNumber.AsSpan(0, Math.Min(SerialNumberBytes, serialNumber.Length)),
            Bytes.AsSpan(Bytes.Length - MemoryMap.SerialNumberFromEnd)
        );
        if (cartridgeKey is not null)
        {
            new CartridgeKey(new AtTheFactory(Bytes), new ChipChecksum()).Save(cartridgeKey, 0);
        }
    }

    /// <summary>Its content.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes written since it was made: what wears it, though its 10^13 cycles (data sheet of MB85RC1MT) outlive the pen.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Injected: the whole pen loses power after this many more bytes have been written; -1 never.</summary>
    public long CutAfterBytes { get; set; } = -1;

    /// <summary>Injected: what becomes of the last byte before the cut.</summary>
    public CutByte CutByte { get; set; }

    /// <summary>Injected: it does not answer.</summary>
    public bool Silent { get; set; }

    /// <summary>Injected: its write-protect pin is high; it acknowledges writes and keeps its bytes.</summary>
    public bool WriteProtected { get; set; }

    /// <summary>Injected: every so many bytes read, one has a wrong bit on the wire; 0 never. What is stored stays right.</summary>
    public int WrongBitEvery { get; set; }

    /// <summary>One transfer to a bank, 0 to 3.</summary>
    /// <returns>False when it does not acknowledge.</returns>
    public bool Transfer(int bank, ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (Silent || CutAfterBytes == 0 || bank >= banks)
        {
            return false;
        }

        int start = bank * BankBytes;
        if (write.Length >= 2)
        {
            pointer = ((write[0] << 8) | write[1]) & addressMask;
            for (int i = 2; i < write.Length && CutAfterBytes != 0; i++)
            {
                byte old = Bytes[start + pointer];
                Bytes[start + pointer] = WriteProtected ? old : CutByte.Kept(old, write[i], CutAfterBytes);
                pointer = (pointer + 1) & addressMask;
                BytesWritten++;
                CutAfterBytes -= CutAfterBytes > 0 ? 1 : 0;
            }
        }

        for (int i = 0; i < read.Length; i++)
        {
            read[i] = Bytes[start + pointer];
            bytesRead++;
            if (WrongBitEvery > 0 && bytesRead % WrongBitEvery == 0)
            {
                read[i] ^= 0x04;
            }

            pointer = (pointer + 1) & addressMask;
        }

        return true;
    }

    /// <summary>The memory before it is soldered in: what is written now is no wear.</summary>
    private sealed class AtTheFactory(byte[] bytes) : PenMemory
    {
        public override int CountBanks() => Math.Max(1, bytes.Length / FramChip.BankBytes);

        public override bool Read(int address, byte[] buffer, int offset, int count)
        {
            Array.Copy(bytes, address, buffer, offset, count);
            return true;
        }

        public override bool Write(int address, byte[] buffer, int offset, int count)
        {
            Array.Copy(buffer, offset, bytes, address, count);
            return true;
        }
    }
}
