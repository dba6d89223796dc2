using System;

namespace Pen.Simulator.Parts;

/// <summary>One Li-ion cell and the boost converter that makes the motor's 6 V of it.</summary>
public sealed class Cell
{
    /// <summary>Capacity in mAh (pens on the market: 380 to 600).</summary>
    public const double CapacityMilliampHours = 600;

    /// <summary>Rail in V without load.</summary>
    public const double RailVolts = 6.0;

    /// <summary>Resistance of the cell in Ω.</summary>
    public const double InternalOhms = 0.08;

    /// <summary>Efficiency of the converter (assumed).</summary>
    public const double Efficiency = 0.88;

    /// <summary>Most that the converter takes from the cell on average, in A (its peak limit of 5 A less tolerance and half a ripple).</summary>
    public const double LimitAmps = 3.5;

    /// <summary>Droop of the rail at the bridge in Ω: 3 % at 1 A, 0.05 Ω of it in the switch before the bridge.</summary>
    public const double DroopOhms = 0.18;

    /// <summary>Electronics besides the motor, in W: the ESP32 without radio, about 40 mA at 3.3 V.</summary>
    public const double ElectronicsWatts = 0.15;

    /// <summary>Below this, in V, the converter gives up.</summary>
    public const double LockoutVolts = 2.7;

    /// <summary>Open-circuit voltage at 0, 10, … 100 % charge (typical LiCoO2 pouch cell).</summary>
    private static readonly double[] Curve = [3.00, 3.45, 3.60, 3.67, 3.71, 3.76, 3.82, 3.90, 3.98, 4.08, 4.20];

    private double charge;

    /// <summary>Creates a cell of this open-circuit voltage in V (3.0 to 4.2).</summary>
    public Cell(double openCircuitVolts) => OpenCircuitVolts = openCircuitVolts;

    /// <summary>Open-circuit voltage in V; setting it charges or discharges the cell.</summary>
    public double OpenCircuitVolts
    {
        get
        {
            double position = Math.Clamp(charge, 0, 1) * (Curve.Length - 1);
            int index = Math.Min((int)position, Curve.Length - 2);
            return Curve[index] + ((Curve[index + 1] - Curve[index]) * (position - index));
        }
        set
        {
            int index = 0;
            while (index < Curve.Length - 2 && Curve[index + 1] < value)
            {
                index++;
            }

            double part = (value - Curve[index]) / (Curve[index + 1] - Curve[index]);
            charge = Math.Clamp((index + part) / (Curve.Length - 1), 0, 1);
            TerminalVolts = value;
        }
    }

    /// <summary>Injected: the upper resistor of the divider to the converter is open.</summary>
    public bool DividerOpen { get; set; }

    /// <summary>Injected: what the divider shows of the cell's voltage, 1 for all of it.</summary>
    public double DividerGain { get; set; } = 1;

    /// <summary>What the divider shows of the terminals, in V of the cell.</summary>
    public double SensedVolts => DividerOpen ? 0 : TerminalVolts * DividerGain;

    /// <summary>Voltage on its terminals in V.</summary>
    public double TerminalVolts { get; private set; }

    /// <summary>The motor's rail in V.</summary>
    public double Rail { get; private set; } = RailVolts;

    /// <summary>One step with the motor drawing <paramref name="motorWatts"/> and <paramref name="motorAmps"/> from the rail.</summary>
    public void Step(double seconds, double motorWatts, double motorAmps)
    {
        double asked = Math.Max(0, motorWatts) / Efficiency;
        double given = Math.Min(asked, LimitAmps * TerminalVolts);
        double open = OpenCircuitVolts;
        double amps = (ElectronicsWatts + given) / Math.Max(1, TerminalVolts);
        TerminalVolts = open - (amps * InternalOhms);
        charge -= amps * seconds / (CapacityMilliampHours * 3.6);

        // At its limit the converter gives what it can, and the rail falls until the motor asks for no more.
        double share = asked > given ? given / asked : 1;
        Rail = TerminalVolts < LockoutVolts ? 0 : (RailVolts - (DroopOhms * Math.Max(0, motorAmps))) * share;
    }
}
