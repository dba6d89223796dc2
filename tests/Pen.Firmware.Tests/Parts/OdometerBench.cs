using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Board.Drivers;
using Pen.Control;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>An odometer with its log, queue and memory, and beside it the sums that it must come to.</summary>
public abstract class OdometerBench
{
    private protected ByteMemory Memory { get; } = new();
    protected Sums Told { get; } = new();
    protected Counters Counters { get; private set; } = null!;
    protected UsageLog Log { get; private set; } = null!;
    protected LogQueue Queue { get; private set; } = null!;
    protected Odometer Odometer { get; private set; } = null!;

    protected void PowerOn()
    {
        var checksum = new ChipChecksum();
        Counters = new Counters(Memory, checksum);
        Log = new UsageLog(Memory, checksum, Counters);
        Queue = new LogQueue(Log, new PenClock(), Counters);
        Odometer = new Odometer(Memory, checksum, Log, Queue);
        Log.Open(ByteMemory.Usual);
        Counters.Load(0);
        Odometer.Load();
    }

    protected bool Tick()
    {
        bool wrote = Queue.FlushOne();
        if (!wrote)
        {
            Odometer.Step(7);
        }

        return wrote;
    }

    protected void Settle(int ticks = 400)
    {
        for (int i = 0; i < ticks; i++)
        {
            Tick();
        }
    }

    protected void Run(LogKind kind, int strokes, int centiseconds)
    {
        Queue.Begin(kind, 5);
        Wire.Put16(Queue.Buffer, Queue.Base + RunEndedData.Strokes, strokes);
        Wire.Put16(Queue.Buffer, Queue.Base + RunEndedData.DurationCentiseconds, centiseconds);
        Queue.End();
        Told.Runs += kind == LogKind.RunAmended ? 0u : 1u;
        Told.Strokes += (uint)strokes;
        Told.Centiseconds += (uint)centiseconds;
        Assert.True(Tick());
    }

    protected void Fault(int fault)
    {
        Queue.Begin(LogKind.FaultRaised, 5);
        Queue.Buffer[Queue.Base + FaultData.Fault] = (byte)fault;
        Queue.End();
        Told.Tallies[fault]++;
        Assert.True(Tick());
    }

    protected void Other(LogKind kind)
    {
        Queue.Begin(kind, 5);
        Queue.End();
        Told.Tallies[0] += kind == LogKind.Charged ? 1 : 0;
        Assert.True(Tick());
    }

    /// <summary>Records of every kind that counts, and of some that do not.</summary>
    protected void Life(int records, int seed = 1)
    {
        var random = new Random(seed);
        for (int i = 0; i < records; i++)
        {
            switch (random.Next(7))
            {
                case 0:
                    Run(LogKind.RunEnded, random.Next(65536), random.Next(30000));
                    break;
                case 1:
                    Run(LogKind.RunInterrupted, random.Next(65536), random.Next(30000));
                    break;
                case 2:
                    Run(LogKind.RunAmended, random.Next(400), random.Next(300));
                    break;
                case 3:
                    Fault(random.Next(1, 21));
                    break;
                default:
                    Other(
                        random.Next(3) switch
                        {
                            0 => LogKind.Boot,
                            1 => LogKind.RunCheckpoint,
                            _ => LogKind.Charged,
                        }
                    );
                    break;
            }

            if (random.Next(3) == 0)
            {
                Settle(random.Next(20));
            }

            Counters.ConfirmedNext = Log.Head;
        }
    }

    protected void AssertTold(string when = "")
    {
        Assert.True(Odometer.IsCurrent, $"not current {when}");
        Assert.Equal(
            (Told.Runs, Told.Strokes, Told.Centiseconds),
            (Odometer.Totals.Runs, Odometer.Totals.Strokes, Odometer.Totals.RunningCentiseconds)
        );
        Assert.Equal(Told.Tallies, Enumerable.Range(0, OdometerTallyData.Tallies).Select(Odometer.Totals.Tally));
        Assert.False(Odometer.Differs);
        Assert.False(Odometer.Incomplete);
    }

    protected IEnumerable<byte[]> Records()
    {
        for (uint sequence = Log.Tail; sequence < Log.Head; sequence++)
        {
            byte[] record = new byte[LogRecord.Length];
            Assert.True(Log.Read(sequence, 1, record, 0));
            yield return record;
        }
    }

    protected sealed class Sums
    {
        public uint Runs { get; set; }

        public uint Strokes { get; set; }

        public uint Centiseconds { get; set; }

        public int[] Tallies { get; } = new int[OdometerTallyData.Tallies];

        public void Clear()
        {
            (Runs, Strokes, Centiseconds) = (0, 0, 0);
            Array.Clear(Tallies);
        }
    }
}
