using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Treatments;
using Pen.Records.Runs;

namespace Pen.Records.Reports.Devices;

/// <summary>Runs of pens, one a row, where they stand outside a session.</summary>
internal static class RunTable
{
    /// <summary>The table.</summary>
    public static XElement Of(string caption, IReadOnlyList<PenRun> runs, ReportWords words) =>
        Tag.Table(
            caption,
            [
                words.Get("report.pens.serial"),
                "#" + words.Get("report.pen.record"),
                words.Get("report.pen.when"),
                words.Get("report.by-hand.area"),
                "#" + words.Get("report.pen.set-depth"),
                "#" + words.Get("report.overview.strokes"),
                words.Get("report.runs.end"),
            ],
            runs.Select(r =>
                new object?[]
                {
                    Tag.Entered(r.Serial),
                    words.Count(r.FirstRecord),
                    r.StartedAt is { } at ? words.Moment(at) : words.Get("report.runs.no-clock"),
                    words.Area(r.Area),
                    words.Mm(r.SetDepthMicrons),
                    words.Least(RunFigures.Of(r), RunFigures.Of(r).Strokes),
                    words.EndOf(r),
                }
            )
        );
}
