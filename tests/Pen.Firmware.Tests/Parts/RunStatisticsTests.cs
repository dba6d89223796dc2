using Pen.Control.Run;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The figures of a run, by hand.</summary>
public class RunStatisticsTests
{
    private static RunStatistics After(int ticks, int meanCentiHz, int milliamps, bool atSet = true)
    {
        var run = new RunStatistics();
        for (int i = 0; i < ticks; i++)
        {
            run.Step(100, atSet, meanCentiHz, milliamps, 10);
        }

        return run;
    }

    [Fact]
    public void BeforeItsFirstTickThereIsNothingToDivideBy()
    {
        var run = new RunStatistics();
        Assert.Equal(0, run.MeanSpeedErrorPermille);
        Assert.Equal(0, run.MeanCurrentMilliamps);
    }

    [Theory]
    [InlineData(10_300, 30, 30)]
    [InlineData(9_800, -20, 20)]
    public void SpeedErrorsCountWithTheirSignInTheMeanAndWithoutInTheWorst(int centiHz, int mean, int worst)
    {
        RunStatistics run = After(100, centiHz, 200);
        Assert.Equal(mean, run.MeanSpeedErrorPermille);
        Assert.Equal(worst, run.WorstSpeedErrorPermille);
        Assert.Equal(1000, run.DurationMs);
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(25, 100)]
    public void TheyCountFrom250MsAfterTheRamp(int ticks, int worst)
    {
        Assert.Equal(worst, After(ticks, 11_000, 200).WorstSpeedErrorPermille);
        Assert.Equal(0, After(ticks, 11_000, 200, atSet: false).WorstSpeedErrorPermille);
    }

    [Fact]
    public void ARampInBetweenSettlesAnew()
    {
        RunStatistics run = After(30, 10_000, 200);
        run.Step(120, false, 10_000, 200, 10);
        for (int i = 0; i < 24; i++)
        {
            run.Step(120, true, 10_000, 200, 10);
        }

        Assert.Equal(0, run.WorstSpeedErrorPermille);
        run.Step(120, true, 10_000, 200, 10);
        Assert.Equal(166, run.WorstSpeedErrorPermille);
        run.Step(0, true, 20_000, 200, 10);
        Assert.Equal(166, run.WorstSpeedErrorPermille);
    }

    [Fact]
    public void CurrentHasItsMeanOverTimeAndItsPeak()
    {
        var run = new RunStatistics();
        run.Step(100, true, 10_000, 100, 30);
        run.Step(100, true, 10_000, 300, 10);
        run.Step(100, true, 10_000, 200, 10);
        Assert.Equal(160, run.MeanCurrentMilliamps);
        Assert.Equal(300, run.PeakCurrentMilliamps);
    }

    [Fact]
    public void TheDepthErrorFurthestFromNothingIsTheWorst()
    {
        var run = new RunStatistics();
        foreach (int error in new[] { 5, -20, 20, 12, -3 })
        {
            run.Depth(error);
        }

        Assert.Equal(-20, run.WorstDepthErrorMicrons);
        run.Depth(21);
        Assert.Equal(21, run.WorstDepthErrorMicrons);
    }

    [Fact]
    public void ANewRunBeginsWithNothing()
    {
        RunStatistics run = After(100, 11_000, 200);
        run.Depth(40);
        run.Reset();
        Assert.Equal(
            (0, 0, 0, 0, 0, 0),
            (
                run.DurationMs,
                run.MeanSpeedErrorPermille,
                run.WorstSpeedErrorPermille,
                run.MeanCurrentMilliamps,
                run.PeakCurrentMilliamps,
                run.WorstDepthErrorMicrons
            )
        );
        for (int i = 0; i < 24; i++)
        {
            run.Step(100, true, 11_000, 200, 10);
        }

        Assert.Equal(0, run.WorstSpeedErrorPermille);
    }
}
