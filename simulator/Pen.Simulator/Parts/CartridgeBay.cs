using System;

namespace Pen.Simulator.Parts;

/// <summary>The slot: a switch, and on a bus of its own the memory of whatever is in it.</summary>
public sealed class CartridgeBay
{
    private const int PageBytes = 32;
    private const int SerialWord = 0x0800;

    private readonly Contact contact;
    private int pointer;
    private long nowMicros;
    private long busyUntilMicros;

    /// <summary>Write cycle of a page in µs (AT24CS32: 5 ms at most); the memory acknowledges nothing meanwhile.</summary>
    public const long WriteCycleMicros = 5000;

    /// <summary>Creates an empty slot.</summary>
    public CartridgeBay(Noise noise) => contact = new Contact(noise);

    /// <summary>What is in it; null when empty.</summary>
    public CartridgeImage? Cartridge { get; private set; }

    /// <summary>Pages written since the pen was made: their cells wear (AT24CS32: a million cycles).</summary>
    public int PagesWritten { get; private set; }

    /// <summary>Bytes written since the pen was made.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Injected: after this many more bytes have been written something is cut off; -1 never.</summary>
    public long CutAfterBytes { get; set; } = -1;

    /// <summary>Injected: what becomes of the last byte before the cut.</summary>
    public CutByte CutByte { get; set; }

    /// <summary>Injected: the cut is the cartridge being pulled out; otherwise the whole pen loses its power.</summary>
    public bool CutPulls { get; set; }

    /// <summary>The power went in the middle of a write.</summary>
    public bool PowerCut => CutAfterBytes == 0 && !CutPulls;

    /// <summary>The switch.</summary>
    public bool SwitchClosed => contact.Closed;

    /// <summary>Puts a cartridge in.</summary>
    /// <exception cref="System.InvalidOperationException">One is in it: nobody can push a second one in.</exception>
    public void Insert(CartridgeImage cartridge, long nowMicros)
    {
        if (Cartridge is not null && Cartridge != cartridge)
        {
            throw new InvalidOperationException("A cartridge is in the slot already.");
        }

        Cartridge = cartridge;
        contact.Set(true, nowMicros);
    }

    /// <summary>Pulls it out.</summary>
    public void Remove(long nowMicros)
    {
        Cartridge = null;
        contact.Set(false, nowMicros);
    }

    /// <summary>One step.</summary>
    public void Step(long nowMicros)
    {
        this.nowMicros = nowMicros;
        contact.Step(nowMicros);
    }

    /// <summary>A transfer to the memory's address.</summary>
    public bool TransferMemory(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (Cartridge is not { Silent: false } cartridge || nowMicros < busyUntilMicros)
        {
            return false;
        }

        if (write.Length >= 2)
        {
            pointer = ((write[0] << 8) | write[1]) & (CartridgeImage.MemoryBytes - 1);
            busyUntilMicros = write.Length > 2 ? nowMicros + WriteCycleMicros : busyUntilMicros;
            PagesWritten += write.Length > 2 ? 1 : 0;
            for (int i = 2; i < write.Length && CutAfterBytes != 0; i++)
            {
                byte old = cartridge.Memory[pointer];
                cartridge.Memory[pointer] = cartridge.WriteProtected ? old : CutByte.Kept(old, write[i], CutAfterBytes);
                pointer = (pointer & ~(PageBytes - 1)) | ((pointer + 1) & (PageBytes - 1));
                BytesWritten++;
                CutAfterBytes -= CutAfterBytes > 0 ? 1 : 0;
            }

            if (CutAfterBytes == 0 && CutPulls)
            {
                CutAfterBytes = -1;
                Remove(nowMicros);
                return false;
            }
        }

        for (int i = 0; i < read.Length; i++)
        {
            read[i] = cartridge.Memory[pointer];
            pointer = (pointer + 1) & (CartridgeImage.MemoryBytes - 1);
        }

        return true;
    }

    /// <summary>A transfer to the serial's address.</summary>
    public bool TransferSerial(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (Cartridge is not { Silent: false } cartridge)
        {
            return false;
        }

        bool addressed = write.Length >= 2 && ((write[0] << 8) | write[1]) == SerialWord;
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = addressed ? cartridge.Serial[i & 15] : (byte)0xFF;
        }

        return true;
    }
}
