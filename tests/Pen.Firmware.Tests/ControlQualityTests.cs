using System.Collections.Generic;
using System.Linq;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>CTL-1 to CTL-7 on the true physics: the same rows as the benchmark prints.</summary>
public sealed class ControlQualityTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Covers", "CTL-1")]
    [Trait("Covers", "CTL-2")]
    [Trait("Covers", "CTL-3")]
    [Trait("Covers", "CTL-4")]
    [Trait("Covers", "CTL-5")]
    [Trait("Covers", "CTL-6")]
    [Trait("Covers", "CTL-7")]
    [Trait("Speed", "Slow")]
    public void EveryFigureOfControlQualityHolds()
    {
        List<QualityRow> rows = ControlQuality.Measure();
        Assert.Equal(["CTL-1", "CTL-2", "CTL-3", "CTL-4", "CTL-5", "CTL-6", "CTL-7"], rows.Select(r => r.Id).Distinct());
        Show(rows);
        Assert.DoesNotContain(rows, r => !r.Holds);
    }

    /// <summary>A disc 0.16 mm thinner or 0.8 mm thicker, or a rotor off by as much, whatever the noise: the load step is still carried.</summary>
    [Theory]
    [Trait("Covers", "CTL-2")]
    [InlineData(0.98, 3)]
    [InlineData(0.98, 4)]
    [InlineData(0.98, 7)]
    [InlineData(1.10, 7)]
    [Trait("Speed", "Slow")]
    public void TheLoadStepIsCarriedWithinTheToleranceOfTheInertia(double inertiaFactor, ulong seed)
    {
        List<QualityRow> rows = [.. Enumerable.Range(10, 21).Select(n => ControlQuality.LoadStep(n * 5, inertiaFactor, seed))];
        Show(rows);
        Assert.DoesNotContain(rows, r => !r.Holds);
    }

    private void Show(List<QualityRow> rows) => rows.ForEach(r => output.WriteLine(r.ToString()));
}
