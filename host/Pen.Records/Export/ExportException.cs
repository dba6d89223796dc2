using System;

namespace Pen.Records.Export;

/// <summary>Something cannot be written for others to read.</summary>
public sealed class ExportException : RecordsException
{
    internal ExportException(string problem, string cure, Exception? inner = null)
        : base(problem, cure, inner) { }
}
