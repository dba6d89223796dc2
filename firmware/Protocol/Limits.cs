namespace Pen.Protocol;

/// <summary>The limits LIM-1, 2, 3, 5 to 8, with their sources. Nothing is ever bent to fit one: a request beyond it is refused.</summary>
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

    /// <summary>How long the pen stays in Service, in ms.</summary>
    public const int ServiceMaxMs = 10 * 60 * 1000;

    /// <summary>Standby without hand and host for this long, in ms, becomes Sleep.</summary>
    public const int SleepAfterMs = 10 * 60 * 1000;

    /// <summary>Longest time between the two presses of a double press, in ms.</summary>
    public const int DoublePressMs = 600;

    /// <summary>In a tick longer than this, in ms, nobody knows what a hand has done (docs/decisions/0008).</summary>
    public const int UnseenMs = 50;

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

    /// <summary>
    /// LIM-3: depth in µm that is usual in an area; beyond it a reason is needed. The values are secondary (makers' and clinics'
    /// guides, which disagree: the upper end of their range for thick skin, at most the labelled depth; where none was found, 1.0 mm,
    /// near the thickness of facial skin by ultrasound, PMC9205051). An area that is not stated counts as the most delicate one.
    /// </summary>
    public static int AreaDepthMicrons(TreatmentArea area)
    {
        switch (area)
        {
            case TreatmentArea.Unspecified:
            case TreatmentArea.Periorbital:
                return 500;
            case TreatmentArea.Nose:
            case TreatmentArea.UpperLip:
                return 750;
            case TreatmentArea.Cheek:
            case TreatmentArea.Chin:
            case TreatmentArea.Abdomen:
            case TreatmentArea.Thigh:
            case TreatmentArea.Hip:
                return 1500;
            default:
                return 1000;
        }
    }

    /// <summary>
    /// LIM-3: whether an area's depth may be exceeded with a reason. Around the eyes it may not: the whole skin there is 0.75 to
    /// 0.85 mm thick.
    /// </summary>
    public static bool AreaConfirmable(TreatmentArea area)
    {
        return area != TreatmentArea.Periorbital;
    }
}
