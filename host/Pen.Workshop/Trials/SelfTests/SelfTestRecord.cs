using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Workshop.Trials.SelfTests;

/// <summary>One self-test in the record.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Passed">Whether pen and figures pass.</param>
/// <param name="Failure">What the pen named; null when it named nothing.</param>
/// <param name="Figures">What was measured, judged.</param>
public sealed record SelfTestResult(int Number, bool Passed, TrialFailure? Failure, IReadOnlyList<Figure> Figures);

/// <summary>The record of self-tests on request.</summary>
/// <param name="Serial">Serial number of the pen.</param>
/// <param name="IsSimulated">Whether it is a simulated one.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="Tool">Version of the program that has measured.</param>
/// <param name="Began">When.</param>
/// <param name="Asked">How many were asked for.</param>
/// <param name="Results">Those that were run; it ends at the first that fails.</param>
/// <param name="Failure">Why there are not more of them; null when there are as many as were asked for.</param>
public sealed record SelfTestRecord(
    string Serial,
    bool IsSimulated,
    string Firmware,
    string Tool,
    DateTimeOffset Began,
    int Asked,
    IReadOnlyList<SelfTestResult> Results,
    TrialFailure? Failure
)
{
    /// <summary>What the file is.</summary>
    public string Format => "pen-selftest 1";

    /// <summary>Whether every one passed, with every figure.</summary>
    public bool Passed => Failure is null && Results.Count == Asked && Results.All(r => r.Passed);

    /// <summary>What failed first, with its cure; null when all passed.</summary>
    public TrialFailure? First =>
        Failure
        ?? Results.Select(r => r.Failure).FirstOrDefault(f => f is not null)
        ?? Results.SelectMany(r => r.Figures).Where(f => !f.Passed).Select(OutOfLimits).FirstOrDefault();

    private static TrialFailure OutOfLimits(Figure figure) =>
        new(figure.Name, figure.Sentence, "Look for the cause of this number, mend it, then test again.");
}
