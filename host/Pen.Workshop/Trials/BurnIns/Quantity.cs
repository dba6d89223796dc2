using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What a burn-in measures again and again.</summary>
public enum Quantity
{
    /// <summary>Measured stop position less set depth, after a verified move, in µm.</summary>
    PositionError,

    /// <summary>Time from a move's beginning until it is verified, in s.</summary>
    MoveTime,

    /// <summary>Measured speed less set speed, mean of a spin, in percent of the set speed.</summary>
    SpeedError,

    /// <summary>Mean motor current of a spin of the empty pen, in mA.</summary>
    Current,

    /// <summary>Duration of a self-test in s.</summary>
    SelfTest,

    /// <summary>Request to answer, in ms of the host's clock.</summary>
    RoundTrip,

    /// <summary>Longest tick of the control loop between two looks, in ms.</summary>
    Tick,

    /// <summary>Motor in °C.</summary>
    Motor,

    /// <summary>Board in °C.</summary>
    Board,

    /// <summary>Cell in V.</summary>
    Cell,
}

/// <summary>How a quantity is called and judged.</summary>
/// <param name="Quantity">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Least">Lowest value that passes.</param>
/// <param name="Most">Highest value that passes.</param>
/// <param name="MostDrift">Most that the mean of the last tenth may differ from that of the first; null for no limit.</param>
/// <param name="Source">Where the limits come from.</param>
internal sealed record QuantityRule(
    Quantity Quantity,
    string Name,
    string Unit,
    double? Least,
    double? Most,
    double? MostDrift,
    string Source
)
{
    /// <summary>The limits hold for the mean, not for each value.</summary>
    public bool JudgesMean { get; init; }

    /// <summary>Only measured with the motor turning.</summary>
    public bool NeedsMotor { get; init; }

    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<QuantityRule> All { get; } =
    [
        new(
            Quantity.PositionError,
            "measured stop position, off from set depth",
            "µm",
            -TrialLimits.DepthErrorMicrons,
            TrialLimits.DepthErrorMicrons,
            TrialLimits.DepthErrorMicrons / 2,
            "CTL-5; drift: half of it"
        ),
        new(Quantity.MoveTime, "time to verify a move", "s", null, TrialLimits.MoveSeconds, null, "CTL-6"),
        new(
            Quantity.SpeedError,
            "speed, off from set",
            "%",
            -TrialLimits.SpeedErrorPercent,
            TrialLimits.SpeedErrorPercent,
            null,
            "CTL-1"
        )
        {
            NeedsMotor = true,
        },
        new(
            Quantity.Current,
            "motor current, empty",
            "mA",
            null,
            TrialLimits.IdleCurrentMilliamps,
            null,
            "motor's data sheet, twice its current without load"
        )
        {
            NeedsMotor = true,
        },
        new(Quantity.SelfTest, "self-test", "s", null, TrialLimits.SelfTestSeconds, null, "firmware/Control/SelfTest.cs"),
        new(
            Quantity.RoundTrip,
            "round trip, mean",
            "ms",
            null,
            TrialLimits.RoundTripMs,
            null,
            "the client asks again after this time"
        )
        {
            JudgesMean = true,
        },
        new(Quantity.Tick, "longest tick", "ms", null, TrialLimits.TickMs, null, "FLT-18"),
        new(Quantity.Motor, "motor temperature", "°C", null, TrialLimits.MotorWarmCelsius, null, "FLT-8, warning"),
        new(Quantity.Board, "board temperature", "°C", null, TrialLimits.BoardWarmCelsius, null, "FLT-9, limit for arming"),
        new(Quantity.Cell, "cell", "V", TrialLimits.CellLowestVolts, TrialLimits.CellHighestVolts, null, "FLT-10, SelfTest.cs"),
    ];

    /// <summary>The rule of a quantity.</summary>
    public static QuantityRule Of(Quantity quantity) => All.First(r => r.Quantity == quantity);
}
