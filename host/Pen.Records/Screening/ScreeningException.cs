using Pen.Client;

namespace Pen.Records.Screening;

/// <summary>Answers that nobody can judge: some are missing, or a day cannot be.</summary>
public sealed class ScreeningException : RecordsException
{
    internal ScreeningException(Sentence problem, Sentence cure)
        : base(problem, cure) { }
}
