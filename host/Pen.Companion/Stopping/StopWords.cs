using System.Linq;
using Pen.Companion.Web;

namespace Pen.Companion.Stopping;

/// <summary>What became of a STOP, in words.</summary>
internal static class StopWords
{
    /// <summary>One or two sentences.</summary>
    public static string Of(StopReport report, Words words) =>
        report.Pens.Count == 0 ? words["stop.no-pen"]
        : report.IsWell ? words["stop.done"]
        : words.Get(
            "stop.unreachable",
            string.Join(", ", report.Pens.Where(p => p.Outcome == StopOutcome.Unreachable).Select(p => p.Serial))
        );
}
