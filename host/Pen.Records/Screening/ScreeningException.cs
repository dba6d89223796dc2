namespace Pen.Records.Screening;

/// <summary>Answers that nobody can judge: some are missing, or a day cannot be.</summary>
public sealed class ScreeningException : RecordsException
{
    internal ScreeningException(string problem, string cure)
        : base(problem, cure) { }
}
