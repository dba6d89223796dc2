using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;
using static Pen.Firmware.Tests.FaultBench;

namespace Pen.Firmware.Tests;

/// <summary>Each fault provoked through the physics, its reaction timed in the physics.</summary>
public class FaultTests
{
    [Theory]
    [Trait("Covers", "FLT-1")]
    [Trait("Covers", "P4")]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(150)]
    public void Flt1ABlockedMotorIsCutWithin150Ms(int speedHz)
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, speedHz);
        bench.Run(1000);
        bench.World.Motor.Blocked = true;
        Assert.InRange(UntilCut(bench), 0, 150);
        Latched(bench, FaultId.Stall);
        Assert.True(bench.World.Depth.StopMm <= 0);
    }

    /// <summary>With stall current the rule holds after 30 ms and not only after 100: the current's rise and two ticks come to it.</summary>
    [Theory]
    [Trait("Covers", "FLT-1")]
    [InlineData(100)]
    [InlineData(150)]
    public void Flt1StallCurrentShortensTheReaction(int speedHz)
    {
        Bench bench = FaultBench.Running(speedHz);
        bench.World.Motor.Blocked = true;
        Assert.InRange(UntilCut(bench), 30, 90);
    }

    [Fact]
    [Trait("Covers", "FLT-1")]
    public void Flt1AnOpenWindingIsAStallWhateverTheCurrent()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 100);
        bench.Run(1000);
        bench.World.Motor.WindingOpen = true;
        UntilCut(bench);
        Latched(bench, FaultId.Stall);
    }

    [Fact]
    [Trait("Covers", "FLT-2")]
    public void Flt2ShortedTurnsDrawTooMuchCurrent()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.World.Motor.WorkingTurns = 0.4;
        bench.World.Motor.FrictionFactor = 6;
        UntilCut(bench);
        Latched(bench, FaultId.OverCurrent);
    }

    [Theory]
    [Trait("Covers", "FLT-5")]
    [InlineData(60)]
    [InlineData(120)]
    public void Flt5ABrokenTachometerWireIsNotAStall(int speedHz)
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, speedHz);
        bench.Run(1000);
        bench.World.Motor.TachometerBroken = true;
        Assert.InRange(UntilCut(bench), 0, 150);
        Latched(bench, FaultId.TachometerLost);
    }

    [Theory]
    [Trait("Covers", "FLT-6")]
    [InlineData(2.0)]
    [InlineData(-2.0)]
    public void Flt6ADriftingDepthStopIsCut(double mmPerSecond)
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.World.Depth.DriftMmPerSecond = mmPerSecond;
        UntilCut(bench);
        Assert.InRange(bench.World.Watch.DeepestReachMm, 0.9, 1.15);
        Assert.Equal(FaultId.DepthMismatch, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "FLT-6")]
    public void Flt6AboutToPierceDeeperIsCutBeforeATenthOfAMillimetre()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.World.Depth.DriftMmPerSecond = 1;
        UntilCut(bench);
        Assert.InRange(bench.World.Watch.DeepestReachMm, 1.0, 1.10);
        bench.World.Depth.DriftMmPerSecond = 0;
        Latched(bench, FaultId.DepthMismatch);
    }

    [Fact]
    [Trait("Covers", "FLT-6")]
    public void Flt6MovesToShallowerDepthsDoNotAddUpToADeeperOne()
    {
        Bench bench = FaultBench.Running(80);
        bench.World.Depth.DriftMmPerSecond = 1;
        bench.Pen.RunMillis(45);
        for (int depth = 950; depth > 500 && bench.World.Gate.On; depth -= 50)
        {
            bench.Prepare(depth, 80);
        }

        UntilCut(bench);
        Assert.InRange(bench.World.Watch.DeepestReachMm, 1.0, 1.10);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "FLT-7")]
    [Trait("Covers", "P3")]
    public void Flt7AStuckServoNeverLetsTheTriggerStart()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.World.Depth.Stuck = true;
        bench.Ask(MessageId.Arm);
        bench.Pen.RunMillis(300);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(300);
        Assert.False(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Run(1500);
        Latched(bench, FaultId.DepthTimeout);
    }

    [Fact]
    [Trait("Covers", "FLT-7")]
    public void Flt7AServoThatMovesAgainPassesTheNextSelfTest()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.World.Depth.Stuck = true;
        bench.Ask(MessageId.Arm);
        bench.Run(4000);
        Assert.Equal(FaultId.DepthTimeout, bench.FirstFault);
        bench.World.Depth.Stuck = false;
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
    }

    [Fact]
    [Trait("Covers", "ST-1")]
    [Trait("Covers", "P4")]
    public void TheSelfTestParksAStopThatWasPushedOutAtRest()
    {
        Bench bench = Bench.Ready();
        bench.World.Depth.DriftMmPerSecond = 2;
        bench.Run(1000);
        bench.World.Depth.DriftMmPerSecond = 0;
        bench.World.Depth.Stuck = true;
        bench.Ask(MessageId.Sleep);
        bench.Pen.RunMillis(500);
        bench.Ask(MessageId.KeepAlive);
        bench.Run(3000);
        Assert.Equal(SelfTestCheck.DepthHome, (SelfTestCheck)bench.Ask(MessageId.Status)[StatusAnswer.FailedCheck]);
    }

    [Fact]
    [Trait("Covers", "FLT-11")]
    public void Flt11PullingTheCartridgeCutsAtOnce()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.RemoveCartridge();
        Assert.InRange(UntilCut(bench), 0, 45);
        Latched(bench, FaultId.CartridgeRemoved);
    }

    [Fact]
    [Trait("Covers", "FLT-17")]
    public void Flt17ASilentCompanionStopsWithin2100Ms()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Ask(MessageId.KeepAlive);
        bench.World.Line.Unplugged = true;
        Assert.InRange(UntilCut(bench), 1900, 2100);
        bench.World.Line.Unplugged = false;
        bench.Pen.RunMillis(100);
        Assert.Equal(FaultId.CompanionLost, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "FLT-17")]
    public void Flt17TheSettingMayAllowToContinue()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CompanionLostPolicy, 1));
        bench.ExpectAnswer();
        bench.Start(1000, 120);
        bench.Pen.RunMillis(4000);
        Assert.True(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "FLT-18")]
    public void Flt18ATickThatComesTooLateStopsTheRun()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.Frozen = true;
        bench.Pen.RunMillis(70);
        bench.Pen.Frozen = false;
        Assert.InRange(UntilCut(bench), 0, 20);
        Latched(bench, FaultId.ControlOverrun);
    }

    [Fact]
    [Trait("Covers", "FLT-19")]
    public void Flt19AFrozenInterpreterIsCutByTheHardwareAndStaysCut()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.Frozen = true;
        Assert.InRange(UntilCut(bench), 0, 250);
        bench.Pen.RunMillis(2000);
        Assert.False(bench.World.Gate.On);
        Assert.Equal(0, bench.World.Motor.SpeedHz);
        bench.Pen.Frozen = false;
        bench.Pen.RunMillis(100);
        Assert.Equal(PenState.Fault, bench.State);
        Assert.False(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "ST-1")]
    [Trait("Covers", "FLT-13")]
    public void AWatchdogThatNeverCutsFailsTheSelfTest()
    {
        Bench bench = Bench.Ready();
        bench.World.Gate.WatchdogStuck = true;
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(1500);
        Assert.Equal(PenState.Fault, bench.State);
        Assert.Equal(FaultId.GateFailed, bench.FirstFault);
        Assert.Equal(SelfTestCheck.WatchdogCuts, (SelfTestCheck)bench.Ask(MessageId.Status)[StatusAnswer.FailedCheck]);
    }

    [Fact]
    [Trait("Covers", "ST-1")]
    [Trait("Covers", "FLT-13")]
    public void AGateThatConductsAlwaysFailsTheSelfTest()
    {
        Bench bench = Bench.Ready();
        bench.World.Gate.StuckOn = true;
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(1500);
        Assert.Equal(FaultId.GateFailed, bench.FirstFault);
        Assert.Equal(SelfTestCheck.GateOffAtRest, (SelfTestCheck)bench.Ask(MessageId.Status)[StatusAnswer.FailedCheck]);
    }
}
