using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Runs: who starts, who stops, what is kept, and what a tick costs.</summary>
public class RunTests
{
    [Fact]
    [Trait("Covers", "LOG-1")]
    public void StrokesInTheLogAreStrokesInThePhysicsRunByRun()
    {
        Bench bench = Bench.Ready();
        foreach (int ms in new[] { 8000, 4000 })
        {
            double before = bench.World.Motor.Strokes;
            bench.Start(1000, 120);
            bench.Run(ms);
            bench.Pen.ReleaseTrigger();
            bench.Run(500);
            byte[] record = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded);
            double truth = bench.World.Motor.Strokes - before;
            Assert.InRange(Wire.GetU16(record, RunEndedData.Strokes), truth * 0.99, truth * 1.01);
            Assert.Equal((byte)StopReason.TriggerReleased, record[RunEndedData.StopReason]);
            bench.Ask(MessageId.Disarm);
            bench.Run(500);
        }
    }

    [Fact]
    [Trait("Covers", "P1")]
    public void InToggleModeAPressStartsAndTheNextStops()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.TriggerMode, 1));
        bench.Start(1000, 120);
        bench.Pen.ReleaseTrigger();
        bench.Run(1000);
        Assert.Equal(PenState.Running, bench.State);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(100);
        Assert.False(bench.World.Gate.On);
        Assert.Equal(PenState.Ready, bench.State);
    }

    [Theory]
    [Trait("Covers", "LOG-3")]
    [InlineData(1000, 0)]
    [InlineData(7000, 580)]
    public void ARunThatWasCutIsClosedFromWhatIsKnownOfIt(int ms, int leastStrokes)
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(ms);
        bench.Pen.PowerOff();
        bench.Pen.RunMillis(500);
        bench.Pen.ReleaseTrigger();
        foreach (int starts in new[] { 1, 2 })
        {
            bench.Pen.PowerOn();
            bench.Pen.RunMillis(100);
            bench.Hello();
            bench.Pen.RunMillis(1500);
            byte[] closed = Assert.Single(LogReader.Read(bench), r => r[LogRecord.Kind] == (byte)LogKind.RunInterrupted);
            Assert.Equal(1 + starts, (int)Wire.GetU32(bench.Hello(), HelloAnswer.BootCount));
            Assert.InRange(Wire.GetU16(closed, RunEndedData.Strokes), leastStrokes, leastStrokes + 20);
            Assert.Equal((byte)StopReason.PowerLost, closed[RunEndedData.StopReason]);
        }
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void ARunBegunWhileTheMotorStillTurnsClosesTheOneBefore()
    {
        Bench bench = FaultBench.Running(150);
        double before = bench.World.Motor.Strokes;
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(20);
        bench.Pen.PressTrigger();
        bench.Run(1000);
        bench.Pen.ReleaseTrigger();
        bench.Run(600);
        byte[][] runs = [.. LogReader.Read(bench).Where(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded)];
        Assert.Equal(2, runs.Length);
        Assert.InRange(Wire.GetU16(runs[0], RunEndedData.Strokes), before, before + 12);
        int sum = runs.Sum(r => Wire.GetU16(r, RunEndedData.Strokes));
        Assert.InRange(sum, bench.World.Motor.Strokes - 2, bench.World.Motor.Strokes + 1);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "P1")]
    public void ATriggerHeldSinceBeforeDoesNotStart()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(500);
        bench.Ask(MessageId.Stop);
        bench.Run(1000);
        Assert.Equal(PenState.Ready, bench.State);
        Assert.False(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Run(200);
        bench.Pen.PressTrigger();
        bench.Run(200);
        Assert.True(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    [Trait("Covers", "P6")]
    public void APowerCutInARunIsFoundAtTheNextStartAndNothingIsLost()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(12_000);
        bench.Pen.PowerOff();
        bench.Pen.RunMillis(500);
        Assert.Equal(0, bench.World.Motor.SpeedHz);
        bench.Pen.PowerOn();
        bench.Pen.ReleaseTrigger();
        bench.Hello();
        bench.Pen.RunMillis(1500);
        var log = LogReader.Read(bench);
        byte[] closed = Assert.Single(log, r => r[LogRecord.Kind] == (byte)LogKind.RunInterrupted);
        Assert.InRange(Wire.GetU16(closed, RunEndedData.Strokes), 1150, 1250);
        Assert.Equal(2, Wire.GetU16(closed, LogRecord.BootCount));
        Assert.Equal(PenState.Standby, bench.State);
    }

    [Fact]
    [Trait("Covers", "P6")]
    public void SettingsCutAtAnyByteOfAWriteAreTheOldOrTheNewNeverMixed()
    {
        for (int bytes = 1; bytes <= 70; bytes++)
        {
            Bench bench = Bench.Ready();
            bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 77));
            bench.ExpectAnswer();
            bench.Pen.RunMillis(100);
            bench.World.Fram.CutAfterBytes = bytes;
            byte[] write = Bench.SettingPayload(SettingId.PresetSpeedHz, 99);
            bench.Pen.HostWrite(bench.Frame(MessageId.SettingWrite, 5000, write));
            bench.Pen.RunMillis(200);
            bench.Pen.PowerOn();
            bench.Hello();
            bench.Pen.RunMillis(1500);
            int value = Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.PresetSpeedHz]), SettingAnswer.Value);
            Assert.True(value is 77 or 99, $"{value} after a cut at byte {bytes}");
            Assert.Equal(PenState.Standby, bench.State);
            LogReader.Read(bench);
        }
    }

    [Fact]
    [Trait("Covers", "FLT-15")]
    public void Flt15DamagedSettingsAreReplacedBySafeOnesAndWaitForAPerson()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, [(byte)SettingId.Buzzer, 0, 0, 0, 0, 0, 0, 0]);
        bench.World.Fram.Bytes[0x010] ^= 4;
        bench.World.Fram.Bytes[0x090] ^= 4;
        bench.Pen.Reset();
        bench.Hello();
        Assert.Equal(FaultId.SettingsCorrupt, bench.FirstFault);
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        bench.Pen.Reset();
        bench.Hello();
        Assert.Equal(FaultId.None, bench.FirstFault);
    }

    [Theory]
    [Trait("Covers", "LIM-9")]
    [Trait("Covers", "FLT-12")]
    [InlineData(CartridgeRefusal.NoAnswer)]
    [InlineData(CartridgeRefusal.BadChecksum)]
    [InlineData(CartridgeRefusal.UnknownLayout)]
    [InlineData(CartridgeRefusal.UnknownType)]
    [InlineData(CartridgeRefusal.Implausible)]
    public void ACartridgeThatIsNotRightIsRefusedWithItsReason(CartridgeRefusal reason)
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Pen.RunMillis(200);
        CartridgeImage image = CartridgeImage.Make(CartridgeType.Needles12);
        image.Silent = reason == CartridgeRefusal.NoAnswer;
        image.Memory[CartridgeProfile.Layout] = reason == CartridgeRefusal.UnknownLayout ? (byte)2 : (byte)1;
        image.Memory[CartridgeProfile.Type] = reason == CartridgeRefusal.UnknownType ? (byte)77 : (byte)1;
        image.Memory[CartridgeProfile.Needles] = reason == CartridgeRefusal.Implausible ? (byte)13 : (byte)12;
        image.Seal();
        image.Memory[CartridgeProfile.Lot] ^= reason == CartridgeRefusal.BadChecksum ? (byte)1 : (byte)0;
        bench.Pen.Insert(image);
        bench.Pen.RunMillis(400);
        byte[] answer = bench.Ask(MessageId.Cartridge);
        Assert.Equal(CartridgeState.Refused, (CartridgeState)answer[CartridgeAnswer.State]);
        Assert.Equal(reason, (CartridgeRefusal)answer[CartridgeAnswer.Refusal]);
    }

    [Fact]
    public void TheSameSeedIsTheSameRunBitByBit()
    {
        (double, long, int) Treat()
        {
            Bench bench = Bench.Ready(new SimulationOptions { Seed = 42, TickJitterMaxMicros = 12_000 });
            bench.Start(1000, 110);
            bench.World.Skin.Press();
            bench.Run(3000);
            return (bench.World.Motor.Strokes, bench.World.Micros, Crc(bench.World.Fram.Bytes));
        }

        Assert.Equal(Treat(), Treat());
    }

    [Fact]
    [Trait("Covers", "CTL-1")]
    public void JitteredTicksHoldTheSpeed()
    {
        Bench bench = Bench.Ready(new SimulationOptions { Seed = 5, TickJitterMaxMicros = 14_000 });
        bench.World.Skin.NewtonsPerNeedle = 0.1;
        bench.Start(1500, 110);
        bench.Run(1000);
        bench.World.Skin.Press();
        bench.Run(3000);
        Assert.Equal(PenState.Running, bench.State);
        Assert.InRange(Wire.GetU16(bench.Ask(MessageId.Status), StatusAnswer.MeasuredSpeedCentiHz), 10_700, 11_300);
    }

    private static int Crc(byte[] bytes) => bytes.Aggregate(17, (h, b) => unchecked((h * 31) + b));
}
