using System;
using Pen.Control;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Time of day and date.</summary>
public class PenClockTests(ITestOutputHelper output)
{
    [Fact]
    public void UnsetItKnowsNeitherTimeNorDate()
    {
        var clock = new PenClock();
        Assert.False(clock.IsSet);
        Assert.Equal(0u, clock.UtcSeconds(5000));
        Assert.Equal(0, clock.DateNumber(5000));
    }

    [Fact]
    public void ItGoesOnFromWhereItWasSet()
    {
        var clock = new PenClock();
        clock.Set(1_800_000_000, 7500);
        Assert.Equal(1_800_000_000u, clock.UtcSeconds(7500));
        Assert.Equal(1_800_000_000u, clock.UtcSeconds(8499));
        Assert.Equal(1_800_000_001u, clock.UtcSeconds(8500));
        Assert.Equal(1_800_003_600u, clock.UtcSeconds(3_607_500));
    }

    [Fact]
    public void EveryDayOfTheProductsLifeHasItsDate()
    {
        var clock = new PenClock();
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (DateTime day = new(2024, 1, 1); day < new DateTime(2100, 1, 1); day = day.AddDays(1))
        {
            DateTime moment = day.AddSeconds(random.Next(86400));
            clock.Set((uint)(moment - DateTime.UnixEpoch).TotalSeconds, 0);
            Assert.Equal((day.Year * 10000) + (day.Month * 100) + day.Day, clock.DateNumber(0));
        }
    }
}
