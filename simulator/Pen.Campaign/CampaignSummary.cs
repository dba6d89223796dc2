using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>A treatment that broke an invariant.</summary>
public sealed record Breach(ulong Seed, IReadOnlyList<string> What);

/// <summary>What came of many treatments; shards merge into the whole.</summary>
public sealed record CampaignSummary
{
    private const int MostBreaches = 200;

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

    /// <summary>Stops by their source: from asking to a motor without drive.</summary>
    public SortedDictionary<string, ReactionFigures> Stops { get; init; } = new(StringComparer.Ordinal);

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
            StateRules.Table.Where(t => Transitions[((int)t.From * 8) + (int)t.To] == 0).Select(t => $"{t.From} → {t.To}")
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
        AddTransitions(Array.ConvertAll(result.Transitions, t => (long)t));
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
            Figures(Reactions, reaction.Cause).Add(reaction.Ms, reaction.LimitMs, reaction.Fault, result.Seed);
        }

        foreach (StopTally stops in result.Stops)
        {
            Figures(Stops, stops.Source).Add(stops, result.Seed);
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
        AddTransitions(other.Transitions);
        for (int fault = 1; fault <= FaultText.Count; fault++)
        {
            Faults[fault] += other.Faults[fault];
        }

        foreach ((string cause, int count) in other.Causes)
        {
            Causes[cause] = Causes.GetValueOrDefault(cause) + count;
        }

        AddFigures(Reactions, other.Reactions);
        AddFigures(Stops, other.Stops);

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

    private void AddTransitions(long[] others)
    {
        for (int i = 0; i < Transitions.Length; i++)
        {
            Transitions[i] += others[i];
        }
    }

    private static void AddFigures(
        SortedDictionary<string, ReactionFigures> to,
        SortedDictionary<string, ReactionFigures> others
    )
    {
        foreach ((string name, ReactionFigures figures) in others)
        {
            Figures(to, name).Add(figures);
        }
    }

    private static ReactionFigures Figures(SortedDictionary<string, ReactionFigures> among, string name)
    {
        if (!among.TryGetValue(name, out ReactionFigures? figures))
        {
            among[name] = figures = new ReactionFigures();
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
