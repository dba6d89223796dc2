using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;

namespace Pen.Records.Reports.Treatments;

/// <summary>All areas of a session in one table.</summary>
internal static class AreaTable
{
    /// <summary>The table.</summary>
    public static XElement Of(IReadOnlyList<AreaGroup> groups, ReportWords words) =>
        Tag.Table(
            words.Get("report.overview.caption"),
            [
                words.Get("report.by-hand.area"),
                "#" + words.Get("report.overview.deepest"),
                "#" + words.Get("report.overview.runs"),
                "#" + words.Get("report.overview.time"),
                "#" + words.Get("report.overview.strokes"),
                "#" + words.Get("report.overview.punctures"),
                words.Get("report.overview.faults"),
            ],
            groups.Select(g => Row(g, words))
        );

    private static object?[] Row(AreaGroup group, ReportWords words)
    {
        string least = RunWords.Least(group.Total);
        string faults = string.Join(", ", group.Runs.SelectMany(r => r.Run.Faults).Distinct().Select(words.Fault));
        return
        [
            words.Area(group.Area),
            words.Mm(group.Runs.Max(r => r.Run.SetDepthMicrons)),
            words.Count(group.Runs.Count),
            least + words.Took(group.Total.Duration!.Value),
            words.Least(group.Total, group.Total.Strokes),
            words.Least(group.Total, group.Total.Punctures),
            faults.Length == 0 ? words.Get("report.overview.no-faults") : faults,
        ];
    }
}
