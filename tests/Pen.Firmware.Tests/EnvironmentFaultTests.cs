using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Faults that come from heat, cell, dock, sensors and log, each provoked through the physics.</summary>
public class EnvironmentFaultTests
{
    [Fact]
    [Trait("Covers", "FLT-3")]
    public void Flt3AShortedPwmLineIsCutAsOverSpeed()
    {
        Bench bench = FaultBench.Running();
        bench.World.PwmShortedHigh = true;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 120);
        FaultBench.Latched(bench, FaultId.OverSpeed);
    }

    [Fact]
    [Trait("Covers", "FLT-3")]
    public void Flt3ComingDownFromAHigherSpeedIsNoOverSpeed()
    {
        Bench bench = FaultBench.Running(150);
        bench.Prepare(1000, 50);
        bench.ExpectAnswer();
        bench.Run(2000);
        Assert.True(bench.World.Gate.On);
        Assert.InRange(bench.World.Motor.SpeedHz, 48, 52);
    }

    [Fact]
    [Trait("Covers", "FLT-4")]
    public void Flt4FrictionThatTheMotorCannotOvercomeIsUnderSpeed()
    {
        Bench bench = FaultBench.Running(150);
        bench.World.Motor.FrictionFactor = 14;
        Assert.InRange(FaultBench.UntilCut(bench), 500, 700);
        FaultBench.Latched(bench, FaultId.UnderSpeed);
    }

    [Fact]
    [Trait("Covers", "FLT-8")]
    [Trait("Covers", "P5")]
    public void Flt8AHotMotorStopsAndStaysUntilItIsCool()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseCelsius = 63;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 40);
        FaultBench.Latched(bench, FaultId.MotorOverTemperature);
        FaultBench.WaitsForItsCause(bench, FaultId.MotorOverTemperature, () => bench.World.Heat.CaseCelsius = 40);
    }

    [Fact]
    [Trait("Covers", "FLT-9")]
    [Trait("Covers", "P5")]
    public void Flt9AHotBoardStopsAndStaysUntilItIsCool()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.BoardCelsius = 74;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 40);
        FaultBench.Latched(bench, FaultId.BoardOverTemperature);
        FaultBench.WaitsForItsCause(bench, FaultId.BoardOverTemperature, () => bench.World.Heat.BoardCelsius = 40);
    }

    [Fact]
    [Trait("Covers", "FLT-10")]
    [Trait("Covers", "P5")]
    public void Flt10AnEmptyCellStopsWithin200Ms()
    {
        Bench bench = FaultBench.Running();
        bench.World.Cell.OpenCircuitVolts = 3.2;
        Assert.InRange(FaultBench.UntilCut(bench), 100, 220);
        FaultBench.Latched(bench, FaultId.BatteryCritical);
        FaultBench.WaitsForItsCause(bench, FaultId.BatteryCritical, () => bench.World.Cell.OpenCircuitVolts = 3.9);
    }

    [Theory]
    [Trait("Covers", "FLT-14")]
    [InlineData(SensorId.DepthPotentiometer)]
    [InlineData(SensorId.MotorThermistor)]
    [InlineData(SensorId.BoardThermistor)]
    [InlineData(SensorId.Battery)]
    public void Flt14ASensorAtItsRailIsNamed(SensorId sensor)
    {
        Bench bench = FaultBench.Running();
        bench.World.Depth.PotOpen = sensor == SensorId.DepthPotentiometer;
        bench.World.Heat.CaseThermistorOpen = sensor == SensorId.MotorThermistor;
        bench.World.Heat.BoardThermistorShorted = sensor == SensorId.BoardThermistor;
        bench.World.Cell.DividerOpen = sensor == SensorId.Battery;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 40);
        bench.Run(500);
        Assert.Contains(
            bench.Unasked,
            u =>
                u.Message == MessageId.FaultRaised
                && u.Payload[FaultRaisedEvent.Fault] == (byte)FaultId.SensorOutOfRange
                && Wire.GetI32(u.Payload, FaultRaisedEvent.Detail) == (int)sensor
        );
    }

    [Fact]
    [Trait("Covers", "P5")]
    [Trait("Covers", "FLT-14")]
    public void AGoodReadingAmongBadOnesMendsNothing()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseThermistorOpen = true;
        bench.Run(300);
        bench.Pen.ReleaseTrigger();
        bench.Run(300);
        bench.Pen.PressTrigger();
        for (int i = 0; i < 50; i++)
        {
            // A loose contact: closed for a tick in every ten.
            bench.World.Heat.CaseThermistorOpen = i % 10 != 9;
            bench.Pen.RunMillis(100);
            bench.World.Heat.CaseThermistorOpen = false;
            bench.Pen.RunTick();
            bench.World.Heat.CaseThermistorOpen = true;
        }

        Assert.Equal(PenState.Fault, bench.State);
        bench.World.Heat.CaseThermistorOpen = false;
        bench.Pen.RunMillis(300);
        Assert.NotEqual(PenState.Fault, bench.State);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "FLT-14")]
    public void Flt14APotentiometerThatSlipsIsASensorFaultAtOnce()
    {
        Bench bench = FaultBench.Running();
        bench.World.Depth.PotOffsetMm = -0.6;
        Assert.InRange(FaultBench.UntilCut(bench), 0, 20);
        FaultBench.Latched(bench, FaultId.SensorOutOfRange);
    }

    [Fact]
    [Trait("Covers", "FLT-16")]
    public void Flt16AMemoryThatFallsSilentStopsTheRun()
    {
        Bench bench = FaultBench.Running();
        bench.World.Fram.Silent = true;
        // The next record is the checkpoint, at most 5 s away; five attempts later the loss is certain.
        bench.Run(5200);
        Assert.False(bench.World.Gate.On);
        Assert.Equal(FaultId.LogDamaged, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "FLT-20")]
    [Trait("Covers", "P5")]
    public void Flt20TouchingTheDockStopsTheRunAndHoldsTheFault()
    {
        Bench bench = FaultBench.Running();
        bench.Pen.Dock(true);
        Assert.InRange(FaultBench.UntilCut(bench), 0, 45);
        FaultBench.Latched(bench, FaultId.Docked);
        FaultBench.WaitsForItsCause(bench, FaultId.Docked, () => bench.Pen.Dock(false));
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void ChargingAPenWithAFaultAddsNoSecondOne()
    {
        Bench bench = FaultBench.Running();
        bench.World.Cell.OpenCircuitVolts = 3.2;
        FaultBench.UntilCut(bench);
        bench.Pen.Dock(true);
        bench.Run(1000);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal(1u << (int)FaultId.BatteryCritical, Wire.GetU32(status, StatusAnswer.LatchedFaults));
    }

    [Fact]
    [Trait("Covers", "FLT-8")]
    public void AHotPenInStandbyIsRefusedRatherThanFaulty()
    {
        Bench bench = Bench.Ready();
        bench.World.Heat.CaseCelsius = 65;
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.TooHot, RequestField.Temperature, LimitOrigin.Hardware, 500);
        Assert.Equal(PenState.Standby, bench.State);
    }

    [Fact]
    [Trait("Covers", "FLT-8")]
    [Trait("Covers", "FLT-9")]
    [Trait("Covers", "FLT-10")]
    [Trait("Covers", "FLT-14")]
    [Trait("Speed", "Slow")]
    public void ANoisyConverterRaisesNothingInAQuarterOfAnHour()
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles36));
        bench.World.Heat.CaseCelsius = 45;
        bench.World.Cell.OpenCircuitVolts = 3.7;
        for (int run = 0; run < 3; run++)
        {
            bench.Start(1000, 120);
            bench.Run(290_000);
            Assert.True(bench.World.Gate.On, $"{bench.FirstFault}");
            bench.Pen.ReleaseTrigger();
            bench.Run(11_000);
            bench.Ask(MessageId.Disarm);
        }

        BenchAssert.Sound(bench);
    }
}
