namespace Pen.Board;

/// <summary>How voltages at the pins relate to what is measured. The circuit's values; the simulator uses the same ones.</summary>
public static class BoardScaling
{
    /// <summary>ADC full scale in counts (12 bits).</summary>
    public const int AdcMaxCounts = 4095;

    /// <summary>Voltage at full scale in mV.</summary>
    public const int AdcFullScaleMillivolts = 3300;

    /// <summary>Cell voltage divider: cell volts are this many times the pin's.</summary>
    public const int BatteryDivider = 2;

    /// <summary>Motor current amplifier: mV at the pin for each ampere (0.02 Ω shunt, gain 100). It shows drive current only; braking current reads 0.</summary>
    public const int CurrentMillivoltsPerAmp = 2000;

    /// <summary>Thermistors: 10 kΩ at 25 °C, B = 3950 K, from the pin to ground, with 10 kΩ from 3.3 V to the pin.</summary>
    public const int ThermistorOhms25 = 10000;

    /// <summary>Thermistors: B value in K.</summary>
    public const int ThermistorBeta = 3950;

    /// <summary>Thermistors: resistor from 3.3 V to the pin in Ω.</summary>
    public const int ThermistorPullUpOhms = 10000;

    /// <summary>Encoder edges for each stroke (64 lines, both edges).</summary>
    public const int EdgesPerStroke = 128;

    /// <summary>Gate monitor: share of the ladder for "watchdog allows", in counts.</summary>
    public const int GateWatchdogCounts = AdcMaxCounts / 3;

    /// <summary>Gate monitor: share of the ladder for "gate on", in counts.</summary>
    public const int GateOnCounts = 2 * AdcMaxCounts / 3;
}
