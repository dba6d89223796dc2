using Pen.Simulator.Endpoints;

namespace Pen.Simulator.Tests.Endpoints;

public sealed class WallClockPacerTests
{
    private readonly WallClockPacer pacer = new();

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(4, 2_500)]
    [InlineData(0.5, 20_000)]
    [InlineData(0, 0)]
    public void A_tick_is_due_after_its_virtual_length_divided_by_the_factor(double factor, long expectedMicros)
    {
        Assert.Equal(0, pacer.MicrosUntilDue(7_000, 1_000_000, factor));
        Assert.Equal(expectedMicros, pacer.MicrosUntilDue(17_000, 1_000_000, factor));
    }

    [Fact]
    public void Lateness_up_to_the_limit_is_caught_up()
    {
        pacer.MicrosUntilDue(0, 0, 1);
        Assert.Equal(0, pacer.MicrosUntilDue(10_000, 10_000 + WallClockPacer.MaxCatchUpMicros, 1));
        Assert.Equal(0, pacer.MicrosUntilDue(20_000, 10_000 + WallClockPacer.MaxCatchUpMicros, 1));
    }

    [Fact]
    public void Lateness_beyond_the_limit_is_given_up_not_raced()
    {
        pacer.MicrosUntilDue(0, 0, 1);
        long late = 10_001 + WallClockPacer.MaxCatchUpMicros;
        Assert.Equal(0, pacer.MicrosUntilDue(10_000, late, 1));
        Assert.Equal(10_000, pacer.MicrosUntilDue(20_000, late, 1));
    }

    [Fact]
    public void A_new_factor_starts_from_now()
    {
        pacer.MicrosUntilDue(0, 0, 0);
        Assert.Equal(0, pacer.MicrosUntilDue(60_000_000, 1_000, 0));
        Assert.Equal(0, pacer.MicrosUntilDue(60_000_000, 1_000, 1));
        Assert.Equal(10_000, pacer.MicrosUntilDue(60_010_000, 1_000, 1));
    }

    [Fact]
    public void The_smallest_factor_waits_without_overflow()
    {
        pacer.MicrosUntilDue(0, 0, double.Epsilon);
        Assert.Equal(86_400_000_000, pacer.MicrosUntilDue(10_000, 0, double.Epsilon));
    }
}
