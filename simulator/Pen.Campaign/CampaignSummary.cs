using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Campaign;

/// <summary>Reactions to one cause, as a histogram that merges: its bins are 10 ms wide.</summary>
public sealed record ReactionFigures
{
    /// <summary>Width of a bin in ms.</summary>
    public const int BinMs = 10;

    /// <summary>Number of the fault that the cause raises.</summary>
    public int Fault { get; set; }

    /// <summary>Longest allowed in ms.</summary>
    public double LimitMs { get; set; }

    /// <summary>Worst in ms.</summary>
    public double WorstMs { get; set; }

    /// <summary>Seed of the worst.</summary>
    public ulong WorstSeed { get; set; }

    /// <summary>Count for each bin, by its number.</summary>
    public SortedDictionary<int, int> Bins { get; init; } = [];

    /// <summary>Measured reactions.</summary>
    public int Count => Bins.Values.Sum();

    /// <summary>Median in ms: the upper end of the bin that holds it.</summary>
    public double MedianMs
    {
        get
        {
            int left = (Count + 1) / 2;
            foreach ((int bin, int count) in Bins)
            {
                left -= count;
                if (left <= 0)
                {
                    return (bin + 1) * BinMs;
                }
            }

            return 0;
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(double ms, double limitMs, int fault, ulong seed, int times = 1)
    {
        (Fault, LimitMs) = (fault, limitMs);
        if (ms > WorstMs)
        {
            (WorstMs, WorstSeed) = (ms, seed);
        }

        int bin = (int)(ms / BinMs);
        Bins[bin] = Bins.GetValueOrDefault(bin) + times;
    }

    /// <summary>Adds another's.</summary>
    public void Add(ReactionFigures other)
    {
        (Fault, LimitMs) = (other.Fault, other.LimitMs);
        if (other.WorstMs > WorstMs)
        {
            (WorstMs, WorstSeed) = (other.WorstMs, other.WorstSeed);
        }

        foreach ((int bin, int count) in other.Bins)
        {
            Bins[bin] = Bins.GetValueOrDefault(bin) + count;
        }
    }
}

/// <summary>A treatment that broke an invariant.</summary>
public sealed record Breach(ulong Seed, IReadOnlyList<string> What);

/// <summary>What came of many treatments; shards merge into the whole.</summary>
public sealed record CampaignSummary
{
    private const int MostBreaches = 200;

    /// <summary>Transitions that the firmware has (from, to); a campaign is complete when each was seen.</summary>
    public static IReadOnlyList<(PenState From, PenState To)> Expected { get; } =
    [
        (PenState.Boot, PenState.SelfTest),
        (PenState.Boot, PenState.Fault),
        (PenState.SelfTest, PenState.Standby),
        (PenState.SelfTest, PenState.Fault),
        (PenState.Standby, PenState.Ready),
        (PenState.Standby, PenState.Service),
        (PenState.Standby, PenState.Sleep),
        (PenState.Standby, PenState.Fault),
        (PenState.Ready, PenState.Running),
        (PenState.Ready, PenState.Standby),
        (PenState.Ready, PenState.Fault),
        (PenState.Running, PenState.Ready),
        (PenState.Running, PenState.Standby),
        (PenState.Running, PenState.Fault),
        (PenState.Fault, PenState.SelfTest),
        (PenState.Service, PenState.Standby),
        (PenState.Service, PenState.Fault),
        (PenState.Sleep, PenState.SelfTest),
    ];

    /// <summary>Treatments.</summary>
    public int Treatments { get; set; }

    /// <summary>Pen time in s.</summary>
    public double PenSeconds { get; set; }

    /// <summary>Wall time in s, summed over shards.</summary>
    public double WallSeconds { get; set; }

    /// <summary>Strokes of the physics.</summary>
    public double Strokes { get; set; }

    /// <summary>Count of transitions: from × 8 + to.</summary>
    public long[] Transitions { get; set; } = new long[64];

    /// <summary>Treatments in which each fault latched, by its number.</summary>
    public int[] Faults { get; set; } = new int[FaultText.Count + 1];

    /// <summary>Treatments in which each cause was injected.</summary>
    public SortedDictionary<string, int> Causes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Reaction by cause.</summary>
    public SortedDictionary<string, ReactionFigures> Reactions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Furthest beyond the set depth in µm while driven, by cause ("none" where nothing broke).</summary>
    public SortedDictionary<string, int> WorstExcessMicrons { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Treatments that broke an invariant; the first 200.</summary>
    public List<Breach> Breaches { get; init; } = [];

    /// <summary>Number of them, all counted.</summary>
    public int BreachCount { get; set; }

    /// <summary>Order-free hash over all treatments' hashes.</summary>
    public ulong Hash { get; set; }

    /// <summary>What was never reached, in words.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        missing.AddRange(
            Expected.Where(t => Transitions[((int)t.From * 8) + (int)t.To] == 0).Select(t => $"{t.From} → {t.To}")
        );
        missing.AddRange(Enumerable.Range(1, FaultText.Count).Where(f => Faults[f] == 0).Select(f => $"FLT-{f}"));
        return missing;
    }

    /// <summary>Adds one treatment.</summary>
    public void Add(TreatmentResult result)
    {
        Treatments++;
        PenSeconds += TreatmentPlan.DurationMs / 1000.0;
        Strokes += result.Strokes;
        Hash += result.Hash;
        for (int i = 0; i < 64; i++)
        {
            Transitions[i] += result.Transitions[i];
        }

        for (int fault = 1; fault <= FaultText.Count; fault++)
        {
            Faults[fault] += (result.Faults & (1u << fault)) != 0 ? 1 : 0;
        }

        foreach (string cause in result.Causes)
        {
            Causes[cause] = Causes.GetValueOrDefault(cause) + 1;
        }

        if (result.Reaction is { } reaction)
        {
            Figures(reaction.Cause).Add(reaction.Ms, reaction.LimitMs, reaction.Fault, result.Seed);
        }

        string of = result.Causes.Count switch
        {
            0 => "none",
            1 => result.Causes[0],
            _ => "several",
        };
        Excess(of, result.WorstExcessMicrons);
        if (result.Violations.Count > 0)
        {
            Breached(new Breach(result.Seed, result.Violations), 1);
        }
    }

    /// <summary>Adds another campaign's, or shard's.</summary>
    public void Add(CampaignSummary other)
    {
        Treatments += other.Treatments;
        PenSeconds += other.PenSeconds;
        WallSeconds += other.WallSeconds;
        Strokes += other.Strokes;
        Hash += other.Hash;
        for (int i = 0; i < 64; i++)
        {
            Transitions[i] += other.Transitions[i];
        }

        for (int fault = 1; fault <= FaultText.Count; fault++)
        {
            Faults[fault] += other.Faults[fault];
        }

        foreach ((string cause, int count) in other.Causes)
        {
            Causes[cause] = Causes.GetValueOrDefault(cause) + count;
        }

        foreach ((string cause, ReactionFigures figures) in other.Reactions)
        {
            Figures(cause).Add(figures);
        }

        foreach ((string cause, int microns) in other.WorstExcessMicrons)
        {
            Excess(cause, microns);
        }

        foreach (Breach breach in other.Breaches)
        {
            Breached(breach, 0);
        }

        BreachCount += other.BreachCount;
    }

    private ReactionFigures Figures(string cause)
    {
        if (!Reactions.TryGetValue(cause, out ReactionFigures? figures))
        {
            Reactions[cause] = figures = new ReactionFigures();
        }

        return figures;
    }

    private void Excess(string cause, int microns)
    {
        if (microns > WorstExcessMicrons.GetValueOrDefault(cause, int.MinValue))
        {
            WorstExcessMicrons[cause] = microns;
        }
    }

    private void Breached(Breach breach, int count)
    {
        BreachCount += count;
        if (Breaches.Count < MostBreaches)
        {
            Breaches.Add(breach);
        }
    }
}
