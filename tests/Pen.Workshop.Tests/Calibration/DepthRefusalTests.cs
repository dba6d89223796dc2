using System;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator.Parts;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>Numbers that do not make sense are refused with the reason, and nothing is written.</summary>
public class DepthRefusalTests
{
    private static async Task RefusedAsync(CalibrationBench b, string because, DepthPlan? plan = null)
    {
        var refused = await Assert.ThrowsAsync<CalibrationException>(() => b.DepthAsync(plan));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        foreach (int id in Enumerable.Range(5, 5))
        {
            Assert.Equal(SettingTable.Default((SettingId)id), await b.SettingAsync((SettingId)id));
        }
    }

    [Theory]
    [InlineData(0.0393700787, "looks like inches")]
    [InlineData(10, "slip of the decimal point")]
    [InlineData(0.1, "slip of the decimal point")]
    [InlineData(2.3, "more than 0.5 mm")]
    [Trait("Covers", "SRV-5")]
    public async Task AGaugeMisreadIsRefused(double factor, string because)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        b.Hand.Types = (_, shown) => shown * factor;
        await RefusedAsync(b, because);
    }

    [Fact]
    public async Task ADriveWithTooMuchPlayIsRefused()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.Depth.PlayMm = 0.26);
        await RefusedAsync(b, "too much play");
    }

    [Fact]
    public async Task APotentiometerOutsideOfWhatAPenHasIsRefused()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        b.Hand.Types = (_, shown) => Math.Round(0.3 + (shown * 0.62), 2);
        await RefusedAsync(b, "would become", DepthPlan.Of([0.5, 1.0, 1.5], 2));
    }

    [Fact]
    public async Task AGaugeThatJumpsIsRefused()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        b.Hand.Types = (_, shown) => shown + (b.Hand.Answers % 2 == 0 ? 0.04 : -0.04);
        await RefusedAsync(b, "straight line");
    }

    [Fact]
    public async Task ACartridgeInTheSlotIsRefusedByThePen()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w =>
            w.Slot.Insert(CartridgeImage.Make(CartridgeType.Needles12), w.Micros)
        );
        await Task.Delay(200);
        await Assert.ThrowsAsync<PenRefusedException>(() => b.DepthAsync());
    }

    [Theory]
    [InlineData(new[] { 1.0 }, 3, "different points")]
    [InlineData(new[] { 1.0, 1.0 }, 3, "different points")]
    [InlineData(new[] { 1.0, 1.4 }, 3, "too close")]
    [InlineData(new[] { 0.2, 1.4 }, 3, "no point")]
    [InlineData(new[] { 0.5, 2.9 }, 3, "no point")]
    [InlineData(new[] { 0.5, 1.03 }, 3, "no point")]
    [InlineData(new[] { 0.5, double.NaN }, 3, "no point")]
    [InlineData(new[] { 0.5, 1e300 }, 3, "no point")]
    [InlineData(new[] { 0.5, 2.0 }, 1, "repeatability")]
    [InlineData(new[] { 0.5, 2.0 }, 11, "repeatability")]
    public void APlanThatShowsNothingIsRefused(double[] points, int repeats, string because)
    {
        var refused = Assert.Throws<CalibrationException>(() => DepthPlan.Of(points, repeats));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Throws<CalibrationException>(() => DepthPlan.Of([0.5, 1.5], 2, 0.5));
    }

    private static DepthReading Read(int microns, double gauge, double? counts = null, Approach from = Approach.Shallow) =>
        new(microns, from, 2 * (counts ?? (600 + (0.9 * microns))), 1150 + (0.2 * microns), gauge);

    [Fact]
    public void OnePointOrAGaugeThatFallsIsNoLine()
    {
        Assert.Throws<CalibrationException>(() => DepthFinding.Of([Read(500, 0.5), Read(500, 0.5)]));
        var refused = Assert.Throws<CalibrationException>(() => DepthFinding.Of([Read(500, 0.6), Read(1000, 0.5)]));
        Assert.Contains("does not rise", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStopThatDoesNotComeBackIsRefused()
    {
        // The potentiometer sees it too, so the line is straight; but the place is not the same (CTL-5).
        DepthReading[] readings =
        [
            Read(500, 0.47, 1023),
            Read(500, 0.53, 1077),
            Read(2000, 2.0),
            Read(2000, 2.0),
            Read(0, -0.08, 474, Approach.Parked),
        ];
        var refused = Assert.Throws<CalibrationException>(() => DepthFinding.Of(readings));
        Assert.Contains("same place", refused.Message, StringComparison.Ordinal);
    }
}
