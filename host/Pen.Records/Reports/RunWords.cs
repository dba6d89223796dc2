using System.Linq;
using Pen.Protocol;
using Pen.Records.Runs;

namespace Pen.Records.Reports;

/// <summary>How runs ended, in words.</summary>
internal static class RunWords
{
    /// <summary>Why a run ended, and with which faults.</summary>
    public static string EndOf(this ReportWords words, PenRun run)
    {
        string why =
            run.Ending == RunEnding.Missing ? words.Get("report.runs.no-end")
            : run.Ending == RunEnding.PowerLost ? words.Name("report.stop", StopReason.PowerLost)
            : words.Name("report.stop", run.StopReason);
        return string.Join("; ", run.Faults.Select(words.Fault).Prepend(why));
    }
}
