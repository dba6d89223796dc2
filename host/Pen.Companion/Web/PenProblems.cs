using Pen.Client;

namespace Pen.Companion.Web;

/// <summary>What a pen, its port or its line says, in the visit's language.</summary>
public static class PenProblems
{
    /// <summary>In words: the library's two sentences.</summary>
    public static Problem Of(PenException problem, Words words) =>
        new(Said.In(words, problem.ProblemSentence), Said.In(words, problem.CureSentence));
}
