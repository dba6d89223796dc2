using System;
using System.Threading.Tasks;
using Pen.Board;
using Pen.Simulator;
using Pen.Simulator.Parts;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>The simulator's physics is made of the circuit's parts, and what both work out agrees.</summary>
public class SimulatorAgreementTests
{
    private const double StepSeconds = 0.0001;

    /// <summary>Speed in Hz at which a braking time begins (CTL-4).</summary>
    private const double TopHz = 150;

    /// <summary>Speed in Hz below which it ends.</summary>
    private const double RestHz = 5;

    [Fact]
    public void TheMotorIsTheCircuits()
    {
        Assert.Equal(Motor.Ohms, CircuitParts.Of("winding_ohms"), 6);
        Assert.Equal(Motor.BridgeOhms, CircuitParts.Of("bridge_ohms") + CircuitParts.Of("shunt_ohms"), 6);
        Assert.Equal(Motor.Constant, CircuitParts.Of("motor_constant"), 6);
        Assert.Equal(Motor.NoLoadAmps, CircuitParts.Of("no_load_amps"), 6);
        Assert.Equal(Motor.RotorInertia, CircuitParts.Of("rotor_inertia"), 12);
        Assert.Equal(1, CircuitParts.Of("eccentric_inertia") / Motor.EccentricInertia, 0.001);
        Assert.Equal(Motor.CartridgeFriction, CircuitParts.Of("cartridge_torque"), 9);
    }

    [Fact]
    public void TheCellAndItsConverterAreTheCircuits()
    {
        Assert.Equal(Cell.InternalOhms, CircuitParts.Of("cell_ohms"), 6);
        Assert.Equal(Cell.Efficiency, CircuitParts.Of("boost_efficiency"), 6);
        Assert.Equal(Cell.RailVolts, CircuitParts.Of("boost_volts"), 6);
        Assert.Equal(Cell.LimitAmps, CircuitParts.Of("boost_limit_amps"), 6);
        Assert.Equal(Cell.LockoutVolts, CircuitParts.Of("boost_lockout_volts"), 6);
        Assert.Equal(Cell.ElectronicsWatts, CircuitParts.Of("electronics_watts"), 6);
        Assert.Equal(Cell.DroopOhms, CircuitParts.Of("boost_regulation_ohms") + CircuitParts.Of("fet_ohms"), 6);
        Assert.Equal(MotorGate.TimeoutMicros, CircuitParts.Of("watchdog_seconds") * 1e6);
    }

    [Fact]
    public void TheAmplifierIsTheFirmwares()
    {
        double millivolts = CircuitParts.Of("shunt_ohms") * CircuitParts.Of("sense_gain") * 1000;
        Assert.Equal(BoardScaling.CurrentMillivoltsPerAmp, millivolts, 6);
        double seconds =
            (CircuitParts.Of("output_filter_ohms") * CircuitParts.Of("output_filter_farads"))
            + (2 * CircuitParts.Of("input_filter_ohms") * CircuitParts.Of("input_filter_farads"));
        Assert.Equal(PenWorld.FilterSeconds, seconds, 6);
    }

    [Fact]
    public async Task TheFilterRisesAsTheSimulators()
    {
        CircuitAnswer stall = await Circuit.AnswerAsync("02-stall");
        Assert.Equal(1, stall.Values["stall_rise_ms"] / (PenWorld.FilterSeconds * 1000), 0.03);
        // The circuit's motor hangs on 6 V behind the switch before the bridge.
        var motor = new Motor { Blocked = true };
        motor.Step(StepSeconds, Cell.RailVolts, 0, false);
        double circuit = 6 / ((6 / stall.Values["stall_amps"]) - CircuitParts.Of("fet_ohms"));
        Assert.Equal(1, circuit / motor.Amps, 0.01);
    }

    [Theory]
    [InlineData("brake_cartridge_ms", true, true)]
    [InlineData("brake_empty_ms", false, true)]
    [InlineData("brake_coasting_cartridge_ms", true, false)]
    [InlineData("brake_coasting_empty_ms", false, false)]
    public async Task ItStopsInTheSimulatorsTime(string result, bool hasCartridge, bool bridgePowered)
    {
        CircuitAnswer brake = await Circuit.AnswerAsync("04-brake");
        var motor = new Motor();
        while (motor.SpeedHz < TopHz)
        {
            motor.Step(StepSeconds, Cell.RailVolts, 0, hasCartridge);
        }

        double ms = 0;
        while (motor.SpeedHz > RestHz)
        {
            motor.Step(StepSeconds, 0, 0, hasCartridge, bridgePowered);
            ms += StepSeconds * 1000;
        }

        Assert.Equal(1, brake.Values[result] / ms, 0.02);
    }

    [Theory]
    [InlineData("start_cartridge_ms", true)]
    [InlineData("start_empty_ms", false)]
    public async Task ItStartsInTheSimulatorsTime(string result, bool hasCartridge)
    {
        CircuitAnswer start = await Circuit.AnswerAsync("01-start");
        var motor = new Motor();
        double ms = 0;
        while (motor.SpeedHz < 120)
        {
            motor.Step(StepSeconds, Cell.RailVolts - (Cell.DroopOhms * motor.Amps), 0, hasCartridge);
            ms += StepSeconds * 1000;
        }

        Assert.Equal(1, start.Values[result] / ms, 0.03);
    }

    [Theory]
    [InlineData(4.2, "boost_motor_cell_4v2_volts")]
    [InlineData(3.6, "boost_motor_cell_3v6_volts")]
    [InlineData(3.3, "boost_motor_cell_3v3_volts")]
    public async Task TheCellSagsAsTheSimulators(double openVolts, string result)
    {
        CircuitAnswer boost = await Circuit.AnswerAsync("06-boost");
        var cell = new Cell(openVolts);
        for (int i = 0; i < 50; i++)
        {
            cell.Step(StepSeconds, cell.Rail * 1.0, 1.0);
        }

        Assert.Equal(boost.Values["boost_motor_rail_volts"], cell.Rail, 0.02);
        Assert.Equal(openVolts - boost.Values[result], openVolts - cell.TerminalVolts, 0.01);
    }

    [Fact]
    public async Task TheGateCutsAndAllowsAsTheSimulators()
    {
        CircuitAnswer gate = await Circuit.AnswerAsync("07-gate");
        Assert.Equal(MotorGate.TimeoutMicros / 1000.0, gate.Values["gate_cut_ms"], 1.0);
        Assert.Equal(BoardScaling.GateWatchdogCounts, Counts(gate.Values["gate_monitor_ready_volts"]), 10.0);
        Assert.Equal(
            BoardScaling.GateWatchdogCounts + BoardScaling.GateOnCounts,
            Counts(gate.Values["gate_monitor_on_volts"]),
            10.0
        );
    }

    private static double Counts(double volts) =>
        Math.Round(volts * BoardScaling.AdcMaxCounts * 1000 / BoardScaling.AdcFullScaleMillivolts);
}
