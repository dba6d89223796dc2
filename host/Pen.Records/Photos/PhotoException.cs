using Pen.Client;

namespace Pen.Records.Photos;

/// <summary>A file is no photo that can be kept.</summary>
public sealed class PhotoException : RecordsException
{
    internal PhotoException(Sentence problem, Sentence cure)
        : base(problem, cure) { }
}
