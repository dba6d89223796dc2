using System;

namespace Pen.Workshop.Trials;

/// <summary>Why a trial ended before its time.</summary>
/// <param name="Name">Name of the check, the fault or the event, in a few words.</param>
/// <param name="Finding">What was found, in one sentence.</param>
/// <param name="Cure">What to do, in one sentence.</param>
public sealed record TrialFailure(string Name, string Finding, string Cure);

/// <summary>The pen failed in a trial; the trial ends, and its record says how.</summary>
internal sealed class TrialFailedException(TrialFailure failure, Exception? inner = null) : Exception(failure.Finding, inner)
{
    public TrialFailure Failure { get; } = failure;
}

/// <summary>A trial was not begun, because of how the pen stands. Nothing was changed.</summary>
public sealed class TrialRefusedException(string problem, string cure) : Exception($"{problem} {cure}")
{
    /// <summary>Why not, in one sentence.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do, in one sentence.</summary>
    public string Cure { get; } = cure;
}
