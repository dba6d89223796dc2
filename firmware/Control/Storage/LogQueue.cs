using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// Records on their way into the log. A tick may note several things; one is written a tick, so that the memory's time on the
/// wire (0.3 ms at 1 MHz, 0.8 ms at 400 kHz) stays bounded. Data bytes are put into <see cref="Buffer"/> at <see cref="Base"/> + the layout's offset.
/// </summary>
public sealed class LogQueue
{
    private const int Slots = 32;
    private const int WriteAttempts = 5;

    private readonly UsageLog log;
    private readonly PenClock clock;
    private readonly Counters counters;
    private int first;
    private int failures;

    /// <summary>Creates the queue before its log.</summary>
    public LogQueue(UsageLog log, PenClock clock, Counters counters)
    {
        this.log = log;
        this.clock = clock;
        this.counters = counters;
    }

    /// <summary>The queued records.</summary>
    public readonly byte[] Buffer = new byte[Slots * LogRecord.Length];

    /// <summary>Offset of the record under construction.</summary>
    public int Base;

    /// <summary>Records waiting.</summary>
    public int Count;

    /// <summary>Records that found no room here; the log says so by <see cref="UsageLog.Damaged"/>.</summary>
    public int Dropped;

    /// <summary>Starts a record with its twelve data bytes zero.</summary>
    public void Begin(LogKind kind, uint uptimeMs)
    {
        if (Count == Slots)
        {
            Dropped++;
            log.Damaged = true;
            log.LossUntold = true;
            Count--;
        }

        Base = (first + Count) % Slots * LogRecord.Length;
        Wire.Put16(Buffer, Base + LogRecord.BootCount, (int)counters.BootCount);
        Buffer[Base + LogRecord.Kind] = (byte)kind;
        Buffer[Base + LogRecord.Flags] = clock.IsSet ? LogRecord.FlagClockSet : (byte)0;
        Wire.PutU32(Buffer, Base + LogRecord.UptimeMs, uptimeMs);
        Wire.PutU32(Buffer, Base + LogRecord.UtcSeconds, clock.UtcSeconds(uptimeMs));
        System.Array.Clear(Buffer, Base + LogRecord.Data, LogRecord.DataLength);
    }

    /// <summary>Finishes the record.</summary>
    public void End()
    {
        Count++;
    }

    /// <summary>Writes the oldest waiting record; called once a tick.</summary>
    /// <returns>False when none is waiting.</returns>
    public bool FlushOne()
    {
        if (Count == 0)
        {
            return false;
        }

        if (!log.Append(Buffer, first * LogRecord.Length))
        {
            failures++;
            if (failures == WriteAttempts)
            {
                // A full log waits for the host and is not damaged; nothing is lost before this queue is full too.
                log.Damaged = log.Damaged || !log.IsFull;
                log.LossUntold = true;
            }

            return true;
        }

        failures = 0;
        first = (first + 1) % Slots;
        Count--;
        return true;
    }
}
