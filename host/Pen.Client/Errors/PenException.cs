using System;

namespace Pen.Client;

/// <summary>
/// Everything that can go wrong with a pen. <see cref="Exception.Message"/> is one sentence on what is wrong and one on what to
/// do, fit to be shown to the person in front of the screen.
/// </summary>
public abstract class PenException : Exception
{
    private protected PenException(string problem, string cure, Exception? inner = null)
        : base(problem + " " + cure, inner)
    {
        Problem = problem;
        Cure = cure;
    }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; }

    /// <summary>What to do about it, in one sentence.</summary>
    public string Cure { get; }
}
