using System.Collections.Generic;
using System.Linq;

namespace Pen.Records.Knowledge;

/// <summary>Files of knowledge that cannot be used: every problem, with its file and place.</summary>
public sealed class ProtocolFileException(IReadOnlyList<string> problems)
    : RecordsException(
        string.Join("\n", problems.Take(MostShown)),
        "Mend the files; \"pen protocols check\" looks at them without using them."
    )
{
    private const int MostShown = 20;

    /// <summary>All problems.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
