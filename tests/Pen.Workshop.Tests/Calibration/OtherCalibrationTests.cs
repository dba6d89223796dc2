using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>Speed, motor current and cell voltage against their instruments.</summary>
public class OtherCalibrationTests
{
    [Fact]
    public async Task TheRightDiscPassesAndIsKept()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        CalibrationRecord record = await new SpeedCheck(b.Bench, b.Hand, b.Job()).RunAsync([120, 60]);
        Assert.Equal([60.0, 120.0], record.Points.Select(p => p.Set));
        Assert.True(record.Figures["worstDeviationPercent"] < 1);
        Assert.Equal(CalibrationOutcome.Stored, Assert.Single(CalibrationFolder.Records(b.Root, "SIM-000001")).Record.Outcome);
        Assert.Equal(PenState.Standby, (await b.Client.GetStatusAsync()).State);
    }

    [Theory]
    [InlineData(60, "60 lines instead of 64")]
    [InlineData(72, "72 lines instead of 64")]
    public async Task AWrongDiscIsNamed(int lines, string because)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.Motor.EncoderLines = lines);
        var refused = await Assert.ThrowsAsync<CalibrationException>(() =>
            new SpeedCheck(b.Bench, b.Hand, b.Job()).RunAsync([60, 120])
        );
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Empty(CalibrationFolder.Records(b.Root, "SIM-000001"));
    }

    [Theory]
    [InlineData(1.02, 1.02, "factor or its time base")]
    [InlineData(1.00, 1.05, "loses or adds pulses")]
    [InlineData(0.5, 0.5, "a strobe on a multiple")]
    [InlineData(2.0, 2.0, "a strobe on a multiple")]
    public void ACounterThatIsWrongIsNamed(double slow, double fast, string because)
    {
        CalibrationPoint[] points = [new("spin", 60, 60, 60 * slow, 0), new("spin", 120, 120, 120 * fast, 0)];
        var refused = Assert.Throws<CalibrationException>(() => SpeedCheck.Judge(points));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnePercentPassesAndMoreDoesNot()
    {
        SpeedCheck.Judge([new("spin", 100, 101, 100, 0), new("spin", 60, 59.4, 60, 0)]);
        Assert.Throws<CalibrationException>(() => SpeedCheck.Judge([new("spin", 100, 101.2, 100, 0)]));
    }

    [Fact]
    public async Task RevolutionsAMinuteAndOneSpeedAloneAreRefused()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        var check = new SpeedCheck(b.Bench, b.Hand, b.Job());
        await Assert.ThrowsAsync<CalibrationException>(() => check.RunAsync([100, 100]));
        await Assert.ThrowsAsync<CalibrationException>(() => check.RunAsync([40, 100]));
        b.Hand.Types = (_, hz) => hz * 60;
        var refused = await Assert.ThrowsAsync<CalibrationException>(() => check.RunAsync([60, 120]));
        Assert.Contains("revolutions a minute", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task CurrentIsTrueAfterOffsetAndGain(int loads)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w =>
        {
            w.CurrentSensorOffsetAmps = 0.035;
            w.CurrentSensorGain = 0.95;
        });
        b.Hand.Hears = line =>
            b.WorldAsync(w => w.Motor.FrictionFactor = line.StartsWith("Load 2", StringComparison.Ordinal) ? 7 : 4);
        CalibrationRecord record = await new CurrentCalibration(b.Bench, b.Hand, b.Job()).RunAsync(loads);
        Assert.InRange(await b.SettingAsync(SettingId.CurrentOffsetMilliamps), 33, 37);
        Assert.InRange(await b.SettingAsync(SettingId.CurrentGainPermille), 1020, 1085);
        Assert.Equal(CalibrationOutcome.Stored, record.Outcome);
    }

    private static CalibrationPoint Rest(double shown) => new("rest", 0, shown, 0, 0);

    private static CalibrationPoint Load(double shown, double ammeter) => new("load", ammeter, shown, ammeter, 0);

    [Fact]
    public void AnAmplifierBelowNothingNeedsTwoLoads()
    {
        (double offset, double gain) = CurrentCalibration.Judge([Rest(0.6), Load(26, 46), Load(126, 146)]);
        Assert.Equal((-20, 1), (Math.Round(offset, 6), Math.Round(gain, 6)));
        (offset, gain) = CurrentCalibration.Judge([Rest(20), Load(70, 50), Load(172, 150)]);
        Assert.InRange(offset, 18, 21);
        Assert.InRange(gain, 0.97, 1.0);
        (offset, gain) = CurrentCalibration.Judge([Rest(0.6), Load(50, 52)]);
        Assert.Equal((0, 1.04), (Math.Round(offset, 6), Math.Round(gain, 6)));
        var same = Assert.Throws<CalibrationException>(() => CurrentCalibration.Judge([Rest(20), Load(70, 50), Load(71, 51)]));
        Assert.Contains("nearly the same", same.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001, "looks like amperes")]
    [InlineData(0.01, "looks like amperes")]
    [InlineData(100, "no current of this motor")]
    [Trait("Covers", "SRV-5")]
    public async Task AnAmmeterMisreadIsRefused(double factor, string because)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        b.Hand.Types = (_, shown) => shown * factor;
        var refused = await Assert.ThrowsAsync<CalibrationException>(() =>
            new CurrentCalibration(b.Bench, b.Hand, b.Job()).RunAsync(1)
        );
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CalibrationException>(() => new CurrentCalibration(b.Bench, b.Hand, b.Job()).RunAsync(3));
    }

    [Fact]
    public async Task ACurrentThatDoesNotVerifyIsTakenBack()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.CurrentSensorOffsetAmps = 0.03);
        b.Hand.Types = (_, shown) => b.Hand.Answers == 1 ? shown : shown + 12;
        var refused = await Assert.ThrowsAsync<CalibrationException>(() =>
            new CurrentCalibration(b.Bench, b.Hand, b.Job()).RunAsync(1)
        );
        Assert.Contains("values again that it had", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await b.SettingAsync(SettingId.CurrentOffsetMilliamps));
        Assert.Equal(1000, await b.SettingAsync(SettingId.CurrentGainPermille));
    }

    [Fact]
    public async Task TheCellsVoltageIsTrueAfterItsGain()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.Cell.DividerGain = 0.96);
        CalibrationRecord record = await new BatteryCalibration(b.Bench, b.Hand, b.Job()).RunAsync();
        Assert.InRange(await b.SettingAsync(SettingId.BatteryGainPermille), 1038, 1046);
        Assert.Equal(CalibrationOutcome.Stored, record.Outcome);
        // Again: the gain that is there counts.
        await new BatteryCalibration(b.Bench, b.Hand, b.Job()).RunAsync();
        Assert.InRange(await b.SettingAsync(SettingId.BatteryGainPermille), 1038, 1046);
    }

    [Theory]
    [InlineData(1000, "looks like millivolts")]
    [InlineData(0.5, "no voltage of this cell")]
    [InlineData(0.85, "battery-gain would become")]
    [Trait("Covers", "SRV-5")]
    public async Task AVoltmeterMisreadIsRefused(double factor, string because)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        b.Hand.Types = (_, shown) => shown * factor;
        var refused = await Assert.ThrowsAsync<CalibrationException>(() =>
            new BatteryCalibration(b.Bench, b.Hand, b.Job()).RunAsync()
        );
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1000, await b.SettingAsync(SettingId.BatteryGainPermille));
    }

    [Fact]
    public async Task WhenAllFourAreDoneThePenKeepsTheDay()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        await new SpeedCheck(b.Bench, b.Hand, b.Job()).RunAsync([60, 120]);
        await new CurrentCalibration(b.Bench, b.Hand, b.Job()).RunAsync(1);
        await new BatteryCalibration(b.Bench, b.Hand, b.Job()).RunAsync();
        Assert.Equal(0, await b.SettingAsync(SettingId.CalibrationDay));
        await b.DepthAsync(DepthPlan.Of([0.5, 1.5], 2));
        int today = (int)(DateTime.UtcNow - DateTime.UnixEpoch).TotalDays;
        Assert.InRange(await b.SettingAsync(SettingId.CalibrationDay), today - 1, today);
        await new CalibrationUndo(b.Bench, b.Hand, b.Job()).RunAsync(CalibrationKind.Battery);
        Assert.Equal(0, await b.SettingAsync(SettingId.CalibrationDay));
    }
}
