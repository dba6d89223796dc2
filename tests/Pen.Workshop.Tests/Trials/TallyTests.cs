using System;
using System.Linq;
using Pen.Workshop.Trials.BurnIns;
using Xunit.Abstractions;

namespace Pen.Workshop.Tests.Trials;

/// <summary>Statistics in a memory that does not grow agree with those over all values.</summary>
public class TallyTests(ITestOutputHelper output)
{
    [Fact]
    public void StatisticsOfADayAreThoseOfAllItsValues()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var tally = new Tally();
        double[] values = [.. Enumerable.Range(0, 50_000).Select(_ => (random.NextDouble() * 40) - 20)];
        for (int i = 0; i < values.Length; i++)
        {
            tally.Add(i * 86_400.0 / values.Length, values[i]);
        }

        Assert.Equal(values.Length, tally.Count);
        Assert.Equal(values.Min(), tally.Min);
        Assert.Equal(values.Max(), tally.Max);
        Assert.Equal(values.Average(), tally.Mean, 9);
        Assert.InRange(tally.Stretches.Count(), Tally.MostStretches / 2, Tally.MostStretches);
        Assert.Equal(values.Max(), tally.Stretches.Max(s => s.Max));
    }

    [Fact]
    public void DriftIsTheLastTenthLessTheFirst()
    {
        var tally = new Tally();
        for (int i = 0; i < 1000; i++)
        {
            tally.Add(i * 10, i / 100.0);
        }

        // From 0 to 10 in a straight line: the tenths' means lie at 0.5 and 9.5.
        Assert.Equal(0.5, tally.FirstTenth, 0.1);
        Assert.Equal(9.5, tally.LastTenth, 0.1);
    }

    [Fact]
    public void WhatIsNoNumberCountsForNothing()
    {
        var tally = new Tally();
        tally.Add(0, double.NaN);
        tally.Add(double.PositiveInfinity, 1);
        tally.Add(-1, 1);
        Assert.Equal(0, tally.Count);
        Assert.True(double.IsNaN(tally.Mean));
    }
}
