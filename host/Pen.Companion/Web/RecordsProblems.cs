using Pen.Records;

namespace Pen.Companion.Web;

/// <summary>What the records say, in the visit's language.</summary>
public static class RecordsProblems
{
    /// <summary>In words: the records' two sentences.</summary>
    public static Problem Of(RecordsException problem, Words words) =>
        new(Said.In(words, problem.ProblemSentence), Said.In(words, problem.CureSentence));
}
