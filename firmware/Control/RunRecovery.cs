using Pen.Control.Cartridge;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// A run that a loss of power ended is closed at the next start from its last checkpoint in the log; when its cartridge is still in the
/// slot and its memory knows of more strokes, these follow in a record of their own.
/// </summary>
public sealed class RunRecovery
{
    /// <summary>
    /// Records looked back. A run writes one every 5 s at least, and what else is written meanwhile is a handful; this bounds the start
    /// to 64 reads.
    /// </summary>
    private const int LookBack = 64;

    private readonly UsageLog log;
    private readonly byte[] figures = new byte[LogRecord.Length];
    private uint runRecord;

    /// <summary>Creates the recovery over the log.</summary>
    public RunRecovery(UsageLog log)
    {
        this.log = log;
    }

    /// <summary>Looks for a run without an end among the newest records. The log is open, and this start has written nothing yet.</summary>
    /// <returns>True when there is one: <see cref="Figures"/> are what its last checkpoint tells.</returns>
    public bool Find()
    {
        bool checkpointSeen = false;
        runRecord = 0;
        uint oldest = log.Head - log.Tail > LookBack ? log.Head - LookBack : log.Tail;
        for (uint sequence = log.Head - 1; sequence >= oldest; sequence--)
        {
            LogKind kind = log.KindOf(sequence);
            if (kind == LogKind.RunCheckpoint && !checkpointSeen)
            {
                bool whole = false;
                checkpointSeen = log.ReadRecord(sequence, figures, ref whole) && whole;
            }
            else if (kind == LogKind.RunStarted)
            {
                runRecord = sequence;
                break;
            }
            else if (kind == LogKind.RunEnded || kind == LogKind.RunInterrupted || kind == LogKind.Boot)
            {
                return false;
            }
        }

        if (!checkpointSeen)
        {
            System.Array.Clear(figures, 0, figures.Length);
        }

        return checkpointSeen || runRecord != 0;
    }

    /// <summary>The last checkpoint of the run found; zeros when it had none.</summary>
    public byte[] Figures
    {
        get { return figures; }
    }

    /// <summary>Strokes that the cartridge kept of that run beyond its last checkpoint; asked once, when a cartridge was read.</summary>
    public int StrokesBeyond(UsageWriter usage)
    {
        return Beyond(usage, usage.RunStrokes, RunEndedData.Strokes);
    }

    /// <summary>Likewise its running time in 10 ms.</summary>
    public int CentisecondsBeyond(UsageWriter usage)
    {
        return Beyond(usage, usage.RunCentiseconds, RunEndedData.DurationCentiseconds);
    }

    /// <summary>What the run was is told.</summary>
    public void Forget()
    {
        runRecord = 0;
    }

    private int Beyond(UsageWriter usage, int kept, int offset)
    {
        int told = Wire.GetU16(figures, offset);
        return runRecord != 0 && usage.RunRecord == runRecord && kept > told ? kept - told : 0;
    }
}
