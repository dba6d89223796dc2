using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>One row of the table: what was set, what came out in the physics, and the limit that it is held to.</summary>
public sealed record QualityRow(string Id, string What, string Measured, string Limit, bool Holds);

/// <summary>CTL-1 to CTL-7, measured on the true physics while the real firmware runs.</summary>
public static class ControlQuality
{
    /// <summary>Samples of one move for the plots: time in ms and a value.</summary>
    public static Dictionary<string, List<(double Ms, double Value)>> Traces { get; } = [];

    /// <summary>Measures all.</summary>
    public static List<QualityRow> Measure()
    {
        var rows = new List<QualityRow>();
        foreach (double volts in new[] { 3.55, 4.15 })
        {
            foreach (int hz in new[] { 50, 75, 100, 125, 150 })
            {
                foreach (bool loaded in new[] { false, true })
                {
                    rows.Add(Steady(hz, loaded, volts));
                }
            }
        }

        rows.AddRange(Enumerable.Range(10, 21).Select(n => LoadStep(n * 5)));
        rows.Add(Start());
        rows.Add(Stop(byHardware: false));
        rows.Add(Stop(byHardware: true));
        rows.AddRange(DepthMoves());
        return rows;
    }

    private static Bench Fresh(double volts = 4.0) => Bench.Ready(new SimulationOptions { Seed = 7, CellVolts = volts });

    private static QualityRow Steady(int hz, bool loaded, double volts)
    {
        Bench bench = Fresh(volts);
        bench.World.Skin.NewtonsPerNeedle = 0.10;
        bench.Start(1500, hz);
        bench.Run(500);
        if (loaded)
        {
            bench.World.Skin.Press();
        }

        bench.Run(1500);
        double strokes = bench.World.Motor.Strokes;
        long micros = bench.World.Micros;
        bench.Run(3000);
        double mean = (bench.World.Motor.Strokes - strokes) * 1e6 / (bench.World.Micros - micros);
        double error = (mean - hz) / hz * 100;
        string load = loaded ? "36 × 0.10 N, 1.5 mm" : "no load";
        return new QualityRow(
            "CTL-1",
            $"steady {hz} Hz, {load}, {volts:F2} V",
            $"{error:+0.00;-0.00} %",
            "≤ 1 %",
            Math.Abs(error) <= 1
        );
    }

    private static QualityRow LoadStep(int hz)
    {
        Bench bench = Bench.Ready(new SimulationOptions { Seed = 7 }, CartridgeImage.Make(CartridgeType.Needles36));
        PenWorld world = bench.World;
        // 16 needles of 0.05 N on a cartridge of 36: the same force on fewer needles is less force on each.
        world.Skin.NewtonsPerNeedle = 0.05 * 16 / 36;
        bench.Start(1500, hz);
        world.Skin.Press();
        bench.Run(1500);
        double before = world.Skin.NewtonsPerNeedle;
        var samples = new List<(double Stroke, double Ms)>();
        double start = world.Micros / 1000.0;
        world.AfterStep = () =>
        {
            double ms = (world.Micros / 1000.0) - start;
            world.Skin.NewtonsPerNeedle = before + ((0.10 - before) * Math.Min(1, ms / 50));
            samples.Add((world.Motor.Strokes, ms));
        };
        bench.Run(800);
        world.AfterStep = null;
        List<(double Ms, double Hz)> averaged = StrokeAverages(samples);
        Traces[$"load-step-{hz}"] = averaged;
        double dip = averaged.Max(s => (hz - s.Hz) / hz * 100);
        double recovered = averaged.Where(s => Math.Abs(s.Hz - hz) / hz > 0.02).Select(s => s.Ms).DefaultIfEmpty(0).Max();
        (double dipLimit, double timeLimit) = hz >= 100 ? (6, 150) : (12, 250);
        return new QualityRow(
            "CTL-2",
            $"load step at {hz} Hz",
            $"dip {dip:F1} %, back within 2 % after {recovered:F0} ms",
            $"≤ {dipLimit} %, ≤ {timeLimit} ms",
            dip <= dipLimit && recovered <= timeLimit
        );
    }

    /// <summary>Speed averaged over exactly one stroke, ending at each sample.</summary>
    private static List<(double Ms, double Hz)> StrokeAverages(List<(double Stroke, double Ms)> samples)
    {
        var averaged = new List<(double, double)>();
        int begin = 0;
        foreach ((double stroke, double ms) in samples)
        {
            double from = stroke - 1;
            if (from < samples[0].Stroke)
            {
                continue;
            }

            while (samples[begin + 1].Stroke <= from)
            {
                begin++;
            }

            (double s0, double m0) = samples[begin];
            (double s1, double m1) = samples[begin + 1];
            double at = m0 + ((m1 - m0) * (from - s0) / Math.Max(1e-12, s1 - s0));
            averaged.Add((ms, 1000 / (ms - at)));
        }

        return averaged;
    }

    private static QualityRow Start()
    {
        Bench bench = Fresh();
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        bench.Pen.RunMillis(500);
        bench.Pen.PressTrigger();
        bench.Pen.RunUntil(() => bench.World.Gate.On, 200);
        double start = bench.World.Micros / 1000.0;
        var trace = new List<(double Ms, double Hz)>();
        for (int tick = 0; tick < 60; tick++)
        {
            bench.Pen.RunTick();
            trace.Add(((bench.World.Micros / 1000.0) - start, bench.World.Motor.SpeedHz));
        }

        Traces["start-120"] = [.. trace];
        double peak = trace.Max(t => t.Hz);
        double overshoot = (peak - 120) / 120 * 100;
        double settled = trace.Where(t => Math.Abs(t.Hz - 120) / 120 > 0.05).Max(t => t.Ms);
        return new QualityRow(
            "CTL-3",
            "start 0 → 120 Hz",
            $"within 5 % after {settled:F0} ms, overshoot {overshoot:F1} %",
            "≤ 300 ms, ≤ 5 %",
            settled <= 300 && overshoot <= 5
        );
    }

    private static QualityRow Stop(bool byHardware)
    {
        Bench bench = Fresh();
        bench.Start(1000, 150);
        bench.Run(1000);
        double start = bench.World.Micros / 1000.0;
        if (byHardware)
        {
            bench.Pen.Frozen = true;
            bench.Pen.RunUntil(() => !bench.World.Gate.On, 500);
            start = bench.World.Micros / 1000.0;
        }
        else
        {
            bench.Pen.ReleaseTrigger();
        }

        var trace = new List<(double Ms, double Hz)>();
        for (int tick = 0; tick < 30; tick++)
        {
            trace.Add(((bench.World.Micros / 1000.0) - start, bench.World.Motor.SpeedHz));
            bench.Pen.RunTick();
        }

        Traces[byHardware ? "stop-hardware" : "stop-firmware"] = [.. trace];
        double time = trace.First(t => t.Hz < 5).Ms;
        int limit = byHardware ? 150 : 100;
        string how = byHardware ? "hardware cut" : "trigger released";
        return new QualityRow("CTL-4", $"stop 150 → 5 Hz, {how}", $"{time:F0} ms", $"≤ {limit} ms", time <= limit);
    }

    private static IEnumerable<QualityRow> DepthMoves()
    {
        double worst = 0;
        double slowest = 0;
        double slowestPark = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Bench bench = Bench.Ready(new SimulationOptions { Seed = seed });
            int[] depths = [1500, 250, 2000, 1950, 2500, 50, 1000];
            bench.Prepare(depths[0], 80);
            double start = bench.World.Micros / 1000.0;
            bench.Ask(MessageId.Arm);
            foreach (int depth in depths)
            {
                bench.Prepare(depth, 80, depth > 1500 ? 1 : 0);
                bench.ExpectAnswer();
                while ((bench.Flags & StatusFlags.DepthVerified) == 0)
                {
                    if (depth == 1500 && seed == 1)
                    {
                        Trace("depth-1500", bench, start);
                    }
                }

                slowest = depth == 1500 ? Math.Max(slowest, (bench.World.Micros / 1000.0) - start) : slowest;
                worst = Math.Max(worst, Math.Abs((bench.World.Depth.StopMm * 1000) - depth));
            }

            bench.Prepare(2500, 80, 1);
            bench.Pen.RunMillis(800);
            start = bench.World.Micros / 1000.0;
            bench.Ask(MessageId.Disarm);
            bench.Pen.RunUntil(() => bench.World.Depth.StopMm <= 0.0, 1000);
            slowestPark = Math.Max(slowestPark, (bench.World.Micros / 1000.0) - start);
        }

        yield return new QualityRow(
            "CTL-5",
            "depth after verify, 140 moves, 20 seeds",
            $"worst {worst:F0} µm",
            "≤ 50 µm",
            worst <= 50
        );
        yield return new QualityRow(
            "CTL-6",
            "depth 0 → 1.5 mm, verified",
            $"worst {slowest:F0} ms",
            "≤ 400 ms",
            slowest <= 400
        );
        yield return new QualityRow(
            "CTL-7",
            "retract 2.5 mm → 0",
            $"worst {slowestPark:F0} ms",
            "≤ 400 ms",
            slowestPark <= 400
        );
    }

    private static void Trace(string name, Bench bench, double startMs)
    {
        if (!Traces.TryGetValue(name, out List<(double, double)>? trace))
        {
            Traces[name] = trace = [];
        }

        trace.Add(((bench.World.Micros / 1000.0) - startMs, bench.World.Depth.StopMm));
    }
}
