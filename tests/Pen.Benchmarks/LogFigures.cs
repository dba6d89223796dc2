using System;
using System.Collections.Generic;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>What the usage log costs: a record in a tick, a full log at the start, a full log on the line. All in the pen's own time.</summary>
public static class LogFigures
{
    private const int FullRecords = 4096;
    private const int SlowBusHz = 400_000;
    private const int FastBusHz = 1_000_000;

    /// <summary>Every figure.</summary>
    public static IEnumerable<QualityRow> Measure()
    {
        yield return Record(SlowBusHz);
        yield return Record(FastBusHz);
        yield return StartUp(SlowBusHz);
        yield return StartUp(FastBusHz);
        yield return Download(FrameFormat.DefaultBaud, FastBusHz, 20);
        yield return Download(FrameFormat.FastestBaud, FastBusHz, 5);
        yield return Download(FrameFormat.DefaultBaud, SlowBusHz, 20);
        // No promise is made for a chip whose image gives 400 kHz only: memory and line together then need 4.9 s of wire time alone.
        yield return Download(FrameFormat.FastestBaud, SlowBusHz, double.PositiveInfinity);
        foreach (QualityRow wear in Wear())
        {
            yield return wear;
        }
    }

    /// <summary>What ten minutes of treating wear off the two memories, were every write to hit the same cell.</summary>
    private static IEnumerable<QualityRow> Wear()
    {
        const double framCycles = 1e13;
        const double cartridgeCycles = 1e6;
        const double hoursOfALife = 10_000;
        const double hoursOfASession = 1;
        Bench bench = Fresh(FastBusHz);
        (long bytes, int pages) = (bench.World.Fram.BytesWritten, bench.World.Slot.PagesWritten);
        const int runs = 4;
        const double hours = runs * 150 / 3600.0;
        for (int run = 0; run < runs; run++)
        {
            bench.Start(1000, 120);
            bench.Run(150_000);
            bench.Pen.ReleaseTrigger();
            bench.Run(500);
            bench.Ask(MessageId.Disarm);
        }

        double framPerHour = (bench.World.Fram.BytesWritten - bytes) / hours;
        double pagesPerHour = (bench.World.Slot.PagesWritten - pages) / hours;
        yield return new QualityRow(
            "LOG",
            "bytes written to the FRAM, an hour of running",
            $"{framPerHour:N0}; lasts {framCycles / framPerHour:E0} hours",
            $"≥ {hoursOfALife:N0} h",
            framPerHour > 0 && framCycles / framPerHour >= hoursOfALife
        );
        yield return new QualityRow(
            "LOG",
            "pages written to a cartridge, an hour of running",
            $"{pagesPerHour:N0}; lasts {cartridgeCycles / pagesPerHour:N0} hours",
            $"≥ {hoursOfASession:N0} h",
            pagesPerHour > 0 && cartridgeCycles / pagesPerHour >= hoursOfASession
        );
    }

    private static Bench Fresh(int busHz) => Bench.Ready(new SimulationOptions { MostI2cHz = busHz, FramKilobytes = 256 });

    private static QualityRow Record(int busHz)
    {
        Bench bench = Fresh(busHz);
        bench.Pen.RunMillis(500);
        long before = bench.Pen.Chip.NowMicros;
        bench.Pen.Firmware!.Parts.Log.Append(new byte[LogRecord.Length], 0);
        double ms = (bench.Pen.Chip.NowMicros - before) / 1000.0;
        return new QualityRow("LOG", $"a record, bus at {busHz / 1000} kHz", $"{ms:F2} ms of its tick", "≤ 1 ms", ms <= 1);
    }

    private static Bench Filled(int busHz)
    {
        Bench bench = Fresh(busHz);
        bench.Pen.RunMillis(500);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        byte[] record = new byte[LogRecord.Length];
        while (log.Head <= FullRecords)
        {
            log.Append(record, 0);
        }

        bench.Pen.PowerOff();
        return bench;
    }

    private static QualityRow StartUp(int busHz)
    {
        Bench empty = new(new SimulationOptions { MostI2cHz = busHz, FramKilobytes = 256 });
        double emptyMs = empty.Pen.OpenedMicros / 1000.0;
        Bench full = Filled(busHz);
        full.Pen.PowerOn();
        double added = (full.Pen.OpenedMicros / 1000.0) - emptyMs;
        return new QualityRow(
            "LOG",
            $"start with a full log, bus at {busHz / 1000} kHz",
            $"{added:F1} ms more than with an empty one",
            "≤ 50 ms",
            added <= 50
        );
    }

    private static QualityRow Download(int baud, int busHz, double limitSeconds)
    {
        Bench bench = Filled(busHz);
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(2500);
        bench.Hello();
        bench.SetClock();
        // The odometer counts what was written behind its back.
        bench.Run(100_000);
        if (bench.State != PenState.Standby)
        {
            throw new InvalidOperationException("The pen is not in Standby.");
        }

        var pull = new LogPull(bench);
        pull.ChangeSpeed(baud);
        double seconds = pull.Run();
        bool holds = seconds <= limitSeconds && pull.LongestTickMs <= 10.01 && pull.Records.Count >= FullRecords;
        return new QualityRow(
            "LOG",
            $"{FullRecords} records at {baud:N0} bit/s, bus at {busHz / 1000} kHz",
            $"{seconds:F2} s, longest tick {pull.LongestTickMs:F2} ms",
            double.IsInfinity(limitSeconds) ? "≤ 10 ms" : $"≤ {limitSeconds} s, ≤ 10 ms",
            holds
        );
    }
}
