using System.Linq;
using Pen.Control.Link;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>P3: what the pen tells of itself is what it was asked for and what the physics are.</summary>
public class TelemetryTests
{
    private static byte[][] Frames(Bench bench, int ms)
    {
        bench.Unasked.Clear();
        bench.Run(ms);
        bench.Ask(MessageId.KeepAlive);
        return [.. bench.Unasked.Where(u => u.Kind == FrameKind.Telemetry).Select(u => u.Payload)];
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(33, 33)]
    [InlineData(50, 50)]
    [InlineData(34, 50)]
    public void ItComesAsOftenAsTheAnswerSays(int wantedHz, int givenHz)
    {
        Bench bench = Bench.Ready();
        byte[] answer = bench.Ask(MessageId.Telemetry, [(byte)wantedHz]);
        Assert.Equal(givenHz, answer[TelemetryAnswer.RateHz]);
        double[] uptimes = [.. Frames(bench, 5000).Select(t => (double)Wire.GetU32(t, TelemetryData.UptimeMs))];
        double interval = (uptimes[^1] - uptimes[0]) / (uptimes.Length - 1);
        Assert.InRange(interval, 990.0 / givenHz, 1010.0 / givenHz);
    }

    [Fact]
    public void ItEndsWhenAskedToAndWithANewHandshake()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Telemetry, [20]);
        Assert.NotEmpty(Frames(bench, 500));
        Assert.Equal(0, bench.Ask(MessageId.Telemetry, [0])[TelemetryAnswer.RateHz]);
        bench.Ask(MessageId.KeepAlive);
        Assert.Empty(Frames(bench, 500));
        bench.Ask(MessageId.Telemetry, [20]);
        bench.Hello();
        bench.Ask(MessageId.KeepAlive);
        Assert.Empty(Frames(bench, 500));
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void MoreThan50AreRefused()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Telemetry, [51]);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Rate, LimitOrigin.Protocol, 50);
        Assert.Empty(Frames(bench, 500));
    }

    [Fact]
    [Trait("Covers", "P3")]
    public void ItTellsWhatWasSetAndWhatThePhysicsAre()
    {
        Bench bench = FaultBench.Running(120);
        bench.Ask(MessageId.Telemetry, [50]);
        byte[] t = Frames(bench, 1000).Last();
        Assert.Equal(TelemetryData.Length, t.Length);
        Assert.Equal((byte)PenState.Running, t[TelemetryData.State]);
        Assert.Equal(0, t[TelemetryData.FirstFault]);
        Assert.Equal(1000, Wire.GetU16(t, TelemetryData.SetDepthMicrons));
        Assert.InRange(Wire.GetI16(t, TelemetryData.MeasuredDepthMicrons), 975, 1025);
        Assert.Equal(120, Wire.GetU16(t, TelemetryData.SetSpeedHz));
        Assert.InRange(Wire.GetU16(t, TelemetryData.MeasuredSpeedCentiHz), 11_900, 12_100);
        Assert.InRange(Wire.GetU16(t, TelemetryData.CurrentMilliamps), 40, 200);
        double duty = bench.World.Motor.Volts / bench.World.Cell.Rail * 1000;
        Assert.InRange(Wire.GetU16(t, TelemetryData.DutyPermille), duty - 40, duty + 40);
        Assert.InRange(Wire.GetI32(t, TelemetryData.RunStrokes), bench.World.Motor.Strokes - 12, bench.World.Motor.Strokes);
        Assert.InRange(Wire.GetI32(t, TelemetryData.RunMs), 1900, 2200);
        double millivolts = bench.World.Cell.TerminalVolts * 1000;
        Assert.InRange(Wire.GetU16(t, TelemetryData.BatteryMillivolts), millivolts - 30, millivolts + 30);
        double deciCelsius = bench.World.Heat.CaseCelsius * 10;
        Assert.InRange(Wire.GetI16(t, TelemetryData.MotorDeciCelsius), deciCelsius - 15, deciCelsius + 15);
        Assert.InRange(Wire.GetU32(t, TelemetryData.UptimeMs), 2000u, 10_000u);
        const int expected =
            StatusFlags.Prepared
            | StatusFlags.DepthVerified
            | StatusFlags.ClockSet
            | StatusFlags.TriggerPressed
            | StatusFlags.CartridgePresent
            | StatusFlags.CartridgeAccepted
            | StatusFlags.GateOn
            | StatusFlags.ArmedByHost
            | StatusFlags.WatchdogOk
            | StatusFlags.SessionOpen
            | StatusFlags.CartridgeStamped;
        Assert.Equal(expected, Wire.GetU16(t, TelemetryData.Flags));
    }

    [Fact]
    [Trait("Covers", "P3")]
    public void StatusTellsTheSameAndMore()
    {
        Bench bench = FaultBench.Running(120);
        byte[] s = bench.Ask(MessageId.Status);
        Assert.Equal(StatusAnswer.Length, s.Length);
        Assert.Equal((byte)PenState.Running, s[StatusAnswer.State]);
        Assert.Equal(0u, Wire.GetU32(s, StatusAnswer.ActiveFaults));
        Assert.Equal(1000, Wire.GetU16(s, StatusAnswer.SetDepthMicrons));
        Assert.InRange(Wire.GetI16(s, StatusAnswer.MeasuredDepthMicrons), 975, 1025);
        Assert.Equal(120, Wire.GetU16(s, StatusAnswer.SetSpeedHz));
        Assert.InRange(Wire.GetU16(s, StatusAnswer.MeasuredSpeedCentiHz), 11_900, 12_100);
        Assert.InRange(Wire.GetU16(s, StatusAnswer.CurrentMilliamps), 40, 200);
        Assert.InRange(Wire.GetU16(s, StatusAnswer.DutyPermille), 300, 800);
        double millivolts = bench.World.Cell.TerminalVolts * 1000;
        Assert.InRange(Wire.GetU16(s, StatusAnswer.BatteryMillivolts), millivolts - 30, millivolts + 30);
        double board = bench.World.Heat.BoardCelsius * 10;
        Assert.InRange(Wire.GetI16(s, StatusAnswer.BoardDeciCelsius), board - 15, board + 15);
        double motor = bench.World.Heat.CaseCelsius * 10;
        Assert.InRange(Wire.GetI16(s, StatusAnswer.MotorDeciCelsius), motor - 15, motor + 15);
        Assert.Equal((byte)TreatmentArea.Cheek, s[StatusAnswer.Area]);
        Assert.InRange(Wire.GetI32(s, StatusAnswer.RunStrokes), bench.World.Motor.Strokes - 5, bench.World.Motor.Strokes);
        int run = Wire.GetI32(s, StatusAnswer.RunMs);
        Assert.InRange(run, 900, 1200);
        Assert.InRange(Wire.GetI32(s, StatusAnswer.SessionMs), run - 10, run + 10);
        Assert.InRange(Wire.GetU32(s, StatusAnswer.UtcSeconds), 1_800_000_000u, 1_800_000_010u);
        Assert.Equal(0, s[StatusAnswer.FailedCheck]);
        Assert.Equal(Wire.GetU32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Head), Wire.GetU32(s, StatusAnswer.LogHead));
    }

    [Fact]
    public void FlagsFollowTheHandTheDockAndTheSlot()
    {
        Bench bench = Bench.Ready();
        const int quiet =
            StatusFlags.DepthVerified
            | StatusFlags.ClockSet
            | StatusFlags.CartridgePresent
            | StatusFlags.CartridgeAccepted
            | StatusFlags.WatchdogOk;
        Assert.Equal(quiet, bench.Flags);
        bench.Pen.PressTrigger();
        bench.Pen.Dock(true);
        bench.Run(200);
        Assert.Equal(quiet | StatusFlags.TriggerPressed | StatusFlags.Docked, bench.Flags);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RemoveCartridge();
        bench.Run(200);
        Assert.Equal(
            StatusFlags.DepthVerified | StatusFlags.ClockSet | StatusFlags.WatchdogOk | StatusFlags.Docked,
            bench.Flags
        );
    }

    [Fact]
    public void TheLongestTickIsToldOnceAndAtMostAs255()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Status);
        Assert.Equal(10, bench.Ask(MessageId.Status)[StatusAnswer.TickMaxMs]);
        Late(bench, 30);
        Assert.InRange(bench.Ask(MessageId.Status)[StatusAnswer.TickMaxMs], 35, 45);
        Assert.Equal(10, bench.Ask(MessageId.Status)[StatusAnswer.TickMaxMs]);
        bench.World.Gate.WatchdogStuck = true;
        Late(bench, 700);
        Assert.Equal(255, bench.Ask(MessageId.Status)[StatusAnswer.TickMaxMs]);
    }

    [Fact]
    public void DamagedFramesAreCounted()
    {
        Bench bench = Bench.Ready();
        for (int i = 0; i < 3; i++)
        {
            byte[] frame = bench.Frame(MessageId.Status, 9000 + i, []);
            frame[^1] ^= 1;
            bench.Pen.HostWrite(frame);
            bench.Pen.RunMillis(100);
        }

        Assert.Equal(3, Wire.GetU16(bench.Ask(MessageId.Status), StatusAnswer.BadFrames));
    }

    [Fact]
    public void MoreDamagedFramesThanFitAreToldAsTheMost()
    {
        Bench bench = Bench.Ready();
        var words = new StatusWords(bench.Pen.Firmware!.Parts, bench.Pen.Firmware.Controller) { BadFrames = 70_000 };
        byte[] status = new byte[StatusAnswer.Length];
        Assert.Equal(StatusAnswer.Length, words.WriteStatus(status, 0));
        Assert.Equal(65_535, Wire.GetU16(status, StatusAnswer.BadFrames));
    }

    private static void Late(Bench bench, int ms)
    {
        bench.Pen.Frozen = true;
        bench.Pen.RunMillis(ms);
        bench.Pen.Frozen = false;
    }
}
