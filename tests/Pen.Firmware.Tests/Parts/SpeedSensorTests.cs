using Pen.Control.Motion;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Speed and strokes from encoder edges: 128 a stroke.</summary>
public class SpeedSensorTests
{
    [Theory]
    [InlineData(128, 10_000, 100f)]
    [InlineData(64, 10_000, 50f)]
    [InlineData(96, 5_000, 150f)]
    [InlineData(0, 10_000, 0f)]
    [InlineData(396, 10_000, 309.375f)]
    public void ATicksEdgesGiveItsSpeed(int edges, int micros, float hz)
    {
        var sensor = new SpeedSensor();
        sensor.Update(edges, micros);
        Assert.Equal(hz, sensor.TickHz, 0.001f);
        Assert.Equal(edges, sensor.TickEdges);
        Assert.Equal((int)(hz * 100), sensor.MeanCentiHz);
        Assert.Equal(edges / 128, sensor.Strokes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AReadingThatSpansNoTimeIsNone(int micros)
    {
        var sensor = new SpeedSensor();
        sensor.Update(128, 10_000);
        sensor.Update(500, micros);
        Assert.Equal(100f, sensor.TickHz, 0.001f);
        Assert.Equal(1, sensor.Strokes);
    }

    [Fact]
    public void TheMeanSpansTenTicksWhateverTheirLength()
    {
        var sensor = new SpeedSensor();
        for (int i = 0; i < 10; i++)
        {
            sensor.Update(64, 10_000);
        }

        Assert.Equal(5000, sensor.MeanCentiHz);
        sensor.Update(128, 10_000);
        Assert.Equal(5500, sensor.MeanCentiHz);
        for (int i = 0; i < 10; i++)
        {
            sensor.Update(256, 20_000);
        }

        Assert.Equal(10_000, sensor.MeanCentiHz);
    }

    [Theory]
    [InlineData(397)]
    [InlineData(65_536)]
    [InlineData(-1)]
    public void AnImpossibleCountIsDroppedTwiceAndBelievedToBeABrokenSensorTheThirdTime(int glitch)
    {
        var sensor = new SpeedSensor();
        sensor.Update(128, 10_000);
        sensor.Update(glitch, 10_000);
        sensor.Update(glitch, 10_000);
        Assert.Equal(100f, sensor.TickHz, 0.001f);
        Assert.Equal(128, sensor.Edges);
        sensor.Update(glitch, 10_000);
        Assert.Equal(0f, sensor.TickHz);
        Assert.Equal(0, sensor.TickEdges);
        Assert.Equal(128, sensor.Edges);
    }

    [Fact]
    public void AGoodReadingBetweenGlitchesForgetsThem()
    {
        var sensor = new SpeedSensor();
        foreach (int edges in new[] { 128, 9999, 9999, 128, 9999, 9999 })
        {
            sensor.Update(edges, 10_000);
        }

        Assert.Equal(100f, sensor.TickHz, 0.001f);
        Assert.Equal(256, sensor.Edges);
    }

    [Fact]
    public void CountingAnewKeepsTheSpeed()
    {
        var sensor = new SpeedSensor();
        sensor.Update(300, 20_000);
        Assert.Equal(2, sensor.Strokes);
        sensor.ResetCount();
        Assert.Equal(0, sensor.Strokes);
        Assert.True(sensor.MeanCentiHz > 0);
    }
}
