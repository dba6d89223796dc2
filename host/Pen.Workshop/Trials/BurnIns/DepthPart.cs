using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials.Watching;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>Depth moves in Service: set, measured stop position, and time to verify, all by the pen's own clock.</summary>
internal static class DepthPart
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How long the verified stop is looked at.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    /// <summary>All moves.</summary>
    public static async Task RunAsync(BurnInBench bench, BurnInPlan plan, CancellationToken ct)
    {
        foreach (int depthMicrons in plan.DepthsMicrons)
        {
            await MoveAsync(bench, depthMicrons, ct).ConfigureAwait(false);
        }
    }

    private static async Task MoveAsync(BurnInBench bench, int depthMicrons, CancellationToken ct)
    {
        bench.Watch.Drain();
        await bench.AskAsync(p => p.MoveDepthInServiceAsync(depthMicrons, ct)).ConfigureAwait(false);
        bool moves = false;
        bool Arrived(Telemetry now)
        {
            // Samples that were on their way before the move began still tell of the one before.
            moves |= Moving(now);
            return moves && !Moving(now);
        }

        List<Telemetry>? way = await bench.WaitAsync(Arrived, Longest, ct).ConfigureAwait(false);
        if (way is null)
        {
            throw new TrialFailedException(
                new TrialFailure(
                    "depth move not verified",
                    FormattableString.Invariant(
                        $"The depth stop did not verify {depthMicrons / 1000.0:0.00} mm, and the pen did not tell why."
                    ),
                    SelfTestText.Advice(SelfTestCheck.DepthSecondPoint)
                )
            );
        }

        // From the first sample that moves to the last: a busy host that loses samples makes no move longer. How many are lost has its own limit.
        TimeSpan took = way.Last(Moving).Uptime - way.First(Moving).Uptime;
        bench.Add(Quantity.MoveTime, took.TotalSeconds + (1.0 / PenWatch.RateHz), depthMicrons);
        TimeSpan until = way[^1].Uptime + Hold;
        List<Telemetry>? held = await bench.WaitAsync(s => s.Uptime >= until, Longest, ct).ConfigureAwait(false);
        bench.Add(Quantity.PositionError, held!.Average(s => s.MeasuredDepthMicrons) - depthMicrons, depthMicrons);
    }

    private static bool Moving(Telemetry sample) => !sample.Flags.HasFlag(PenFlags.DepthVerified);
}
