using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Pen.Campaign;

/// <summary>Plays a range of seeds on several threads. The result does not depend on their number.</summary>
public static class CampaignRun
{
    /// <summary>Plays the seeds first … last of a shard: those whose number is <paramref name="shard"/> modulo <paramref name="shards"/>.</summary>
    /// <param name="first">First seed.</param>
    /// <param name="last">Last seed, included.</param>
    /// <param name="shard">This shard, from 0.</param>
    /// <param name="shards">All shards, at least 1.</param>
    /// <param name="jobs">Threads, at least 1.</param>
    /// <param name="progress">Called now and then with the treatments done.</param>
    /// <param name="ct">Ends it early; what was done is returned.</param>
    public static CampaignSummary Play(
        ulong first,
        ulong last,
        int shard = 0,
        int shards = 1,
        int jobs = 1,
        IProgress<int>? progress = null,
        CancellationToken ct = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var clock = Stopwatch.StartNew();
        var parts = new CampaignSummary[jobs];
        ulong begin = first + (((ulong)shard + (ulong)shards - (first % (ulong)shards)) % (ulong)shards);
        long next = 0;
        int done = 0;
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, jobs)
                .Select(job => new Thread(() =>
                {
                    var mine = new CampaignSummary();
                    parts[job] = mine;
                    while (!ct.IsCancellationRequested)
                    {
                        ulong seed = begin + ((ulong)(Interlocked.Increment(ref next) - 1) * (ulong)shards);
                        if (seed > last || seed < first)
                        {
                            return;
                        }

                        mine.Add(Treatment.Run(PlanGenerator.Make(seed)));
                        progress?.Report(Interlocked.Increment(ref done));
                    }
                })),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        var whole = new CampaignSummary();
        foreach (CampaignSummary part in parts)
        {
            whole.Add(part);
        }

        whole.Breaches.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        whole.WallSeconds = clock.Elapsed.TotalSeconds;
        return whole;
    }
}

/// <summary>Takes away what a failure does not need.</summary>
public static class Minimiser
{
    /// <summary>
    /// The smallest plan found, by taking steps away in ever smaller groups, that still breaks an invariant of the same kind.
    /// </summary>
    /// <param name="plan">A plan that fails.</param>
    /// <param name="run">How it is played.</param>
    public static TreatmentPlan Minimise(TreatmentPlan plan, Func<TreatmentPlan, TreatmentResult> run)
    {
        string wanted = Kind(run(plan));
        int group = Math.Max(1, plan.Steps.Count / 2);
        while (group >= 1)
        {
            bool smaller = false;
            for (int at = 0; at < plan.Steps.Count; )
            {
                PlanStep[] without = [.. plan.Steps.Skip(at).Take(group)];
                TreatmentPlan candidate = plan.Without(without);
                if (Kind(run(candidate)) == wanted)
                {
                    plan = candidate;
                    smaller = true;
                }
                else
                {
                    at += group;
                }
            }

            group = smaller && group == 1 ? 1 : group / 2;
        }

        return plan;
    }

    private static string Kind(TreatmentResult result)
    {
        if (result.Violations.Count == 0)
        {
            return "";
        }

        string first = result.Violations[0];
        int colon = first.IndexOf(": ", StringComparison.Ordinal);
        string words = colon < 0 ? first : first[(colon + 2)..];
        return new string([.. words.Where(c => !char.IsDigit(c))]);
    }
}
