using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>How fast and how small: simulator, tick, link, assembly.</summary>
public static class Speed
{
    /// <summary>Ten minutes of treatment (two runs of almost five minutes) against the wall clock.</summary>
    public static QualityRow Simulator()
    {
        double best = 0;
        for (int round = 0; round < 3; round++)
        {
            Bench bench = Bench.Ready();
            var clock = Stopwatch.StartNew();
            long start = bench.World.Micros;
            for (int run = 0; run < 2; run++)
            {
                bench.Start(1000, 120);
                bench.World.Skin.Press();
                bench.Run(290_000);
                bench.Pen.ReleaseTrigger();
                bench.Run(10_000);
                bench.Ask(MessageId.Disarm);
            }

            best = Math.Max(best, (bench.World.Micros - start) / 1e6 / clock.Elapsed.TotalSeconds);
        }

        return new QualityRow(
            "SPEED",
            "simulator with firmware, 10 min treatment",
            $"{best:F0} × real time",
            "≥ 2000 ×",
            best >= 2000
        );
    }

    /// <summary>Bytes allocated in 1,000 ticks while running, telemetry at 50 Hz, requests arriving.</summary>
    public static QualityRow Allocation()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Ask(MessageId.Telemetry, [50]);
        bench.Run(500);
        byte[][] requests = [.. Enumerable.Range(0, 250).Select(i => bench.Frame(MessageId.Status, 4000 + i, []))];
        byte[] sink = new byte[1024];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 0; tick < 1000; tick++)
        {
            if (tick % 4 == 0)
            {
                bench.Pen.HostWrite(requests[tick / 4]);
            }

            bench.Pen.RunTick();
            bench.Pen.HostRead(sink);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return new QualityRow("MEMORY", "allocated in 1,000 ticks while running", $"{bytes} bytes", "0 bytes", bytes == 0);
    }

    /// <summary>Status requests over a real pseudo-terminal to a pen in real time.</summary>
    public static async Task<QualityRow> RoundTripAsync()
    {
        await using PenServer server = PenServer.Start(new SimulatedPen(), new PenServerOptions());
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!);
        var times = new List<double>();
        for (int i = 0; i < 500; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await pen.KeepAliveAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        double p99 = times[(int)(times.Count * 0.99)];
        return new QualityRow(
            "LINK",
            "round trip over the pty, 500 requests",
            $"median {times[250]:F1} ms, p99 {p99:F1} ms",
            "p99 ≤ 25 ms",
            p99 <= 25
        );
    }

    /// <summary>Size of the compiled firmware and of what it keeps alive while it runs.</summary>
    public static IEnumerable<QualityRow> Footprint()
    {
        int il = FirmwareFootprint.IlBytes();
        int ilLimit = FirmwareFootprint.IlLimitBytes;
        yield return new QualityRow("SIZE", "firmware IL", $"{il:N0} bytes", $"≤ {ilLimit:N0} bytes", il <= ilLimit);
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Ask(MessageId.Telemetry, [50]);
        bench.Run(500);
        int live = FirmwareFootprint.LiveObjects(bench.Pen.Firmware!);
        int liveLimit = FirmwareFootprint.LiveObjectLimit;
        yield return new QualityRow("MEMORY", "live objects while running", $"{live}", $"≤ {liveLimit}", live <= liveLimit);
    }
}
