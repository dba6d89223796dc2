using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>Reactions to one cause, as a histogram that merges: its bins are as wide as those of the stops.</summary>
public sealed record ReactionFigures
{
    /// <summary>Width of a bin in ms.</summary>
    public const int BinMs = StopTally.BinMs;

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

    /// <summary>Median in ms: the upper end of the bin that holds it, and never above the worst.</summary>
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
                    return Math.Min((bin + 1) * BinMs, WorstMs);
                }
            }

            return 0;
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(double ms, double limitMs, int fault, ulong seed)
    {
        Take(limitMs, ms, seed);
        Fault = fault;
        Fill((int)(ms / BinMs), 1);
    }

    /// <summary>Adds stops, which were counted by 10 ms already.</summary>
    public void Add(StopTally stops, ulong seed)
    {
        Take(stops.LimitMs, stops.WorstMs, seed);
        for (int bin = 0; bin < stops.Bins.Count; bin++)
        {
            Fill(bin, stops.Bins[bin]);
        }
    }

    /// <summary>Adds another's.</summary>
    public void Add(ReactionFigures other)
    {
        Take(other.LimitMs, other.WorstMs, other.WorstSeed);
        Fault = other.Fault;
        foreach ((int bin, int count) in other.Bins)
        {
            Fill(bin, count);
        }
    }

    private void Take(double limitMs, double worstMs, ulong seed)
    {
        LimitMs = limitMs;
        if (worstMs > WorstMs)
        {
            (WorstMs, WorstSeed) = (worstMs, seed);
        }
    }

    private void Fill(int bin, int times)
    {
        if (times > 0)
        {
            Bins[bin] = Bins.GetValueOrDefault(bin) + times;
        }
    }
}
