using Pen.Protocol;

namespace Pen.Workshop.Trials;

/// <summary>The numbers that a pen is judged by at the bench, and where each comes from.</summary>
internal static class TrialLimits
{
    /// <summary>CTL-5: depth error after a verified move in µm.</summary>
    public const double DepthErrorMicrons = 50;

    /// <summary>CTL-6 and CTL-7: longest verified move in s.</summary>
    public const double MoveSeconds = 0.4;

    /// <summary>FLT-7: longest move of all, in s; the pen gives up by itself then.</summary>
    public const double MoveTimeoutSeconds = 1.5;

    /// <summary>The self-test's steps, each with its own limit, one behind the other, in s: 0.86 before the depth stop moves, and three moves.</summary>
    public const double SelfTestSeconds = 0.86 + (3 * MoveTimeoutSeconds);

    /// <summary>FLT-10: the pen stops below this, in V.</summary>
    public const double CellLowestVolts = 3.3;

    /// <summary>A Li-ion cell is charged to 4.20 V; more is the divider's fault, in V.</summary>
    public const double CellHighestVolts = 4.4;

    /// <summary>FLT-8: the pen warns above this, and does not arm, in °C.</summary>
    public const double MotorWarmCelsius = Limits.MotorArmDeciCelsius / 10.0;

    /// <summary>FLT-9: the pen does not arm above this, in °C.</summary>
    public const double BoardWarmCelsius = Limits.BoardArmDeciCelsius / 10.0;

    /// <summary>FLT-18: longest tick of the control loop in ms.</summary>
    public const double TickMs = 50;

    /// <summary>CTL-1: mean speed error in percent of the set speed.</summary>
    public const double SpeedErrorPercent = 1;

    /// <summary>Highest mean current of the empty pen's motor in mA: the data sheet's 45.9 mA without load, and as much again for the drive.</summary>
    public const double IdleCurrentMilliamps = 92;

    /// <summary>Mean round trip in ms: the client asks again after this, so a slower line carries everything twice.</summary>
    public const double RoundTripMs = 150;

    /// <summary>Frames lost or damaged of a thousand: a cable that is well loses none.</summary>
    public const double LostPermille = 1;
}
