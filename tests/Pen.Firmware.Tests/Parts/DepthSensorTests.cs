using Pen.Board.Drivers;
using Pen.Control.Motion;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The measured position of the stop: 600 counts at the rim, 900 a mm, read in half counts.</summary>
public class DepthSensorTests
{
    private readonly Settings settings = new(new ByteMemory(), new ChipChecksum());
    private readonly DepthSensor sensor;

    public DepthSensorTests() => sensor = new DepthSensor(settings);

    [Theory]
    [InlineData(1200, 0)]
    [InlineData(3000, 1000)]
    [InlineData(1201, 0)]
    [InlineData(1209, 5)]
    [InlineData(948, -140)]
    [InlineData(6600, 3000)]
    public void HalfCountsAreMicrons(int halfCounts, int microns)
    {
        sensor.Update(halfCounts);
        Assert.Equal(microns, sensor.Microns);
    }

    [Fact]
    public void ItUsesTheCalibrationThatIsStored()
    {
        Assert.True(settings.Save(SettingId.DepthZeroCounts, 500));
        Assert.True(settings.Save(SettingId.DepthCountsPerMm, 1000));
        sensor.Update(3000);
        Assert.Equal(1000, sensor.Microns);
    }

    [Theory]
    [InlineData(400, 10_000, false)]
    [InlineData(401, 10_000, true)]
    [InlineData(-400, 10_000, false)]
    [InlineData(-401, 10_000, true)]
    [InlineData(401, 5_000, true)]
    [InlineData(800, 10_001, false)]
    [InlineData(801, 10_001, true)]
    [InlineData(1200, 25_000, false)]
    [InlineData(1201, 25_000, true)]
    public void AJumpIsMoreThanAServoMovesInThatTime(int byMicrons, int tickMicros, bool jumped)
    {
        // 9 half counts are 5 µm: exact steps of 1 µm come from a finer slope.
        Assert.True(settings.Save(SettingId.DepthCountsPerMm, 1000));
        sensor.Update(1200 + 4000);
        sensor.Update(1200 + 4000 + (2 * byMicrons));
        Assert.Equal(2000 + byMicrons, sensor.Microns);
        Assert.Equal(jumped, sensor.Jumped(400, tickMicros));
    }

    [Fact]
    public void TheFirstReadingIsNoJump()
    {
        sensor.Update(5000);
        Assert.False(sensor.Jumped(400, 10_000));
        sensor.Update(5000);
        Assert.False(sensor.Jumped(0, 10_000));
    }
}
