using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>What the cartridge itself keeps of its strokes: two pages, written in turn.</summary>
public sealed class UsageWriter
{
    private readonly CartridgeMemory memory;
    private readonly Checksum checksum;
    private readonly PageWriter writer;
    private readonly byte[] found = new byte[CartridgeMemory.PageBytes];
    private bool newerIsSecond;
    private uint number;

    /// <summary>Creates the writer over the cartridge's memory.</summary>
    public UsageWriter(CartridgeMemory memory, Checksum checksum)
    {
        this.memory = memory;
        this.checksum = checksum;
        writer = new PageWriter(memory);
    }

    /// <summary>Strokes in the cartridge's life.</summary>
    public uint Strokes;

    /// <summary>Log record that began the last run that was kept; 0 without one.</summary>
    public uint RunRecord;

    /// <summary>Strokes of that run.</summary>
    public int RunStrokes;

    /// <summary>Its duration in 10 ms.</summary>
    public int RunCentiseconds;

    /// <summary>Pages that were written once and are not whole now.</summary>
    public int BadPages;

    /// <summary>Neither page was ever written.</summary>
    public bool IsBlank
    {
        get { return BadPages == 0 && number == 0; }
    }

    /// <summary>A page is being written.</summary>
    public bool Busy
    {
        get { return writer.Busy; }
    }

    /// <summary>Nothing is known of any cartridge.</summary>
    public void Forget()
    {
        writer.Forget();
        Strokes = 0;
        RunRecord = 0;
        RunStrokes = 0;
        RunCentiseconds = 0;
        BadPages = 0;
        number = 0;
        newerIsSecond = true;
    }

    /// <summary>Reads both pages; <paramref name="session"/> is the stamp's.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public bool Read(uint session)
    {
        Forget();
        return ReadOne(CartridgeUsage.FirstAddress, session) && ReadOne(CartridgeUsage.SecondAddress, session);
    }

    /// <summary>Begins to write what was done, over the older page.</summary>
    public void Begin(uint session, uint strokes, uint runRecord, int runStrokes, int runCentiseconds)
    {
        number++;
        newerIsSecond = !newerIsSecond;
        byte[] page = writer.Page;
        CartridgePage.Begin(page, CartridgeUsage.MagicValue);
        Wire.PutU32(page, CartridgeUsage.Session, session);
        Wire.PutU32(page, CartridgeUsage.Strokes, strokes);
        Wire.PutU32(page, CartridgeUsage.RunRecord, runRecord);
        Wire.Put16(page, CartridgeUsage.RunStrokes, runStrokes);
        Wire.Put16(page, CartridgeUsage.RunCentiseconds, runCentiseconds);
        Wire.PutU32(page, CartridgeUsage.Number, number);
        CartridgePage.Seal(page, checksum);
        writer.Begin(newerIsSecond ? CartridgeUsage.SecondAddress : CartridgeUsage.FirstAddress);
    }

    /// <summary>One tick of writing.</summary>
    /// <returns>False when the memory does not hold the page after every attempt; the other page still stands.</returns>
    public bool Step()
    {
        if (!writer.Step() || writer.Holds)
        {
            return true;
        }

        // The page that failed is the one to be written next, not the one that still stands.
        newerIsSecond = !newerIsSecond;
        return false;
    }

    private bool ReadOne(int address, uint session)
    {
        if (!memory.ReadPage(address, found))
        {
            return false;
        }

        bool whole =
            CartridgePage.IsWhole(found, CartridgeUsage.MagicValue, checksum)
            && Wire.GetU32(found, CartridgeUsage.Session) == session;
        BadPages += CartridgePage.IsBlank(found) || whole ? 0 : 1;
        uint stored = Wire.GetU32(found, CartridgeUsage.Number);
        if (whole && stored > number)
        {
            number = stored;
            newerIsSecond = address == CartridgeUsage.SecondAddress;
            Strokes = Wire.GetU32(found, CartridgeUsage.Strokes);
            RunRecord = Wire.GetU32(found, CartridgeUsage.RunRecord);
            RunStrokes = Wire.GetU16(found, CartridgeUsage.RunStrokes);
            RunCentiseconds = Wire.GetU16(found, CartridgeUsage.RunCentiseconds);
        }

        return true;
    }
}
