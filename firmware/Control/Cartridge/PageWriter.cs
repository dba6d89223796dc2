namespace Pen.Control.Cartridge;

/// <summary>
/// Writes one page of a cartridge's memory over several ticks: the memory needs 5 ms for it and answers nobody meanwhile, so each
/// attempt is written in one tick and read back in the next but one.
/// </summary>
public sealed class PageWriter
{
    private const int Attempts = 3;
    private const int TicksPerAttempt = 2;

    private readonly CartridgeMemory memory;
    private readonly byte[] found = new byte[CartridgeMemory.PageBytes];
    private int address;
    private int attempts;
    private int ticks;

    /// <summary>Creates the writer over the cartridge's memory.</summary>
    public PageWriter(CartridgeMemory memory)
    {
        this.memory = memory;
    }

    /// <summary>What is written.</summary>
    public readonly byte[] Page = new byte[CartridgeMemory.PageBytes];

    /// <summary>A page is being written.</summary>
    public bool Busy;

    /// <summary>The memory holds the page that was written last: it was read back.</summary>
    public bool Holds;

    /// <summary>Begins to write <see cref="Page"/>.</summary>
    public void Begin(int pageAddress)
    {
        address = pageAddress;
        attempts = 0;
        ticks = 0;
        Holds = false;
        Busy = true;
    }

    /// <summary>Whatever was being written is given up.</summary>
    public void Forget()
    {
        Busy = false;
        Holds = false;
    }

    /// <summary>One tick of writing.</summary>
    /// <returns>True when it has ended in this tick; see <see cref="Holds"/>.</returns>
    public bool Step()
    {
        if (!Busy)
        {
            return false;
        }

        ticks++;
        if (ticks == 1)
        {
            memory.WritePage(address, Page);
        }

        if (ticks <= TicksPerAttempt)
        {
            return false;
        }

        ticks = 0;
        attempts++;
        Holds = memory.ReadPage(address, found) && Same();
        Busy = !Holds && attempts < Attempts;
        return !Busy;
    }

    private bool Same()
    {
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] != Page[i])
            {
                return false;
            }
        }

        return true;
    }
}
