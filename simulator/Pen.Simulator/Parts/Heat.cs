namespace Pen.Simulator.Parts;

/// <summary>
/// Two bodies, winding and case. The 1717's thermal values are not known here; the 1524's stand in (data sheet: Rth 10 and
/// 29 K/W, time constants 5.6 and 220 s).
/// </summary>
public sealed class Heat
{
    private const double WindingToCase = 10;
    private const double CaseToAir = 29;
    private const double WindingCapacity = 5.6 / WindingToCase;
    private const double CaseCapacity = 220 / CaseToAir;

    /// <summary>Air in the hand in °C.</summary>
    public double AmbientCelsius { get; set; } = 23;

    /// <summary>Injected: the motor's thermistor is open and reads the rail.</summary>
    public bool CaseThermistorOpen { get; set; }

    /// <summary>Injected: the board's thermistor is shorted and reads 0.</summary>
    public bool BoardThermistorShorted { get; set; }

    /// <summary>Winding in °C.</summary>
    public double WindingCelsius { get; private set; } = 23;

    /// <summary>Motor case in °C, where its thermistor sits.</summary>
    public double CaseCelsius { get; set; } = 23;

    /// <summary>Board in °C.</summary>
    public double BoardCelsius { get; set; } = 28;

    /// <summary>One step with <paramref name="watts"/> lost in the winding.</summary>
    public void Step(double seconds, double watts)
    {
        double toCase = (WindingCelsius - CaseCelsius) / WindingToCase;
        WindingCelsius += (watts - toCase) * seconds / WindingCapacity;
        CaseCelsius += (toCase - ((CaseCelsius - AmbientCelsius) / CaseToAir)) * seconds / CaseCapacity;
    }
}
