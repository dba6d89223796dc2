namespace Pen.Protocol;

/// <summary>The limits LIM-1, 2, 5 to 8, with their sources. Nothing is ever bent to fit one: a request beyond it is refused.</summary>
public static class Limits
{
    /// <summary>LIM-1: deepest position of the mechanical stop in µm (devices on the market: 2.5 to 3.0 mm).</summary>
    public const int DepthMaxMicrons = 3000;

    /// <summary>LIM-1: step of the depth in µm.</summary>
    public const int DepthResolutionMicrons = 50;

    /// <summary>LIM-2: labelled depth in µm; deeper has not been evaluated by FDA for comparable pens (De Novo DEN160029).</summary>
    public const int DepthLabelledMicrons = 1500;

    /// <summary>LIM-4: highest depth of a nano tip in µm, which does not puncture.</summary>
    public const int DepthNanoMicrons = 250;

    /// <summary>LIM-5: lowest speed in Hz; slower strokes drag under a gliding hand.</summary>
    public const int SpeedMinHz = 50;

    /// <summary>LIM-5: highest speed in Hz (cleared pens: up to 150 Hz).</summary>
    public const int SpeedMaxHz = 150;

    /// <summary>LIM-5: below this the host warns, in Hz.</summary>
    public const int SpeedWarnBelowHz = 90;

    /// <summary>LIM-7: longest continuous run in ms.</summary>
    public const int RunMaxMs = 5 * 60 * 1000;

    /// <summary>LIM-7: pause after a run of full length in ms.</summary>
    public const int RunPauseMs = 10 * 1000;

    /// <summary>LIM-8: longest running time of a session in ms.</summary>
    public const int SessionMaxMs = 60 * 60 * 1000;

    /// <summary>How long the pen stays armed without a run, in ms.</summary>
    public const int ArmTimeoutMs = 120 * 1000;

    /// <summary>FLT-17: longest silence of the host that armed the pen, in ms.</summary>
    public const int CompanionTimeoutMs = 2000;

    /// <summary>FLT-10: below this cell voltage in mV the pen does not arm.</summary>
    public const int BatteryArmMillivolts = 3500;

    /// <summary>FLT-8: warmest motor case with which the pen arms, in tenths of °C.</summary>
    public const int MotorArmDeciCelsius = 500;

    /// <summary>FLT-9: warmest board with which the pen arms, in tenths of °C.</summary>
    public const int BoardArmDeciCelsius = 650;

    /// <summary>FLT-16: unconfirmed share of the log, in percent, from which the pen does not arm.</summary>
    public const int LogFullPercent = 95;

    /// <summary>LIM-6: highest speed in Hz at a depth in µm.</summary>
    public static int SpeedCeilingHz(int depthMicrons)
    {
        if (depthMicrons <= 1500)
        {
            return 150;
        }

        if (depthMicrons <= 2000)
        {
            return 120;
        }

        return depthMicrons <= 2500 ? 100 : 80;
    }
}
