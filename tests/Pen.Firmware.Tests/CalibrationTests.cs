using System;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Calibration takes a board's errors out of what it reads, and can hide no fault further than its ranges say.</summary>
public class CalibrationTests
{
    private static void Set(Bench bench, SettingId id, int value)
    {
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(id, value, 2));
        bench.ExpectAnswer();
    }

    /// <summary>Mean of what a technician reads, over half a second.</summary>
    private static double Mean(Bench bench, int offset) =>
        Enumerable.Range(0, 50).Average(_ => (double)Wire.GetU16(bench.Ask(MessageId.ServiceReadings), offset));

    private static Bench Spinning(Action<Bench>? before = null)
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        before?.Invoke(bench);
        bench.Ask(MessageId.ServiceEnter);
        bench.Ask(MessageId.ServiceSpin, [100, 0]);
        bench.Pen.PressTrigger();
        bench.Run(1000);
        return bench;
    }

    [Theory]
    [InlineData(SettingId.CurrentOffsetMilliamps, -100, 100)]
    [InlineData(SettingId.CurrentGainPermille, 900, 1100)]
    [InlineData(SettingId.BatteryGainPermille, 900, 1100)]
    [InlineData(SettingId.HardwareRevision, 0, 99)]
    [InlineData(SettingId.CalibrationDay, 0, 65535)]
    public void BeyondItsRangeASettingIsRefusedAndStaysAsItIs(SettingId id, int lowest, int highest)
    {
        Bench bench = Bench.Ready();
        Set(bench, id, lowest);
        Set(bench, id, highest);
        foreach ((int value, int limit) in new[] { (lowest - 1, lowest), (highest + 1, highest), (int.MinValue, lowest) })
        {
            bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(id, value, 2));
            BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.SettingValue, LimitOrigin.Setting, limit);
        }

        Assert.Equal(highest, Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)id]), SettingAnswer.Value));
    }

    [Fact]
    public void OffsetAndGainMakeTheCurrentTheTrueOne()
    {
        Bench bench = Spinning(b =>
        {
            b.World.Motor.FrictionFactor = 5;
            b.World.CurrentSensorOffsetAmps = 0.030;
            b.World.CurrentSensorGain = 1 / 1.05;
            Set(b, SettingId.CurrentOffsetMilliamps, 30);
            Set(b, SettingId.CurrentGainPermille, 1050);
        });
        double trueMilliamps = 0;
        double shown = 0;
        double counts = 0;
        for (int i = 0; i < 100; i++)
        {
            byte[] answer = bench.Ask(MessageId.ServiceReadings);
            trueMilliamps += bench.World.FilteredAmps * 10;
            shown += Wire.GetU16(answer, ServiceReadingsAnswer.CurrentMilliamps) / 100.0;
            counts += Wire.GetU16(answer, ServiceReadingsAnswer.CurrentCounts) / 100.0;
        }

        Assert.InRange(shown, trueMilliamps - 4, trueMilliamps + 4);
        Assert.InRange(counts * 3300 / 4095 / 2, (trueMilliamps / 1.05) + 26, (trueMilliamps / 1.05) + 34);
        BenchAssert.Sound(bench);
    }

    [Fact]
    public void ACurrentBelowNothingReadsAsNothing()
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.CurrentOffsetMilliamps, 100);
        Assert.Equal(0, Mean(bench, ServiceReadingsAnswer.CurrentMilliamps));
        Set(bench, SettingId.CurrentOffsetMilliamps, -100);
        Assert.InRange(Mean(bench, ServiceReadingsAnswer.CurrentMilliamps), 100, 104);
    }

    [Fact]
    public void TheGainMakesTheCellsVoltageTheTrueOne()
    {
        Bench bench = Bench.Ready();
        bench.World.Cell.DividerGain = 0.95;
        double counts = Mean(bench, ServiceReadingsAnswer.BatteryCounts);
        Set(bench, SettingId.BatteryGainPermille, 1053);
        double volts = Mean(bench, ServiceReadingsAnswer.BatteryMillivolts) / 1000;
        Assert.InRange(volts, bench.World.Cell.TerminalVolts - 0.01, bench.World.Cell.TerminalVolts + 0.01);
        double after = Mean(bench, ServiceReadingsAnswer.BatteryCounts);
        Assert.InRange(after, counts - 2, counts + 2);
    }

    /// <summary>What the ranges of the settings promise (SettingTable): the most senseless values move a limit by this and no more.</summary>
    [Fact]
    [Trait("Covers", "FLT-2")]
    [Trait("Covers", "SRV-6")]
    public void AMotorThatDrawsTooMuchIsStoppedWhateverTheCalibration()
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.CurrentOffsetMilliamps, SettingTable.Max(SettingId.CurrentOffsetMilliamps));
        Set(bench, SettingId.CurrentGainPermille, SettingTable.Min(SettingId.CurrentGainPermille));
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.World.CurrentSensorOffsetAmps = 1.22 - bench.World.FilteredAmps;
        bench.World.Motor.Blocked = false;
        FaultBench.UntilCut(bench, 200);
        FaultBench.Latched(bench, FaultId.OverCurrent);
    }

    [Theory]
    [Trait("Covers", "FLT-1")]
    [InlineData(-100, 900)]
    [InlineData(-100, 1100)]
    [InlineData(100, 900)]
    [InlineData(100, 1100)]
    [Trait("Covers", "SRV-6")]
    public void ABlockedRotorIsFoundWhateverTheCalibration(int offset, int gain)
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.CurrentOffsetMilliamps, offset);
        Set(bench, SettingId.CurrentGainPermille, gain);
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.World.Motor.Blocked = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 150);
        FaultBench.Latched(bench, FaultId.Stall);
    }

    [Theory]
    [Trait("Covers", "FLT-10")]
    [InlineData(2.97, true)]
    [InlineData(3.06, false)]
    [Trait("Covers", "SRV-6")]
    public void AnEmptyCellStopsTheMotorWhateverTheCalibration(double shownVolts, bool stops)
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.BatteryGainPermille, SettingTable.Max(SettingId.BatteryGainPermille));
        bench.Start(1000, 100);
        bench.Run(1000);
        bench.World.Cell.DividerGain = shownVolts / bench.World.Cell.TerminalVolts;
        bench.Run(500);
        Assert.Equal(stops ? PenState.Fault : PenState.Running, bench.State);
        Assert.Equal(stops ? FaultId.BatteryCritical : FaultId.None, bench.FirstFault);
    }

    /// <summary>A gain moves no rail: a broken divider is seen as one.</summary>
    [Fact]
    [Trait("Covers", "FLT-14")]
    [Trait("Covers", "SRV-6")]
    public void ABrokenDividerIsASensorOutOfRangeWhateverTheCalibration()
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.BatteryGainPermille, SettingTable.Max(SettingId.BatteryGainPermille));
        bench.World.Cell.DividerOpen = true;
        bench.Pen.RunMillis(200);
        Assert.Equal(FaultId.SensorOutOfRange, bench.FirstFault);
    }

    /// <summary>Nothing has moved, so it is no jump (FLT-14), however far the new calibration is from the old one.</summary>
    [Fact]
    public void AnotherDepthCalibrationIsNoFault()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RunMillis(100);
        double stop = bench.World.Depth.StopMm;
        foreach (
            (SettingId id, int value) in new[]
            {
                (SettingId.DepthZeroCounts, 900),
                (SettingId.DepthZeroCounts, 300),
                (SettingId.DepthCountsPerMm, 600),
                (SettingId.DepthZeroCounts, 900),
                (SettingId.DepthCountsPerMm, 1000),
            }
        )
        {
            Set(bench, id, value);
        }

        bench.Pen.RunMillis(300);
        Assert.Equal((PenState.Standby, FaultId.None), (bench.State, bench.FirstFault));
        Assert.Equal(stop, bench.World.Depth.StopMm, 3);
        bench.World.Depth.PotOffsetMm = 0.6;
        bench.Pen.RunMillis(100);
        Assert.Equal(FaultId.SensorOutOfRange, bench.FirstFault);
    }

    [Fact]
    public void ReadingsAreThoseOfTheWorld()
    {
        Bench bench = Spinning();
        double strokes = bench.World.Motor.Strokes;
        byte[] first = bench.Ask(MessageId.ServiceReadings);
        bench.Run(2000);
        byte[] last = bench.Ask(MessageId.ServiceReadings);
        double edges =
            Wire.GetU32(last, ServiceReadingsAnswer.EncoderEdges) - Wire.GetU32(first, ServiceReadingsAnswer.EncoderEdges);
        double ms = Wire.GetU32(last, ServiceReadingsAnswer.UptimeMs) - Wire.GetU32(first, ServiceReadingsAnswer.UptimeMs);
        Assert.InRange(edges / 128 / ms * 1000, 99.5, 100.5);
        Assert.InRange(bench.World.Motor.Strokes - strokes, edges / 128, (edges / 128) + 10);
        Assert.InRange(Wire.GetU16(last, ServiceReadingsAnswer.MeasuredSpeedCentiHz), 9900, 10100);
        Assert.InRange(Wire.GetU16(last, ServiceReadingsAnswer.GateCounts), 4000, 4095);
        Assert.InRange(Wire.GetU16(last, ServiceReadingsAnswer.MotorThermistorCounts), 1000, 3000);
        Assert.InRange(Wire.GetU16(last, ServiceReadingsAnswer.BoardThermistorCounts), 1000, 3000);
        Assert.Equal(PenState.Service, (PenState)last[ServiceReadingsAnswer.State]);
        Assert.Equal(bench.Flags, Wire.GetU16(last, ServiceReadingsAnswer.Flags));
        bench.Pen.ReleaseTrigger();
        bench.Ask(MessageId.ServiceDepth, [0xE8, 0x03]);
        bench.Run(1000);
        byte[] out1 = bench.Ask(MessageId.ServiceReadings);
        Assert.InRange(Wire.GetU16(out1, ServiceReadingsAnswer.DepthHalfCounts), 2940, 3060);
        Assert.InRange(Wire.GetI16(out1, ServiceReadingsAnswer.MeasuredDepthMicrons), 960, 1040);
        Assert.InRange(Wire.GetU16(out1, ServiceReadingsAnswer.ServoPulseMicros), 1330, 1370);
    }

    [Fact]
    public void ARunningPenHasBetterToDo()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 100);
        bench.Ask(MessageId.ServiceReadings);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Service);
        bench.Pen.ReleaseTrigger();
        bench.Run(1000);
        bench.Ask(MessageId.ServiceReadings);
        bench.ExpectAnswer();
    }
}
