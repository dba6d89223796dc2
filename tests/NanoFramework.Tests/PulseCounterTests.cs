using System;
using System.Device.Gpio;
using System.Linq;

namespace NanoFramework.Tests;

public class PulseCounterTests
{
    private const int Gpio = 14;

    [Fact]
    public void NothingCountsBeforeTheStart()
    {
        FakeChip chip = FakeChip.Boot();
        using var counter = new GpioPulseCounter(Gpio);
        chip.Edges[Gpio] = 100;
        Assert.Equal(0, counter.Read().Count);
        Assert.False(counter.IsStarted);
        counter.Polarity = GpioPulsePolarity.Both;
        counter.Start();
        chip.Edges[Gpio] = 107;
        Assert.Equal(7, counter.Read().Count);
    }

    [Theory]
    [InlineData(GpioPulsePolarity.Both, false, 5)]
    [InlineData(GpioPulsePolarity.Rising, false, 3)]
    [InlineData(GpioPulsePolarity.Falling, false, 2)]
    [InlineData(GpioPulsePolarity.Both, true, 5)]
    [InlineData(GpioPulsePolarity.Rising, true, 2)]
    [InlineData(GpioPulsePolarity.Falling, true, 3)]
    public void ThePolarityChoosesTheEdges(GpioPulsePolarity polarity, bool highAtStart, long expected)
    {
        FakeChip chip = FakeChip.Boot();
        chip.Edges[Gpio] = 12;
        chip.Levels[Gpio] = highAtStart;
        using var counter = new GpioPulseCounter(Gpio) { Polarity = polarity };
        counter.Start();
        chip.Edges[Gpio] = 17;
        Assert.Equal(expected, counter.Read().Count);
    }

    [Fact]
    public void FallingEdgesCountUnlessSetOtherwise()
    {
        FakeChip.Boot();
        using var counter = new GpioPulseCounter(Gpio);
        Assert.Equal(GpioPulsePolarity.Falling, counter.Polarity);
    }

    [Fact]
    public void ResetReturnsTheCountAndStartsAnew()
    {
        (FakeChip chip, GpioPulseCounter counter) = Started();
        chip.Edges[Gpio] = 10;
        Assert.Equal(10, counter.Reset().Count);
        chip.Edges[Gpio] = 13;
        Assert.Equal(3, counter.Read().Count);
    }

    [Fact]
    public void StopKeepsTheCountAndStartClearsIt()
    {
        (FakeChip chip, GpioPulseCounter counter) = Started();
        chip.Edges[Gpio] = 10;
        counter.Stop();
        chip.Edges[Gpio] = 20;
        Assert.Equal(10, counter.Read().Count);
        counter.Start();
        Assert.Equal(0, counter.Read().Count);
    }

    [Fact]
    public void AnOverflowSpoilsOneReadingBy32767()
    {
        (FakeChip chip, GpioPulseCounter counter) = Started();
        chip.Edges[Gpio] = 100;
        chip.GlitchNext = true;
        Assert.Equal(100 + 32767, counter.Read().Count);
        Assert.Equal(100, counter.Read().Count);
        chip.GlitchNext = true;
        Assert.Equal(100 - 32767, counter.Read().Count);
        Assert.Equal(100, counter.Read().Count);
    }

    [Fact]
    public void TheTimeOfAReadingIsVirtual()
    {
        (FakeChip chip, GpioPulseCounter counter) = Started();
        chip.Spend(1_234_567);
        Assert.Equal(TimeSpan.FromMicroseconds(1_234_567), counter.Read().RelativeTime);
    }

    [Fact]
    public void ARunningCounterKeepsItsPolarity()
    {
        (_, GpioPulseCounter counter) = Started();
        Assert.Throws<InvalidOperationException>(() => counter.Polarity = GpioPulsePolarity.Rising);
        Assert.Throws<InvalidOperationException>(counter.Start);
        counter.Stop();
        Assert.Throws<InvalidOperationException>(counter.Stop);
    }

    [Fact]
    public void TheChipHasEightCounters()
    {
        FakeChip.Boot();
        GpioPulseCounter[] counters = [.. Enumerable.Range(12, 8).Select(gpio => new GpioPulseCounter(gpio))];
        Assert.Throws<NotSupportedException>(() => new GpioPulseCounter(21));
        counters[0].Dispose();
        Assert.False(new GpioPulseCounter(21).IsStarted);
    }

    [Fact]
    public void TheCountersPinIsTakenFromGpio()
    {
        FakeChip.Boot();
        var counter = new GpioPulseCounter(Gpio);
        Assert.Throws<InvalidOperationException>(() => new GpioController().OpenPin(Gpio));
        counter.Dispose();
        Assert.Equal(Gpio, new GpioController().OpenPin(Gpio).PinNumber);
        Assert.Throws<ObjectDisposedException>(() => counter.Read());
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        FakeChip.Boot();
        Assert.Throws<ArgumentException>(() => new GpioPulseCounter(-1));
        Assert.Throws<NotSupportedException>(() => new GpioPulseCounter(Gpio, 15));
        Assert.Throws<ArgumentException>(() => new GpioPulseCounter(Gpio) { FilterPulses = 1024 });
    }

    private static (FakeChip Chip, GpioPulseCounter Counter) Started()
    {
        FakeChip chip = FakeChip.Boot();
        var counter = new GpioPulseCounter(Gpio) { Polarity = GpioPulsePolarity.Both };
        counter.Start();
        return (chip, counter);
    }
}
