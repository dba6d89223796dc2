using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Service, Sleep and arming without a companion.</summary>
public class ServiceTests
{
    private static Bench Empty()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        return bench;
    }

    private static Bench InService()
    {
        Bench bench = Empty();
        bench.Ask(MessageId.ServiceEnter);
        bench.ExpectAnswer();
        return bench;
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static void Set(Bench bench, SettingId id, int value)
    {
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(id, value));
        bench.ExpectAnswer();
    }

    private static void Press(Bench bench, int ms)
    {
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(ms);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(ms);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    public void ServiceNeedsAnEmptySlotAndStandby()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.ServiceEnter);
        BenchAssert.Refused(bench, RefusalCode.CartridgeInSlot, RequestField.Cartridge, LimitOrigin.Cartridge, 0);
        bench.Ask(MessageId.ServiceSpin, U16(100));
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Service);
        bench.Ask(MessageId.ServiceDepth, U16(1000));
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Service);
        bench.Pen.Dock(true);
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.ServiceEnter);
        BenchAssert.Refused(bench, RefusalCode.Docked, RequestField.None, LimitOrigin.Hardware, 0);
        Assert.Equal(PenState.Standby, bench.State);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    [Trait("Covers", "P1")]
    public void InServiceOnlyTheHeldTriggerTurnsTheEmptyPen()
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceSpin, U16(100));
        bench.ExpectAnswer();
        bench.Run(2000);
        Assert.False(bench.World.Gate.On);
        bench.Pen.PressTrigger();
        bench.Run(1000);
        Assert.InRange(bench.World.Motor.SpeedHz, 99, 101);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        Assert.False(bench.World.Gate.On);
        Assert.Equal(0, bench.World.Motor.SpeedHz);
        Assert.Equal(PenState.Service, bench.State);
        BenchAssert.Sound(bench);
    }

    [Theory]
    [InlineData(49, 50)]
    [InlineData(151, 150)]
    public void ServiceSpeedsBeyondTheRangeAreRefused(int speedHz, int limit)
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceSpin, U16(speedHz));
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.Hardware, limit);
        bench.Ask(MessageId.ServiceDepth, U16(3001));
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Hardware, 3000);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    [Trait("Covers", "CTL-4")]
    public void StopInServiceStopsAndTheTriggerTurnsNothingAnyMore()
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceSpin, U16(150));
        bench.Pen.PressTrigger();
        bench.Run(1000);
        bench.Ask(MessageId.Stop);
        bench.Pen.RunMillis(120);
        Assert.InRange(bench.World.Motor.SpeedHz, 0, 5);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Pen.PressTrigger();
        bench.Run(500);
        Assert.False(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    public void ACartridgePutInDuringServiceStopsEverything()
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceDepth, U16(2000));
        bench.Ask(MessageId.ServiceSpin, U16(100));
        bench.Pen.PressTrigger();
        bench.Run(1000);
        Assert.InRange(bench.World.Depth.StopMm, 1.9, 2.1);
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12));
        Assert.InRange(FaultBench.UntilCut(bench), 0, 30);
        bench.Run(600);
        Assert.Equal(PenState.Standby, bench.State);
        Assert.True(bench.World.Depth.StopMm <= 0);
        Assert.Equal(StopReason.CartridgeIn, (StopReason)bench.Ask(MessageId.Status)[StatusAnswer.StopReason]);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    [Trait("Covers", "P1")]
    public void AHeldTriggerIsLetGoBeforeTheMotorIsAllowedToTurn()
    {
        Bench bench = InService();
        bench.Pen.PressTrigger();
        bench.Run(500);
        bench.Ask(MessageId.ServiceSpin, U16(100));
        BenchAssert.Refused(bench, RefusalCode.TriggerHeld, RequestField.None, LimitOrigin.State, 0);
        bench.Run(500);
        Assert.False(bench.World.Gate.On);
        bench.Ask(MessageId.ServiceSpin, U16(0));
        BenchAssert.Refused(bench, RefusalCode.TriggerHeld, RequestField.None, LimitOrigin.State, 0);
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    public void ServiceIsLeftByRequestAndTheStopParks()
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceDepth, U16(3000));
        bench.ExpectAnswer();
        bench.Run(1000);
        Assert.InRange(bench.World.Depth.StopMm, 2.9, 3.1);
        byte[] answer = bench.Ask(MessageId.ServiceLeave);
        Assert.Equal((byte)PenState.Standby, answer[StateAnswer.State]);
        bench.Run(1000);
        Assert.True(bench.World.Depth.StopMm <= 0);
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.ServiceLeave)[StateAnswer.State]);
        bench.ExpectAnswer();
    }

    [Fact]
    [Trait("Covers", "STATE-3")]
    [Trait("Speed", "Slow")]
    public void ServiceEndsAfterTenMinutes()
    {
        Bench bench = InService();
        bench.Run(599_000);
        Assert.Equal(PenState.Service, bench.State);
        bench.Run(2000);
        Assert.Equal(PenState.Standby, bench.State);
    }

    [Fact]
    [Trait("Covers", "FLT-1")]
    public void ABlockedMotorInServiceIsAStall()
    {
        Bench bench = InService();
        bench.Ask(MessageId.ServiceSpin, U16(100));
        bench.Pen.PressTrigger();
        bench.Run(1000);
        bench.World.Motor.Blocked = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 150);
        FaultBench.Latched(bench, FaultId.Stall);
    }

    [Fact]
    [Trait("Covers", "STATE-4")]
    public void SleepIsLeftThroughTheSelfTestByAHostOrAHand()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Sleep);
        bench.ExpectAnswer();
        bench.Pen.RunMillis(2000);
        Assert.Equal(PenState.Sleep, bench.Pen.Firmware!.Controller.State);
        Assert.False(bench.World.Gate.WatchdogOk);
        Assert.Equal(PenState.SelfTest, bench.State);
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        bench.Ask(MessageId.Sleep);
        bench.Pen.RunMillis(1000);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(100);
        Assert.Equal(PenState.SelfTest, bench.Pen.Firmware.Controller.State);
        bench.Pen.ReleaseTrigger();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "STATE-4")]
    [Trait("Speed", "Slow")]
    public void LeftAloneItFallsAsleep()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RunMillis(Limits.SleepAfterMs - 5000);
        Assert.Equal(PenState.Standby, bench.Pen.Firmware!.Controller.State);
        bench.Pen.RunMillis(10_000);
        Assert.Equal(PenState.Sleep, bench.Pen.Firmware.Controller.State);
    }

    [Fact]
    [Trait("Covers", "STATE-5")]
    public void ADoublePressArmsWithThePresetWhereThatIsSet()
    {
        Bench bench = Bench.Ready();
        Press(bench, 100);
        Press(bench, 100);
        Assert.Equal(PenState.Standby, bench.State);
        bench.Run(1000);
        Set(bench, SettingId.DoublePressArms, 1);
        Press(bench, 100);
        bench.Pen.RunMillis(700);
        Press(bench, 100);
        Assert.Equal(PenState.Standby, bench.State);
        bench.Pen.RunMillis(700);
        Press(bench, 100);
        Press(bench, 100);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal((byte)PenState.Ready, status[StatusAnswer.State]);
        Assert.Equal(500, Wire.GetU16(status, StatusAnswer.SetDepthMicrons));
        Assert.Equal(0, Wire.GetU16(status, StatusAnswer.Flags) & StatusFlags.ArmedByHost);
        bench.Pen.RunMillis(3000);
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(3000);
        // Nobody but the hand armed it, so nobody's silence stops it.
        Assert.True(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "STATE-5")]
    [Trait("Covers", "LIM-3")]
    public void APresetBeyondTheAreasDepthIsNotArmed()
    {
        Bench bench = Bench.Ready();
        Set(bench, SettingId.DoublePressArms, 1);
        Set(bench, SettingId.PresetDepthMicrons, 1000);
        Press(bench, 100);
        Press(bench, 100);
        Assert.Equal(PenState.Standby, bench.State);
        bench.Pen.RunMillis(700);
        Set(bench, SettingId.PresetArea, (int)TreatmentArea.Cheek);
        Press(bench, 100);
        Press(bench, 100);
        Assert.Equal(PenState.Ready, bench.State);
    }
}
