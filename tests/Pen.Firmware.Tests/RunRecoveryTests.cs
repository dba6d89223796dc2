using System.Linq;
using Pen.Protocol;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>A run that loses its power is closed at the next start, from what the log and the cartridge know of it.</summary>
public class RunRecoveryTests
{
    private static byte[][] AfterCut(Bench bench)
    {
        bench.Pen.PowerOff();
        bench.Pen.ReleaseTrigger();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(3000);
        bench.Hello();
        return [.. LogReader.Read(bench)];
    }

    private static byte[] Single(byte[][] log, LogKind kind) => Assert.Single(log, r => r[LogRecord.Kind] == (byte)kind);

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void ARunWithoutACheckpointIsClosedWithWhatTheCartridgeKept()
    {
        Bench bench = FaultBench.Running();
        bench.Run(3500);
        double made = bench.World.Motor.Strokes;
        byte[][] log = AfterCut(bench);
        byte[] interrupted = Single(log, LogKind.RunInterrupted);
        Assert.Equal(0, Wire.GetU16(interrupted, RunEndedData.Strokes));
        Assert.Equal((byte)StopReason.PowerLost, interrupted[RunEndedData.StopReason]);
        byte[] amended = Single(log, LogKind.RunAmended);
        Assert.InRange(Wire.GetU16(amended, RunEndedData.Strokes), 2.5 * 120 - 40, made);
        Assert.InRange(Wire.GetU16(amended, RunEndedData.DurationCentiseconds), 249, 260);
        Assert.Equal((byte)StopReason.PowerLost, amended[RunEndedData.StopReason]);
        Assert.Empty(bench.World.Watch.Violations);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void TheCartridgeAddsWhatCameBehindTheLastCheckpoint()
    {
        Bench bench = FaultBench.Running();
        bench.Run(8500);
        byte[][] log = AfterCut(bench);
        byte[] checkpoint = Single(log, LogKind.RunCheckpoint);
        byte[] interrupted = Single(log, LogKind.RunInterrupted);
        Assert.Equal(checkpoint[LogRecord.Data..RunEndedData.StopReason], interrupted[LogRecord.Data..RunEndedData.StopReason]);
        int beyond = Wire.GetU16(Single(log, LogKind.RunAmended), RunEndedData.Strokes);
        Assert.InRange(beyond, (int)(2.45 * 120), (int)(2.55 * 120));
        // Once told it is told.
        Assert.Single(AfterCut(bench), r => r[LogRecord.Kind] == (byte)LogKind.RunAmended);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void AnotherCartridgeOrAnEarlierRunAddsNothing()
    {
        Bench bench = FaultBench.Running();
        bench.Run(3500);
        bench.Pen.PowerOff();
        bench.Pen.ReleaseTrigger();
        bench.Pen.RemoveCartridge();
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12, serial: 2));
        byte[][] log = AfterCut(bench);
        Single(log, LogKind.RunInterrupted);
        Assert.DoesNotContain(log, r => r[LogRecord.Kind] == (byte)LogKind.RunAmended);

        bench = FaultBench.Running();
        bench.Run(3500);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Pen.PressTrigger();
        bench.Run(1000);
        log = AfterCut(bench);
        Single(log, LogKind.RunInterrupted);
        Assert.DoesNotContain(log, r => r[LogRecord.Kind] == (byte)LogKind.RunAmended);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void WhatElseWasWrittenInTheRunHidesItNot()
    {
        Bench bench = FaultBench.Running();
        bench.Run(5500);
        for (int i = 0; i < 20; i++)
        {
            bench.Ask(MessageId.ClockSet, System.BitConverter.GetBytes(1_800_000_100u));
        }

        byte[][] log = AfterCut(bench);
        Assert.True(Wire.GetU16(Single(log, LogKind.RunInterrupted), RunEndedData.Strokes) > 500);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void ARunThatEndedIsNotClosedAgain()
    {
        Bench bench = FaultBench.Running();
        bench.Run(3000);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        byte[][] log = AfterCut(bench);
        Assert.DoesNotContain(log, r => (LogKind)r[LogRecord.Kind] is LogKind.RunInterrupted or LogKind.RunAmended);
        Assert.Equal(2, log.Count(r => r[LogRecord.Kind] == (byte)LogKind.Boot));
        log = AfterCut(bench);
        Assert.DoesNotContain(log, r => (LogKind)r[LogRecord.Kind] is LogKind.RunInterrupted or LogKind.RunAmended);
    }

    /// <summary>A start reads 64 records back at most; a run whose last record lies further back is not looked for.</summary>
    [Fact]
    [Trait("Covers", "LOG-3")]
    public void TheLookBackIsBounded()
    {
        Bench bench = FaultBench.Running();
        bench.Run(300);
        for (int i = 0; i < 70; i++)
        {
            bench.Ask(MessageId.ClockSet, System.BitConverter.GetBytes(1_800_000_100u));
        }

        byte[][] log = AfterCut(bench);
        Assert.DoesNotContain(log, r => (LogKind)r[LogRecord.Kind] is LogKind.RunInterrupted);
    }
}
