using System;

namespace Pen.Records;

/// <summary>
/// Everything that can go wrong with protocols and records. <see cref="Exception.Message"/> is one sentence on what is wrong and one on what to
/// do, fit to be shown to the person in front of the screen.
/// </summary>
public abstract class RecordsException : Exception
{
    private protected RecordsException(string problem, string cure, Exception? inner = null)
        : base(problem + " " + cure, inner) { }
}
