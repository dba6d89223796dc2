using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// What the pen has done in its life: nothing but the sum of its log. It follows the log one record a tick, so the totals are exactly what
/// the records before <see cref="Next"/> tell; what stands in its own block only saves it the way back to the beginning.
/// <code>
///   log   … │ totals │ … │ run ended │ fault │ … │ totals │ … │ head
///             └ every 256 records                  └ totals that were lost are found from here on
/// </code>
/// The totals go into the log every 256 records, as six records, each true for all records before it: a host can check the pen's
/// sums, and a pen whose block is lost finds them again although the ring has overwritten what they came from.
/// </summary>
public sealed class Odometer
{
    /// <summary>Records from one set of totals in the log to the next.</summary>
    public const int SetEvery = 256;

    /// <summary>Records followed before the block is written again: what a start has to follow at most.</summary>
    public const int SaveEvery = 16;

    private const uint Magic = 0x304F444F;
    private const int Layout = 2;
    private const int NextOffset = 0;
    private const int SetEndOffset = 4;
    private const int FlagsOffset = 8;
    private const int TotalsOffset = 12;

    private readonly UsageLog log;
    private readonly LogQueue queue;
    private readonly TwoCopyBlock block;
    private readonly byte[] record = new byte[LogRecord.Length];
    private uint saved = 1;
    private uint setEnd;
    private uint looking;
    private int page = OdometerData.Pages;
    private bool rebuilding;
    private bool lastPageSeen;

    /// <summary>Creates the odometer behind its log; its own records go through the queue.</summary>
    public Odometer(PenMemory memory, Checksum checksum, UsageLog log, LogQueue queue)
    {
        this.log = log;
        this.queue = queue;
        block = new TwoCopyBlock(
            memory,
            checksum,
            MemoryMap.Odometer,
            Magic,
            Layout,
            TotalsOffset + OdometerTotals.StoredLength
        );
    }

    /// <summary>The sums.</summary>
    public readonly OdometerTotals Totals = new OdometerTotals();

    /// <summary>They hold every record before this one.</summary>
    public uint Next = 1;

    /// <summary>Something is missing from them: a record that was damaged, or all before the oldest one kept.</summary>
    public bool Incomplete;

    /// <summary>Totals in the log differed from the sums: one of the two is wrong.</summary>
    public bool Differs;

    /// <summary>Every record is counted.</summary>
    public bool IsCurrent
    {
        get { return !rebuilding && Next == log.Head; }
    }

    /// <summary>Takes what the block keeps; where it does not fit the log, the totals are looked for there. The log is open.</summary>
    public void Load()
    {
        if (block.Load())
        {
            Next = Wire.GetU32(block.Payload, NextOffset);
            setEnd = Wire.GetU32(block.Payload, SetEndOffset);
            Incomplete = block.Payload[FlagsOffset] != 0;
            Totals.Restore(block.Payload, TotalsOffset);
        }

        saved = Next;
        looking = log.Head;
        rebuilding = Next > log.Head || Next < log.Tail || (Next == 1 && log.Head > SaveEvery + 1);
    }

    /// <summary>One tick in which no record is written: follows the log, tells the totals, keeps them.</summary>
    public void Step(uint uptimeMs)
    {
        if (!log.IsOpen)
        {
            return;
        }

        if (rebuilding && looking != 0)
        {
            LookBack();
        }
        else if (Next != log.Head)
        {
            Follow();
        }
        else if (!log.IsFull && (page < OdometerData.Pages || log.Head - setEnd >= SetEvery))
        {
            TellPage(uptimeMs);
        }
        else if (Next - saved >= SaveEvery)
        {
            Keep();
        }
    }

    /// <summary>One record towards the log's tail, for the newest totals; without any, all that is there is summed up.</summary>
    private void LookBack()
    {
        bool whole = false;
        if (looking > log.Tail && !log.ReadRecord(looking - 1, record, ref whole))
        {
            return;
        }

        bool isPage = whole && record[LogRecord.Kind] == (byte)LogKind.Odometer;
        // A set that a power cut has left without its last page does not tell everything.
        lastPageSeen = lastPageSeen || (isPage && record[OdometerData.Page] == OdometerData.Pages - 1);
        bool found = isPage && lastPageSeen && record[OdometerData.Page] == 0;
        looking -= looking > log.Tail ? 1u : 0;
        if (!found && looking > log.Tail)
        {
            return;
        }

        Totals.Clear();
        Next = looking;
        Incomplete = !found && looking > 1;
        looking = 0;
    }

    private void Follow()
    {
        bool whole = false;
        if (!log.ReadRecord(Next, record, ref whole))
        {
            return;
        }

        Next++;
        if (!whole)
        {
            Incomplete = true;
        }
        else if (record[LogRecord.Kind] == (byte)LogKind.Odometer)
        {
            Compare();
        }
        else
        {
            Totals.Add(record);
        }

        rebuilding = rebuilding && Next != log.Head;
    }

    /// <summary>Totals in the log are what the sums must be there; to a pen that rebuilds, they are the sums.</summary>
    private void Compare()
    {
        // A set that a power cut has left without its end is told again.
        setEnd = record[OdometerData.Page] == OdometerData.Pages - 1 ? Next - 1 : setEnd;
        Incomplete = Incomplete || (record[LogRecord.Flags] & LogRecord.FlagIncomplete) != 0;
        if (rebuilding)
        {
            Totals.TakePage(record);
        }
        else
        {
            Differs = Differs || !Totals.Agrees(record);
        }
    }

    /// <summary>The next of the six records. Nothing else waits to be written, so it is true for every record before it.</summary>
    private void TellPage(uint uptimeMs)
    {
        page = page == OdometerData.Pages ? 0 : page;
        queue.Begin(LogKind.Odometer, uptimeMs);
        queue.Buffer[queue.Base + LogRecord.Flags] |= Incomplete ? LogRecord.FlagIncomplete : (byte)0;
        Totals.WritePage(queue.Buffer, queue.Base, page);
        queue.End();
        page++;
    }

    private void Keep()
    {
        Wire.PutU32(block.Payload, NextOffset, Next);
        Wire.PutU32(block.Payload, SetEndOffset, setEnd);
        block.Payload[FlagsOffset] = Incomplete ? (byte)1 : (byte)0;
        Totals.Store(block.Payload, TotalsOffset);
        saved = block.Save() ? Next : saved;
    }
}
