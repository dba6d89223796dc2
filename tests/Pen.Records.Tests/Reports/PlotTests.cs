using System.Collections.Generic;
using System.Linq;
using Pen.Records.Reports.Plots;

namespace Pen.Records.Tests.Reports;

/// <summary>What a plot may leave out, and where its ticks are.</summary>
public class PlotTests
{
    [Fact]
    public void AShortPeakIsNotThinnedAway()
    {
        PlotPoint[] points =
        [
            .. Enumerable
                .Range(0, 20_000)
                .Select(i => new PlotPoint(
                    i,
                    i == 12_345 ? 900
                        : i == 777 ? -5
                        : i % 7
                )),
        ];
        IReadOnlyList<PlotPoint> kept = Thinning.Of(points, 600);
        Assert.InRange(kept.Count, 300, 604);
        Assert.Contains(points[12_345], kept);
        Assert.Contains(points[777], kept);
        Assert.Equal((points[0], points[^1]), (kept[0], kept[^1]));
        Assert.Equal(kept.OrderBy(p => p.X), kept);
        Assert.Same(points, Thinning.Of(points, 20_000));
    }

    [Theory]
    [InlineData(0, 73.3, 10, 10.0, 0)]
    [InlineData(0, 1.25, 4, 0.5, 1)]
    [InlineData(0, 0.4, 4, 0.1, 1)]
    [InlineData(0, 5, 10, 0.5, 1)]
    [InlineData(0, 480, 4, 200.0, 0)]
    public void TicksAreRoundNumbers(double min, double max, int most, double step, int places)
    {
        var axis = new PlotAxis("", min, max);
        Assert.Equal(step, axis.Step(most), 9);
        Assert.Equal(places, axis.Places(most));
        Assert.All(axis.Ticks(most), t => Assert.InRange(t, min, max));
        Assert.Equal(min, axis.Ticks(most).First());
    }
}
