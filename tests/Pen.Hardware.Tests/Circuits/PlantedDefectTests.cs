using System.Threading.Tasks;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>A circuit with a defect in it breaks the limit that is there for it: the limits see what they are meant to see.</summary>
public class PlantedDefectTests
{
    [Theory]
    // Without its pull-down a floating pin is lifted by what leaks into it, and without two the motor starts.
    [InlineData("05-brownout", "gate.inc", "Re enable 0 {pulldown_ohms}\n", "", "brownout_floating_enable_volts")]
    [InlineData("05-brownout", "gate.inc", "Rd drive 0 {drive_pulldown_ohms}\n", "", "brownout_stubborn_drive_volts")]
    [InlineData("05-brownout", "gate.inc", "Rg gate_on 0 {gate_on_pulldown_ohms}\n", "", "brownout_slow_gate_volts")]
    // The ESP32's reset no longer clears the latch.
    [InlineData("07-gate", "gate.inc", "Aclr [d_wdo d_esp]", "Aclr [d_wdo d_wdo]", "gate_after_reset_volts")]
    // PWM passes by the gate.
    [InlineData("05-brownout", "gate.inc", "Adrive [d_gate d_pwm]", "Adrive [d_pwm d_pwm]", "brownout_pwm_stuck_volts")]
    // The bridge lets go instead of braking.
    [InlineData("04-brake", "drive.inc", "V=V(awake)-V(drive)", "V=0", "brake_cartridge_ms")]
    [InlineData("04-brake", "drive.inc", "V=V(awake)-V(drive)", "V=0", "brake_frictionless_ms")]
    // A shunt of 1 ohm brakes too little and measures too much.
    [InlineData("04-brake", "parts.inc", "shunt_ohms = 0.02", "shunt_ohms = 1", "brake_frictionless_ms")]
    [InlineData("02-stall", "parts.inc", "shunt_ohms = 0.02", "shunt_ohms = 0.01", "stall_sense_volts_per_amp")]
    // Filters of a tenth.
    [InlineData("02-stall", "parts.inc", "output_filter_farads = 1u", "output_filter_farads = 0.1u", "stall_rise_ms")]
    [InlineData("03-ripple", "parts.inc", "input_filter_farads = 10u", "input_filter_farads = 0.1u", "ripple_error_50_ma")]
    [InlineData("03-ripple", "parts.inc", "output_filter_farads = 1u", "output_filter_farads = 10n", "ripple_pin_50_mv")]
    // A limit of the converter that is too low, and a cell that is too weak.
    [InlineData("06-boost", "parts.inc", "boost_limit_amps = 3.5", "boost_limit_amps = 2.5", "boost_rail_3v3_volts")]
    [InlineData("06-boost", "parts.inc", "cell_ohms = 0.08", "cell_ohms = 0.2", "boost_cell_3v3_volts")]
    // No cut latch: the watchdog alone, which releases again. (The start latch would still hold the motor.)
    [InlineData(
        "07-gate",
        "gate.inc",
        "Acut d_en_n d_reset null d_clear d_wd d_wd_n latch",
        "Acut d_clear d_wd inv",
        "gate_power_on_wd_ok_volts"
    )]
    // No start latch; one that forgets nothing; one without its window; one whose filter lets a bounce through.
    [InlineData("07-gate", "gate.inc", "Agate [d_en d_wd d_started]", "Agate [d_en d_wd d_wd]", "gate_no_new_press_volts")]
    [InlineData(
        "07-gate",
        "gate.inc",
        "Asc [d_wd d_over_n d_window]",
        "Asc [d_wd d_window d_window]",
        "gate_no_new_press_volts"
    )]
    [InlineData(
        "07-gate",
        "gate.inc",
        "Asc [d_wd d_over_n d_window]",
        "Asc [d_wd d_over_n d_over_n]",
        "gate_after_window_volts"
    )]
    [InlineData("07-gate", "parts.inc", "trigger_farads = 220n", "trigger_farads = 2n", "gate_release_bounce_volts")]
    // A press that counts whatever the enable.
    [InlineData("07-gate", "gate.inc", "Astart d_en_n d_press", "Astart d_one d_press", "gate_no_new_press_volts")]
    // The window is not emptied when it ends: the next press finds it shut.
    [InlineData("07-gate", "gate.inc", "Dwin wc wd quick\n", "", "gate_next_press_volts")]
    // The watchdog is set to its other time.
    [InlineData("07-gate", "parts.inc", "watchdog_seconds = 0.2", "watchdog_seconds = 1.6", "gate_cut_ms")]
    public async Task ADefectBreaksItsLimit(string circuit, string file, string from, string to, string broken)
    {
        Assert.Empty(CircuitLimits.Broken(circuit, await Circuit.AnswerAsync(circuit)));
        CircuitAnswer answer = await Circuit.ChangedAsync(circuit, file, from, to);
        Assert.Contains(broken, CircuitLimits.Broken(circuit, answer));
        Assert.True(answer.Values.Count > 0, "It must still be a circuit.");
    }
}
