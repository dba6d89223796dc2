using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What a burn-in has come to.</summary>
public enum BurnInVerdict
{
    /// <summary>Everything passed, the motor too.</summary>
    Passed,

    /// <summary>Everything that was run passed; the motor did not turn.</summary>
    PassedWithoutMotor,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>It was ended before its time; nothing had failed until then.</summary>
    Ended,
}

/// <summary>One quantity over the whole burn-in, judged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Count">Values.</param>
/// <param name="Min">Lowest; null without values.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Max">Highest.</param>
/// <param name="FirstTenth">Mean of the first tenth of the time.</param>
/// <param name="LastTenth">Mean of the last tenth.</param>
/// <param name="Allowed">Limits in words.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Passed">Whether it passed; null when it was not run.</param>
public sealed record Statistic(
    string Name,
    string Unit,
    long Count,
    double? Min,
    double? Mean,
    double? Max,
    double? FirstTenth,
    double? LastTenth,
    string Allowed,
    string Source,
    bool? Passed
);

/// <summary>The record of a burn-in.</summary>
public sealed record BurnInRecord
{
    /// <summary>What the file is.</summary>
    public string Format => "pen-burn-in 1";

    /// <summary>Serial number of the pen.</summary>
    public required string Serial { get; init; }

    /// <summary>Whether it is a simulated one.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>Version of its firmware.</summary>
    public required string Firmware { get; init; }

    /// <summary>Version of the program that has measured.</summary>
    public required string Tool { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>How long it was to last, in s.</summary>
    public required double PlannedSeconds { get; init; }

    /// <summary>How long it lasted, in s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the person asked for the motor.</summary>
    public required bool WithMotor { get; init; }

    /// <summary>Whole cycles.</summary>
    public required int Cycles { get; init; }

    /// <summary>Cycles in which the motor turned at every speed.</summary>
    public required int MotorCycles { get; init; }

    /// <summary>What it has come to.</summary>
    public required BurnInVerdict Verdict { get; init; }

    /// <summary>The same in words: "passed without motor", "ended after 0 h 12 min of 4 h 00 min".</summary>
    public required string Words { get; init; }

    /// <summary>What ended it before its time; null when nothing did.</summary>
    public required TrialFailure? Failure { get; init; }

    /// <summary>When that was, in s from the beginning.</summary>
    public required double? FailureSeconds { get; init; }

    /// <summary>What failed without ending it, at most twenty.</summary>
    public required IReadOnlyList<TrialFailure> Problems { get; init; }

    /// <summary>Quantities.</summary>
    public required IReadOnlyList<Statistic> Statistics { get; init; }

    /// <summary>What is known once, at the end.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>The depth plan, set depths in µm.</summary>
    public required IReadOnlyList<int> DepthsMicrons { get; init; }

    /// <summary>The name of the file with every value.</summary>
    public required string Journal { get; init; }

    /// <summary>Everything that failed, in words.</summary>
    public IEnumerable<string> Failures() =>
        (
            Failure is { } f
                ? [$"After {Trials.Words.Of(TimeSpan.FromSeconds(FailureSeconds ?? 0))}: {f.Name}. {f.Finding} {f.Cure}"]
                : Array.Empty<string>()
        )
            .Concat(Problems.Select(p => $"{p.Name}: {p.Finding} {p.Cure}"))
            .Concat(
                Statistics.Where(s => s.Passed == false).Select(s => $"{s.Name}: out of its limits, {s.Allowed} ({s.Source}).")
            )
            .Concat(Figures.Where(f => !f.Passed).Select(f => f.Sentence));
}
