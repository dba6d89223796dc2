using System;
using System.Collections.Generic;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;

namespace Pen.TestBench;

/// <content>The depth stop.</content>
public static partial class ControlQuality
{
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
