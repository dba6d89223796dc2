using System;
using Pen.Client;

namespace Pen.Records.Export;

/// <summary>Something cannot be written for others to read.</summary>
public sealed class ExportException : RecordsException
{
    internal ExportException(Sentence problem, Sentence cure, Exception? inner = null)
        : base(problem, cure, inner) { }
}
