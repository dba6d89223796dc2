using System;

namespace Pen.Client;

/// <summary>
/// Everything that can go wrong with a pen. <see cref="Exception.Message"/> is one sentence on what is wrong and one on what to
/// do, fit to be shown to the person in front of the screen.
/// </summary>
public abstract class PenException : Exception
{
    private protected PenException(Sentence problem, Sentence cure, Exception? inner = null)
        : base($"{problem} {cure}", inner)
    {
        ProblemSentence = problem;
        CureSentence = cure;
    }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem => ProblemSentence.ToString();

    /// <summary>What to do about it, in one sentence.</summary>
    public string Cure => CureSentence.ToString();

    /// <summary><see cref="Problem"/> with its parts, for a program that speaks another language.</summary>
    public Sentence ProblemSentence { get; }

    /// <summary><see cref="Cure"/> with its parts.</summary>
    public Sentence CureSentence { get; }
}
