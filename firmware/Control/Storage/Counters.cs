using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>What the pen counts across power cuts: its starts, its sessions, and the log records that a host has confirmed.</summary>
public sealed class Counters
{
    private const uint Magic = 0x544E5543;
    private const int Layout = 1;
    private const int BootOffset = 0;
    private const int ConfirmedOffset = 4;
    private const int SessionOffset = 8;
    private const int CapacityOffset = 12;

    private readonly TwoCopyBlock block;
    private bool lost;

    /// <summary>Creates the counters over their memory.</summary>
    public Counters(PenMemory memory, Checksum checksum)
    {
        block = new TwoCopyBlock(memory, checksum, MemoryMap.Counters, Magic, Layout, TwoCopyBlock.ShortPayload);
    }

    /// <summary>Starts since the memory was new, this one included.</summary>
    public uint BootCount;

    /// <summary>Sequence number of the first record that no host has confirmed; 1 when nothing is.</summary>
    public uint ConfirmedNext = 1;

    /// <summary>Sessions opened since the memory was new.</summary>
    public uint SessionCount;

    /// <summary>Records that fitted into the log at the last start; 0 when nobody has written it down yet.</summary>
    public int LogCapacity;

    /// <summary>
    /// Loads all. Where they are lost, nothing counts as confirmed (so nothing is overwritten) and the boot count goes on from
    /// the log's newest record.
    /// </summary>
    public void Load(uint bootCountOfLog)
    {
        BootCount = bootCountOfLog;
        lost = !block.Load();
        if (!lost)
        {
            BootCount = Wire.GetU32(block.Payload, BootOffset);
            ConfirmedNext = Wire.GetU32(block.Payload, ConfirmedOffset);
            SessionCount = Wire.GetU32(block.Payload, SessionOffset);
            LogCapacity = Wire.GetI32(block.Payload, CapacityOffset);
        }
        else
        {
            // A number that no stamp can carry yet: more sessions than this fit in no boot.
            SessionCount = bootCountOfLog << 8;
        }
    }

    /// <summary>Counts a start and writes it.</summary>
    public bool CountBoot()
    {
        BootCount++;
        // Where they were lost, over both copies: one that could not be read today must not come back tomorrow.
        return Write() && (!lost || Write());
    }

    /// <summary>Counts a session and writes it.</summary>
    /// <returns>True when that would survive a power cut; otherwise nothing has changed.</returns>
    public bool CountSession()
    {
        SessionCount++;
        if (Write())
        {
            return true;
        }

        SessionCount--;
        return false;
    }

    /// <summary>Keeps that every record before <paramref name="next"/> is confirmed.</summary>
    /// <returns>True when that would survive a power cut; otherwise nothing has changed.</returns>
    public bool Confirm(uint next)
    {
        uint old = ConfirmedNext;
        ConfirmedNext = next;
        if (Write())
        {
            return true;
        }

        ConfirmedNext = old;
        return false;
    }

    private bool Write()
    {
        Wire.PutU32(block.Payload, BootOffset, BootCount);
        Wire.PutU32(block.Payload, ConfirmedOffset, ConfirmedNext);
        Wire.PutU32(block.Payload, SessionOffset, SessionCount);
        Wire.PutI32(block.Payload, CapacityOffset, LogCapacity);
        return block.Save();
    }
}
