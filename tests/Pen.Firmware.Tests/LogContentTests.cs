using System;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>What stands in the records: the log is the clinic's evidence, so every figure in it is held against the physics.</summary>
public class LogContentTests
{
    private static byte[] Last(Bench bench, LogKind kind) => LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)kind);

    private static byte[] Event(Bench bench, MessageId message)
    {
        bench.Ask(MessageId.KeepAlive);
        return bench.Unasked.Last(u => u.Message == message).Payload;
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void ARunsRecordsTellTheRun()
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles42));
        bench.Start(1200, 110);
        double peakAmps = 0;
        bench.World.AfterStep = () => peakAmps = Math.Max(peakAmps, bench.World.FilteredAmps);
        bench.World.Skin.Press();
        bench.Run(12_000);
        bench.Pen.ReleaseTrigger();
        bench.Run(600);
        double strokes = bench.World.Motor.Strokes;

        byte[] started = Last(bench, LogKind.RunStarted);
        Assert.Equal(1200, Wire.GetU16(started, RunStartedData.DepthMicrons));
        Assert.InRange(Wire.GetI16(started, RunStartedData.MeasuredDepthMicrons), 1175, 1225);
        Assert.Equal(110, Wire.GetU16(started, RunStartedData.SpeedHz));
        Assert.Equal((byte)TreatmentArea.Cheek, started[RunStartedData.Area]);
        Assert.Equal((byte)CartridgeType.Needles42, started[RunStartedData.CartridgeType]);
        Assert.Equal(42, started[RunStartedData.Needles]);

        byte[][] checkpoints = [.. LogReader.Read(bench).Where(r => r[LogRecord.Kind] == (byte)LogKind.RunCheckpoint)];
        Assert.Equal(2, checkpoints.Length);
        Assert.Equal(500, Wire.GetU16(checkpoints[0], RunEndedData.DurationCentiseconds));
        Assert.Equal(1000, Wire.GetU16(checkpoints[1], RunEndedData.DurationCentiseconds));
        Assert.Equal((byte)StopReason.None, checkpoints[1][RunEndedData.StopReason]);

        byte[] ended = Last(bench, LogKind.RunEnded);
        Assert.InRange(Wire.GetU16(ended, RunEndedData.Strokes), strokes - 2, strokes);
        int centiseconds = Wire.GetU16(ended, RunEndedData.DurationCentiseconds);
        Assert.InRange(centiseconds, 1190, 1230);
        Assert.InRange(Wire.GetI16(ended, RunEndedData.MeanSpeedErrorPermille), -3, 3);
        Assert.InRange(Wire.GetU16(ended, RunEndedData.WorstSpeedErrorPermille), 1, 60);
        Assert.InRange(ended[RunEndedData.PeakCurrent] * RunEndedData.CurrentStepMilliamps, peakAmps * 900, peakAmps * 1100);
        int mean = ended[RunEndedData.MeanCurrent] * RunEndedData.CurrentStepMilliamps;
        Assert.InRange(mean, 40, peakAmps * 1000);
        Assert.InRange((sbyte)ended[RunEndedData.WorstDepthError] * RunEndedData.DepthStepMicrons, -30, 30);
        Assert.Equal((byte)StopReason.TriggerReleased, ended[RunEndedData.StopReason]);

        byte[] told = Event(bench, MessageId.RunEnded);
        Assert.Equal(Wire.GetU16(ended, RunEndedData.Strokes), Wire.GetI32(told, RunEndedEvent.Strokes));
        Assert.Equal(centiseconds, Wire.GetI32(told, RunEndedEvent.DurationMs) / 10);
        Assert.Equal(1200, Wire.GetU16(told, RunEndedEvent.SetDepthMicrons));
        Assert.Equal(110, Wire.GetU16(told, RunEndedEvent.SetSpeedHz));
        Assert.Equal(mean, Wire.GetU16(told, RunEndedEvent.MeanCurrentMilliamps) / 5 * 5);
        Assert.InRange(Wire.GetU16(told, RunEndedEvent.PeakCurrentMilliamps), peakAmps * 900, peakAmps * 1100);
        Assert.Equal(
            Wire.GetI16(ended, RunEndedData.MeanSpeedErrorPermille),
            Wire.GetI16(told, RunEndedEvent.MeanSpeedErrorPermille)
        );
        Assert.Equal(
            Wire.GetU16(ended, RunEndedData.WorstSpeedErrorPermille),
            Wire.GetU16(told, RunEndedEvent.WorstSpeedErrorPermille)
        );
        Assert.InRange(Wire.GetI16(told, RunEndedEvent.WorstDepthErrorMicrons), -30, 30);
        Assert.Equal((byte)StopReason.TriggerReleased, told[RunEndedEvent.Reason]);
        Assert.Equal(0, told[RunEndedEvent.Fault]);
        Assert.InRange(
            (double)Wire.GetU32(told, RunEndedEvent.UptimeMs),
            (double)Wire.GetU32(ended, LogRecord.UptimeMs),
            (double)Wire.GetU32(ended, LogRecord.UptimeMs)
        );
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void AFaultsRecordAndEventNameItsStateAndValue()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseCelsius = 75;
        bench.Run(500);
        byte[] raised = Last(bench, LogKind.FaultRaised);
        Assert.Equal((byte)FaultId.MotorOverTemperature, raised[FaultData.Fault]);
        Assert.Equal((byte)PenState.Running, raised[FaultData.State]);
        Assert.InRange(Wire.GetI32(raised, FaultData.Detail), 735, 765);
        Assert.Equal(1u << (int)FaultId.MotorOverTemperature, Wire.GetU32(raised, FaultData.LatchedMask));
        byte[] told = Event(bench, MessageId.FaultRaised);
        Assert.Equal((byte)FaultId.MotorOverTemperature, told[FaultRaisedEvent.Fault]);
        Assert.Equal((byte)PenState.Running, told[FaultRaisedEvent.State]);
        Assert.Equal(1, told[FaultRaisedEvent.IsFirst]);
        Assert.Equal(Wire.GetI32(raised, FaultData.Detail), Wire.GetI32(told, FaultRaisedEvent.Detail));
        Assert.Equal(Wire.GetU32(raised, LogRecord.UptimeMs), Wire.GetU32(told, FaultRaisedEvent.UptimeMs));
        byte[] ended = Event(bench, MessageId.RunEnded);
        Assert.Equal((byte)StopReason.Fault, ended[RunEndedEvent.Reason]);
        Assert.Equal((byte)FaultId.MotorOverTemperature, ended[RunEndedEvent.Fault]);
        bench.World.Heat.CaseCelsius = 30;
        bench.Run(500);
        bench.Ask(MessageId.Acknowledge);
        byte[] acknowledged = Last(bench, LogKind.FaultAcknowledged);
        Assert.Equal((byte)FaultId.MotorOverTemperature, acknowledged[FaultData.Fault]);
        Assert.Equal((byte)PenState.Fault, acknowledged[FaultData.State]);
        Assert.Equal(Wire.GetI32(raised, FaultData.Detail), Wire.GetI32(acknowledged, FaultData.Detail));
    }

    [Fact]
    public void ASecondFaultIsNotTheFirst()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseCelsius = 75;
        bench.Run(300);
        bench.World.Depth.PotOpen = true;
        bench.World.Gate.StuckOn = true;
        bench.Run(500);
        bench.Ask(MessageId.KeepAlive);
        byte[] second = bench.Unasked.Where(u => u.Message == MessageId.FaultRaised).ElementAt(1).Payload;
        Assert.Equal((byte)FaultId.GateFailed, second[FaultRaisedEvent.Fault]);
        Assert.Equal(0, second[FaultRaisedEvent.IsFirst]);
        Assert.Equal(FaultId.MotorOverTemperature, bench.FirstFault);
        byte[] record = Last(bench, LogKind.FaultRaised);
        Assert.Equal(
            (1u << (int)FaultId.MotorOverTemperature) | (1u << (int)FaultId.GateFailed),
            Wire.GetU32(record, FaultData.LatchedMask)
        );
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void StartClockSettingsCartridgeAndSessionAreTold()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles24, serial: 0x1122334455667788);
        Bench bench = Bench.Ready(cartridge: cartridge);
        byte[] boot = Last(bench, LogKind.Boot);
        byte[] hello = bench.Hello();
        Assert.Equal(
            hello.AsSpan(HelloAnswer.FirmwareMajor, 3).ToArray(),
            new[] { boot[BootData.Major], boot[BootData.Minor], boot[BootData.Patch] }
        );
        Assert.Equal((byte)SelfTestCheck.None, Last(bench, LogKind.SelfTest)[SelfTestData.FailedCheck]);
        Assert.Equal(0u, Wire.GetU32(Last(bench, LogKind.ClockSet), ClockSetData.OldUtcSeconds));
        bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_100_000u));
        Assert.InRange(Wire.GetU32(Last(bench, LogKind.ClockSet), ClockSetData.OldUtcSeconds), 1_800_000_000u, 1_800_000_100u);
        byte[] inserted = Last(bench, LogKind.CartridgeInserted);
        Assert.Equal((byte)CartridgeType.Needles24, inserted[CartridgeData.Type]);
        Assert.Equal(24, inserted[CartridgeData.Needles]);
        Assert.Equal(0, inserted[CartridgeData.Refusal]);
        Assert.Equal(cartridge.Serial[..8], inserted.AsSpan(CartridgeData.Serial, 8).ToArray());
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Disarm);
        bench.Ask(MessageId.SessionClose);
        byte[] opened = Last(bench, LogKind.SessionOpened);
        byte[] closed = Last(bench, LogKind.SessionClosed);
        Assert.Equal((1u, 0), (Wire.GetU32(opened, SessionData.Session), Wire.GetI32(opened, SessionData.RunningMs)));
        Assert.Equal(1u, Wire.GetU32(closed, SessionData.Session));
        Assert.InRange(Wire.GetI32(closed, SessionData.RunningMs), 950, 1150);
        byte[] stamped = Last(bench, LogKind.CartridgeStamped);
        Assert.Equal(1u, Wire.GetU32(stamped, StampedData.Session));
        Assert.Equal(cartridge.Serial[..8], stamped.AsSpan(StampedData.Serial, 8).ToArray());
        bench.Pen.RemoveCartridge();
        bench.Run(300);
        Assert.Equal((byte)CartridgeType.Unknown, Last(bench, LogKind.CartridgeRemoved)[CartridgeData.Type]);
        Assert.Equal((byte)CartridgeState.Absent, Event(bench, MessageId.CartridgeChanged)[CartridgeAnswer.State]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void AStartSaysWhetherTheWatchdogHadCutAndTheSettingsWereLost(bool settingsLost, bool gateWell)
    {
        Bench bench = Bench.Ready();
        if (settingsLost)
        {
            bench.DamageSettings();
        }

        bench.World.Gate.WatchdogStuck = gateWell;
        bench.Pen.Reset();
        bench.Pen.RunMillis(300);
        bench.Hello();
        // The external watchdog wakes up cut, unless it is broken: bit 1. Settings that were replaced: bit 0.
        Assert.Equal((settingsLost ? 1 : 0) | (gateWell ? 0 : 2), Last(bench, LogKind.Boot)[BootData.Flags]);
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void ASettingsChangeNamesOldNewAndByWhom()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 135, 2));
        byte[] changed = Last(bench, LogKind.SettingChanged);
        Assert.Equal((byte)SettingId.PresetSpeedHz, changed[SettingChangedData.Id]);
        Assert.Equal(2, changed[SettingChangedData.Actor]);
        Assert.Equal(100, Wire.GetI32(changed, SettingChangedData.OldValue));
        Assert.Equal(135, Wire.GetI32(changed, SettingChangedData.NewValue));
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void AServiceActionNamesWhatWasDone()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.ServiceEnter);
        Assert.Equal((byte)ServiceAction.Entered, Last(bench, LogKind.ServiceAction)[ServiceData.Action]);
        bench.Ask(MessageId.ServiceDepth, [0xE8, 0x03]);
        byte[] moved = Last(bench, LogKind.ServiceAction);
        Assert.Equal(
            ((byte)ServiceAction.DepthMoved, 1000),
            (moved[ServiceData.Action], Wire.GetI32(moved, ServiceData.Value))
        );
        bench.Ask(MessageId.ServiceSpin, [60, 0]);
        byte[] spun = Last(bench, LogKind.ServiceAction);
        Assert.Equal(((byte)ServiceAction.SpinAllowed, 60), (spun[ServiceData.Action], Wire.GetI32(spun, ServiceData.Value)));
    }

    [Theory]
    [InlineData(-5000, -128)]
    [InlineData(5000, 127)]
    public void WhatDoesNotFitIntoARecordIsTheMostThatDoes(int errorMicrons, int told)
    {
        Bench bench = FaultBench.Running();
        // No stop gets this far, and a record must not claim the opposite where one does.
        bench.Pen.Firmware!.Parts.Statistics.Depth(errorMicrons);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        Assert.Equal(told, (sbyte)Last(bench, LogKind.RunEnded)[RunEndedData.WorstDepthError]);
    }

    [Fact]
    public void EveryChangeOfStateIsToldWithItsReason()
    {
        Bench bench = Bench.Ready();
        bench.Unasked.Clear();
        bench.Start(1000, 120);
        bench.Run(300);
        bench.Pen.ReleaseTrigger();
        bench.Run(300);
        bench.Ask(MessageId.Disarm);
        bench.Run(300);
        (PenState, PenState, StopReason)[] told =
        [
            .. bench
                .Unasked.Where(u => u.Message == MessageId.StateChanged)
                .Select(u =>
                    (
                        (PenState)u.Payload[StateChangedEvent.OldState],
                        (PenState)u.Payload[StateChangedEvent.NewState],
                        (StopReason)u.Payload[StateChangedEvent.Reason]
                    )
                ),
        ];
        Assert.Equal(
            [
                (PenState.Standby, PenState.Ready, StopReason.None),
                (PenState.Ready, PenState.Running, StopReason.None),
                (PenState.Running, PenState.Ready, StopReason.TriggerReleased),
                (PenState.Ready, PenState.Standby, StopReason.HostDisarm),
            ],
            told
        );
    }
}
