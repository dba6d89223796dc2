using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Treatments;
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

    /// <summary>A number of a run or of several, with the sign for "at least" where there may have been more.</summary>
    public static string Least(this ReportWords words, RunFigures known, long? number) =>
        number is { } n ? Least(known) + words.Count(n) : ReportWords.None;

    /// <summary>The sign for "at least" in front of a figure; nothing where it is exact.</summary>
    public static string Least(RunFigures known) => known.AtLeast ? "≥" + ReportWords.Space : "";

    /// <summary>Strokes of several runs.</summary>
    public static string Strokes(this ReportWords words, params IEnumerable<PenRun> runs)
    {
        RunFigures sum = RunFigures.Sum([.. runs.Select(RunFigures.Of)]);
        return words.Least(sum, sum.Strokes);
    }
}
