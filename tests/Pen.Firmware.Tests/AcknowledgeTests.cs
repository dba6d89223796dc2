using Pen.Protocol;
using Pen.TestBench;
using static Pen.Firmware.Tests.FaultBench;

namespace Pen.Firmware.Tests;

/// <summary>P5: a fault goes when a person acknowledges it, knowing of it, and never by itself.</summary>
public class AcknowledgeTests
{
    [Fact]
    [Trait("Covers", "P5")]
    public void AFaultAcknowledgedByTheHostGoesThroughTheSelfTest()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(500);
        bench.World.Motor.Blocked = true;
        UntilCut(bench);
        bench.World.Motor.Blocked = false;
        bench.Pen.ReleaseTrigger();
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.Equal(PenState.SelfTest, bench.State);
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        Assert.Equal(FaultId.None, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void AHandThatStillHoldsTheTriggerAcknowledgesNothing()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Run(5000);
        bench.World.Motor.Blocked = true;
        UntilCut(bench);
        bench.World.Motor.Blocked = false;
        bench.Run(5000);
        Assert.Equal(PenState.Fault, bench.State);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Pen.PressTrigger();
        bench.Run(2500);
        Assert.Equal(PenState.Fault, bench.State);
        bench.Run(1000);
        Assert.NotEqual(PenState.Fault, bench.State);
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void ATriggerHeldThroughAResetAcknowledgesNothing()
    {
        Bench bench = Bench.Ready();
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(100);
        bench.DamageSettings();
        bench.Pen.Reset();
        bench.Pen.RunMillis(5000);
        Assert.Equal(PenState.Fault, bench.Pen.Firmware!.Controller.State);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(300);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(3500);
        Assert.NotEqual(PenState.Fault, bench.Pen.Firmware.Controller.State);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void AFaultThatComesDuringTheHoldBeginsItAnew()
    {
        Bench bench = FaultBench.Running();
        bench.World.Motor.Blocked = true;
        UntilCut(bench);
        bench.World.Motor.Blocked = false;
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Pen.PressTrigger();
        bench.Run(2000);
        bench.World.Gate.EnableStuckHigh = true;
        bench.World.Gate.StartLatchStuck = true;
        bench.Run(100);
        bench.World.Gate.EnableStuckHigh = false;
        bench.World.Gate.StartLatchStuck = false;
        bench.Run(3000);
        Assert.Equal(PenState.Fault, bench.State);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void AHoldThatNobodySawAcknowledgesNothing()
    {
        Bench bench = FaultBench.Running();
        bench.World.Motor.Blocked = true;
        UntilCut(bench);
        bench.World.Motor.Blocked = false;
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Pen.PressTrigger();
        bench.Run(600);
        // Let go and pressed again while the firmware stood still: it sees the trigger closed before and after.
        bench.Pen.Frozen = true;
        bench.Pen.RunMillis(2000);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(500);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(1000);
        bench.Pen.Frozen = false;
        bench.Run(1000);
        Assert.Equal(PenState.Fault, bench.State);
        BenchAssert.Sound(bench);
    }
}
