using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>Wherever the writing of a calibration is broken off, the pen measures its depth no shallower than it is.</summary>
public class SettingOrderTests
{
    [Fact]
    [Trait("Covers", "SRV-5")]
    public void NoStepBetweenReadsShallowerThanTrue()
    {
        var random = new Random(20261122);
        for (int i = 0; i < 20_000; i++)
        {
            int oldZero = random.Next(500, 701);
            int newZero = random.Next(500, 701);
            int oldSlope = random.Next(880, 931);
            int newSlope = random.Next(880, 931);
            int zero = oldZero;
            int slope = oldSlope;
            SettingChange[] changes =
            [
                new(SettingId.DepthZeroCounts, oldZero, newZero),
                new(SettingId.DepthCountsPerMm, oldSlope, newSlope),
            ];
            foreach ((SettingId id, int value) in SettingOrder.Of(changes))
            {
                zero = id == SettingId.DepthZeroCounts ? value : zero;
                slope = id == SettingId.DepthCountsPerMm ? value : slope;
                Assert.InRange(value, SettingTable.Min(id), SettingTable.Max(id));
                foreach (double trueMm in new[] { 0.0, 0.5, 1.5, 3.0, 3.4 })
                {
                    double shown = (newZero + (trueMm * newSlope) - zero) / slope;
                    bool first = zero == oldZero && slope == oldSlope;
                    Assert.True(
                        first || shown >= trueMm - 1e-9,
                        $"seed 20261122, {i}: {oldZero}/{oldSlope} → {newZero}/{newSlope}: {zero}/{slope} shows {shown} at {trueMm}"
                    );
                }
            }

            Assert.Equal((newZero, newSlope), (zero, slope));
        }
    }

    [Fact]
    public void CurrentNeverReadsLowerOnTheWay()
    {
        foreach (int newOffset in new[] { -20, 0, 30 })
        {
            foreach (int newGain in new[] { 950, 1000, 1050 })
            {
                (int offset, int gain) = (5, 1000);
                foreach (
                    (SettingId id, int value) in SettingOrder.Of([
                        new(SettingId.CurrentOffsetMilliamps, 5, newOffset),
                        new(SettingId.CurrentGainPermille, 1000, newGain),
                    ])
                )
                {
                    offset = id == SettingId.CurrentOffsetMilliamps ? value : offset;
                    gain = id == SettingId.CurrentGainPermille ? value : gain;
                    double shown = (1000 - offset) * gain / 1000.0;
                    double least = Math.Min(995, (1000 - newOffset) * newGain / 1000.0);
                    Assert.True(shown >= least - 1e-9);
                }

                Assert.Equal((newOffset, newGain), (offset, gain));
            }
        }
    }

    [Fact]
    public void EverySettingIsWrittenToItsNewValueLast()
    {
        SettingChange[] changes =
        [
            new(SettingId.DepthBacklashMicrons, 80, 110),
            new(SettingId.DepthZeroCounts, 600, 640),
            new(SettingId.DepthCountsPerMm, 900, 860),
            new(SettingId.ServoZeroMicroseconds, 1150, 1140),
            new(SettingId.ServoMicrosecondsPerMm, 200, 201),
        ];
        IReadOnlyList<(SettingId Id, int Value)> writes = SettingOrder.Of(changes);
        Assert.Equal(SettingId.DepthBacklashMicrons, writes[0].Id);
        Assert.All(changes, c => Assert.Equal(c.New, writes.Last(w => w.Id == c.Id).Value));
        writes = SettingOrder.Of([new(SettingId.DepthBacklashMicrons, 110, 80), new(SettingId.DepthZeroCounts, 600, 640)]);
        Assert.Equal([(SettingId.DepthZeroCounts, 640), (SettingId.DepthBacklashMicrons, 80)], writes);
    }
}
