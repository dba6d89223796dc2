using Pen.Client;

namespace Pen.Records.Treatments;

/// <summary>A step of a session that is refused; nothing was written.</summary>
public sealed class TreatmentException : RecordsException
{
    internal TreatmentException(Sentence problem, Sentence cure)
        : base(problem, cure) { }
}
