using System.Linq;
using System.Threading.Tasks;
using Pen.Board;
using Pen.Simulator.Parts;
using Xunit;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>The values in the schematic are the ones that the firmware computes with, and the simulator.</summary>
public class ScalingTests
{
    private const double Supply = 3.3;

    /// <summary>Gain of an INA240A3 in V/V (data sheet).</summary>
    private const double AmplifierGain = 100;

    /// <summary>Feedback voltage of a TPS61089 in V (data sheet).</summary>
    private const double BoostFeedbackVolts = 1.212;

    [Fact]
    [Trait("Covers", "HW-3")]
    public async Task TheCurrentReadsAsTheFirmwareScalesIt()
    {
        Netlist netlist = await KiCad.Drawn;
        Assert.Equal("INA240A3PW", netlist.Parts["U402"].Value);
        Part shunt = Assert.Single(netlist.Between('R', netlist.NetOf("U401.2"), "MOTOR_P"));
        Assert.Equal(BoardScaling.CurrentMillivoltsPerAmp / 1000.0, shunt.Amount * AmplifierGain, 6);
        Part filter = Assert.Single(netlist.Between('R', "MOTOR_CURRENT", netlist.NetOf("U402.8")));
        Part capacitor = Assert.Single(netlist.Between('C', "MOTOR_CURRENT", "GND"));
        Assert.Equal(3.0e-3, filter.Amount * capacitor.Amount, 6);
    }

    [Fact]
    [Trait("Covers", "HW-3")]
    public async Task TheCellIsDividedAsTheFirmwareScalesIt()
    {
        Netlist netlist = await KiCad.Drawn;
        double upper = Assert.Single(netlist.Between('R', "BATTERY_SENSE", "VCELL")).Amount;
        double lower = Assert.Single(netlist.Between('R', "BATTERY_SENSE", "GND")).Amount;
        Assert.Equal(BoardScaling.BatteryDivider, (upper + lower) / lower, 3);
    }

    [Fact]
    public async Task TheGateMonitorsLadderIsAThirdAndTwo()
    {
        Netlist netlist = await KiCad.Drawn;
        double watchdog = 1 / Assert.Single(netlist.Between('R', "GATE_MONITOR", "WD_OK")).Amount;
        double gate = 1 / Assert.Single(netlist.Between('R', "GATE_MONITOR", "GATE_ON")).Amount;
        Assert.Equal(BoardScaling.GateWatchdogCounts, (int)(BoardScaling.AdcMaxCounts * watchdog / (watchdog + gate)));
        Assert.Equal(BoardScaling.GateOnCounts, (int)(BoardScaling.AdcMaxCounts * gate / (watchdog + gate)));
    }

    [Theory]
    [InlineData("MOTOR_THERMISTOR")]
    [InlineData("BOARD_THERMISTOR")]
    public async Task TheThermistorsStandAsTheFirmwareKnowsThem(string net)
    {
        Netlist netlist = await KiCad.Drawn;
        Assert.Equal(BoardScaling.ThermistorPullUpOhms, Assert.Single(netlist.Between('R', net, "+3V3")).Amount);
        Part board = netlist.Parts["TH501"];
        Assert.Equal(BoardScaling.ThermistorOhms25, board.Amount);
        Assert.Contains(
            BoardScaling.ThermistorBeta.ToString(System.Globalization.CultureInfo.InvariantCulture),
            board.Fields["MPN"],
            System.StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TheBoostMakesTheSimulatorsRail()
    {
        Netlist netlist = await KiCad.Drawn;
        string feedback = netlist.NetOf("U104.3");
        double upper = Assert.Single(netlist.Between('R', feedback, "V6")).Amount;
        double lower = Assert.Single(netlist.Between('R', feedback, "GND")).Amount;
        Assert.InRange(BoostFeedbackVolts * (1 + (upper / lower)), Cell.RailVolts - 0.02, Cell.RailVolts + 0.02);
    }

    [Fact]
    public async Task TheTriggersFilterIsTheModels()
    {
        // Schmitt threshold of a 74LVC1G14 at 3.3 V, rising: 1.3 to 2.2 V (data sheet), 1.75 between them.
        Netlist netlist = await KiCad.Drawn;
        double seconds =
            Assert.Single(netlist.Between('R', "TRIGGER_N", "+3V3")).Amount
            * Assert.Single(netlist.Between('C', "TRIGGER_N", "GND")).Amount;
        Assert.InRange(MotorGate.ReleaseMicros / 1e6, Rise(seconds, 1.3), Rise(seconds, 2.2));
        Assert.InRange(MotorGate.ReleaseMicros / 1e6, Rise(seconds, 1.75) * 0.9, Rise(seconds, 1.75) * 1.1);

        double window = netlist.Parts["R308"].Amount * netlist.Parts["C305"].Amount;
        Assert.InRange(MotorGate.PressValidMicros / 1e6, Rise(window, 1.3), Rise(window, 2.2));
    }

    private static double Rise(double tau, double volts) => -tau * System.Math.Log(1 - (volts / Supply));
}
