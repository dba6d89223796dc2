using System;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>
/// The hardware gate against firmware that has gone wrong: the motor is without drive within 250 ms, and stays so until the
/// firmware has proved itself again.
/// </summary>
public class GateTests
{
    private const double CutMs = 250;

    /// <summary>No drive from now on, whatever the hand does.</summary>
    private static void StaysCut(Bench bench)
    {
        for (int press = 0; press < 5; press++)
        {
            bench.Pen.PressTrigger();
            bench.Pen.RunMillis(400);
            Assert.False(bench.World.Gate.On);
            bench.Pen.ReleaseTrigger();
            bench.Pen.RunMillis(200);
            Assert.False(bench.World.Gate.On);
        }

        Assert.Equal(0, bench.World.Motor.SpeedHz);
    }

    [Fact]
    [Trait("Covers", "FLT-19")]
    [Trait("Covers", "GATE-2")]
    public void AFrozenInterpreterWhosePwmGoesOnIsCut()
    {
        Bench bench = FaultBench.Running(150);
        bench.Pen.Frozen = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, CutMs);
        StaysCut(bench);
    }

    [Fact]
    [Trait("Covers", "GATE-2")]
    public void AnExceptionInTheTickCutsAtOnceAndTheHardwareKeepsItCut()
    {
        Bench bench = FaultBench.Running();
        bench.Pen.Chip.BreakNextTick = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 20);
        Assert.NotEqual("", bench.Pen.FirmwareFailure);
        bench.Pen.RunMillis(400);
        Assert.False(bench.World.Gate.WatchdogOk);
        StaysCut(bench);
    }

    [Theory]
    [Trait("Covers", "GATE-2")]
    [InlineData(30)]
    [InlineData(150)]
    [InlineData(400)]
    public void ACrashLoopNeverDrives(int upMillis)
    {
        Bench bench = FaultBench.Running();
        for (int crash = 0; crash < 20; crash++)
        {
            bench.Pen.Reset();
            double drivenUntil = FaultBench.DrivenMs(bench, upMillis);
            Assert.InRange(drivenUntil, 0, 1);
        }
    }

    [Fact]
    [Trait("Covers", "GATE-1")]
    [Trait("Covers", "GATE-2")]
    [Trait("Covers", "FLT-13")]
    public void AnEnablePinStuckHighDrivesNothingWithoutTheHandAndIsFound()
    {
        Bench bench = FaultBench.Running();
        bench.World.Gate.EnableStuckHigh = true;
        bench.Pen.ReleaseTrigger();
        // Enable cannot fall any more, so the start latch stays set: the missing kicks must cut.
        Assert.InRange(FaultBench.UntilCut(bench), 0, CutMs);
        bench.Pen.RunMillis(600);
        Assert.Equal(FaultId.GateFailed, bench.FirstFault);
        StaysCut(bench);
    }

    [Fact]
    [Trait("Covers", "GATE-1")]
    [Trait("Covers", "GATE-2")]
    public void MissingKicksCutAlthoughEverythingElseGoesOn()
    {
        Bench bench = FaultBench.Running();
        bench.World.Gate.KickLineBroken = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, CutMs);
        bench.Pen.RunMillis(300);
        Assert.Equal(PenState.Fault, bench.State);
        Assert.Equal(FaultId.FirmwareHang, bench.FirstFault);
        StaysCut(bench);
    }

    [Theory]
    [Trait("Covers", "FLT-13")]
    [InlineData(true)]
    [InlineData(false)]
    public void AGateThatIsOffThoughAskedIsAFaultWithin100Ms(bool fromTheStart)
    {
        Bench bench = fromTheStart ? Bench.Ready() : FaultBench.Running();
        bench.World.Gate.StuckOff = true;
        if (fromTheStart)
        {
            bench.Prepare(1000, 120);
            bench.Ask(MessageId.Arm);
            bench.Run(600);
            bench.Pen.PressTrigger();
            bench.Pen.RunMillis(30);
        }

        bench.Pen.RunMillis(100);
        Assert.Equal(FaultId.GateFailed, bench.FirstFault);
        Assert.Equal(PenState.Fault, bench.State);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "GATE-3")]
    public void AfterACutOnlyAPassedSelfTestAndANewPressDrive()
    {
        Bench bench = FaultBench.Running();
        bench.Pen.Frozen = true;
        FaultBench.UntilCut(bench);
        bench.Pen.Frozen = false;
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(100);
        Assert.Equal(PenState.Fault, bench.State);
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        bench.Start(1000, 120);
        Assert.True(bench.World.Gate.On);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "P4")]
    public void WithoutPowerTheMotorCoastsAndTheSpringTakesTheNeedlesIn()
    {
        Bench bench = FaultBench.Running(150);
        bench.Pen.PowerOff();
        long start = bench.World.Micros;
        Assert.True(bench.Pen.RunUntil(() => bench.World.Motor.SpeedHz < 5, 3000));
        // Friction alone takes longer than the brake's 100 ms.
        Assert.InRange((bench.World.Micros - start) / 1000.0, 150, 1500);
        Assert.False(bench.World.Gate.On);
        bench.Pen.RunMillis(200);
        Assert.Equal(0, bench.World.ReachMm);
    }

    [Theory]
    [Trait("Covers", "ST-1")]
    [Trait("Covers", "ST-2")]
    [InlineData(SelfTestCheck.MotorThermistor, FaultId.SensorOutOfRange)]
    [InlineData(SelfTestCheck.BoardThermistor, FaultId.SensorOutOfRange)]
    [InlineData(SelfTestCheck.DepthPotentiometer, FaultId.SensorOutOfRange)]
    [InlineData(SelfTestCheck.Battery, FaultId.SensorOutOfRange)]
    [InlineData(SelfTestCheck.TachometerQuiet, FaultId.GateFailed)]
    [InlineData(SelfTestCheck.TriggerBlocks, FaultId.GateFailed)]
    [InlineData(SelfTestCheck.WatchdogResets, FaultId.GateFailed)]
    [InlineData(SelfTestCheck.SettingsStored, FaultId.SettingsCorrupt)]
    [InlineData(SelfTestCheck.LogStored, FaultId.LogDamaged)]
    [InlineData(SelfTestCheck.DepthSecondPoint, FaultId.DepthTimeout)]
    public void TheSelfTestNamesTheCheckThatFailed(SelfTestCheck check, FaultId fault)
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Sleep);
        bench.Pen.RunMillis(500);
        // In Sleep nothing is watched, so it is the self-test that finds what broke.
        Break(bench, check);
        bench.Ask(MessageId.KeepAlive);
        if (check == SelfTestCheck.DepthSecondPoint)
        {
            // It homes, and sticks on its way out.
            Assert.True(bench.Pen.RunUntil(() => bench.World.Depth.StopMm > 0.1, 2000));
            bench.World.Depth.Stuck = true;
        }

        bench.Pen.RunMillis(3000);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal((byte)PenState.Fault, status[StatusAnswer.State]);
        Assert.Equal(check, (SelfTestCheck)status[StatusAnswer.FailedCheck]);
        Assert.Equal(fault, (FaultId)status[StatusAnswer.FirstFault]);
        Assert.NotEqual("", SelfTestText.Advice(check));
    }

    private static void Break(Bench bench, SelfTestCheck check)
    {
        PenWorld world = bench.World;
        switch (check)
        {
            case SelfTestCheck.MotorThermistor:
                world.Heat.CaseThermistorOpen = true;
                break;
            case SelfTestCheck.BoardThermistor:
                world.Heat.BoardThermistorShorted = true;
                break;
            case SelfTestCheck.DepthPotentiometer:
                world.Depth.PotOpen = true;
                break;
            case SelfTestCheck.Battery:
                world.Cell.DividerOpen = true;
                break;
            case SelfTestCheck.TachometerQuiet:
                world.Motor.TachometerChatterHz = 2000;
                break;
            case SelfTestCheck.TriggerBlocks:
                world.Gate.StartLatchStuck = true;
                break;
            case SelfTestCheck.WatchdogResets:
                world.Gate.KickLineBroken = true;
                break;
            case SelfTestCheck.SettingsStored:
                world.Fram.Silent = true;
                break;
            case SelfTestCheck.LogStored:
                uint newest = bench.Pen.Firmware!.Parts.Log.Head - 1;
                world.Fram.Bytes[MemoryMap.Log + ((int)(newest - 1) * LogRecord.Length) + LogRecord.UptimeMs] ^= 0x10;
                break;
            case SelfTestCheck.DepthSecondPoint:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(check), check, "No way to break this is known.");
        }
    }
}
