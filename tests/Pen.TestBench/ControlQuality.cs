using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Parts;

namespace Pen.TestBench;

/// <summary>One row of the table: what was set, what came out in the physics, and the limit that it is held to.</summary>
public sealed record QualityRow(string Id, string What, string Measured, string Limit, bool Holds);

/// <summary>CTL-1 to CTL-7, measured on the true physics while the real firmware runs.</summary>
public static partial class ControlQuality
{
    /// <summary>Samples of one move for the plots: time in ms and a value.</summary>
    public static Dictionary<string, List<(double Ms, double Value)>> Traces { get; } = [];

    /// <summary>Moments within a stroke, 10 ms apart, at which the load step is tried.</summary>
    private const int MomentsTried = 7;

    /// <summary>Measures all.</summary>
    public static List<QualityRow> Measure()
    {
        List<QualityRow> rows = [];
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
        rows.AddRange(new[] { 50, 80, 120, 150 }.Select(LoadedStart));
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
            $"{Math.Round(error, 2):+0.00;-0.00;0.00} %",
            "≤ 1 %",
            Math.Abs(error) <= 1
        );
    }

    /// <summary>The worst of several moments within a stroke at which the load begins.</summary>
    /// <param name="hz">Set speed.</param>
    /// <param name="inertiaFactor">Share of the nominal inertia: what the parts' tolerance makes of it.</param>
    /// <param name="seed">Of noise and bounce.</param>
    public static QualityRow LoadStep(int hz, double inertiaFactor = 1, ulong seed = 7)
    {
        (double dip, double recovered) = (0, 0);
        for (int moment = 0; moment < MomentsTried; moment++)
        {
            List<(double Ms, double Hz)> averaged = StrokeAverages(LoadStepSamples(hz, moment, inertiaFactor, seed));
            if (moment == 0)
            {
                Traces[$"load-step-{hz}"] = averaged;
            }

            dip = Math.Max(dip, averaged.Max(s => (hz - s.Hz) / hz * 100));
            double outside = averaged.Where(s => Math.Abs(s.Hz - hz) / hz > 0.02).Select(s => s.Ms).DefaultIfEmpty(0).Max();
            recovered = Math.Max(recovered, outside);
        }

        (double dipLimit, double timeLimit) = hz >= 100 ? (6, 150) : (12, 250);
        return new QualityRow(
            "CTL-2",
            $"load step at {hz} Hz",
            $"dip {dip:F1} %, back within 2 % after {recovered:F0} ms",
            $"≤ {dipLimit} %, ≤ {timeLimit} ms",
            dip <= dipLimit && recovered <= timeLimit
        );
    }

    private static List<(double Stroke, double Ms)> LoadStepSamples(int hz, int moment, double inertiaFactor, ulong seed)
    {
        Bench bench = Bench.Ready(new SimulationOptions { Seed = seed }, CartridgeImage.Make(CartridgeType.Needles36));
        PenWorld world = bench.World;
        world.Motor.Inertia *= inertiaFactor;
        // 16 needles of 0.05 N on a cartridge of 36: the same force on fewer needles is less force on each.
        world.Skin.NewtonsPerNeedle = 0.05 * 16 / 36;
        bench.Start(1500, hz);
        world.Skin.Press();
        bench.Run(1500 + (moment * 10));
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
        return samples;
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

    /// <summary>Needles pressed on before the trigger: the worst load has to be broken away from.</summary>
    private static QualityRow LoadedStart(int hz)
    {
        Bench bench = Bench.Ready(new SimulationOptions { Seed = 7 }, CartridgeImage.Make(CartridgeType.Needles36));
        bench.World.Skin.NewtonsPerNeedle = 0.10;
        bench.Prepare(1500, hz);
        bench.Ask(MessageId.Arm);
        bench.Pen.RunMillis(600);
        bench.World.Skin.Press();
        bench.Pen.RunMillis(100);
        bench.Pen.PressTrigger();
        bench.Pen.RunUntil(() => bench.World.Gate.On, 200);
        double start = bench.World.Micros / 1000.0;
        bench.Pen.RunUntil(() => bench.World.Motor.SpeedHz >= hz * 0.95, 1000);
        double time = (bench.World.Micros / 1000.0) - start;
        return new QualityRow(
            "CTL-3",
            $"start 0 → {hz} Hz, 36 × 0.10 N pressed on before",
            bench.World.Gate.On ? $"95 % after {time:F0} ms" : "stalled",
            "≤ 300 ms",
            bench.World.Gate.On && time <= 300
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
}
