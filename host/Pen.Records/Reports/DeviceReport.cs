using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Devices;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Treatments;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Reports;

/// <summary>A pen's history, as far as its records are here: runs, faults, the sessions that it was used in, and runs that belong to none.</summary>
public static class DeviceReport
{
    private const int MostDates = 20;

    /// <summary>The report as one HTML file; null where nothing is known of the pen.</summary>
    /// <param name="store">The records.</param>
    /// <param name="serial">Serial number of the pen.</param>
    /// <param name="context">Language, time zone, time of making.</param>
    public static string? Html(RecordStore store, string serial, ReportContext context)
    {
        var pen = PenHistory.Read(store, serial);
        if (!pen.IsKnown)
        {
            return null;
        }

        ReportWords words = context.Words;
        string title = words.Get("report.pen.title");
        return HtmlPage.Write(
            words,
            $"{title} · {serial} · {words.Day(context.Made)}",
            "",
            pen.Uses.Any(u => u.Simulated) ? Tag.Of("p.mark", words.Get("report.simulated")) : null,
            Tag.Of("h1", title),
            Facts(pen, context, words),
            Tag.Of("p.honest", words.Get("report.honest")),
            Gaps(pen, words),
            Tag.Of("h2", words.Get("report.pen.faults")),
            Faults(pen, words),
            Tag.Of("h2", words.Get("report.pen.sessions")),
            Sessions(pen, words),
            Tag.Of("h2", words.Get("report.pen.stray")),
            Stray(pen, words)
        );
    }

    private static XElement Facts(PenHistory pen, ReportContext context, ReportWords words)
    {
        RunFigures total = RunFigures.Sum([.. pen.Runs.Select(RunFigures.Of)]);
        string least = RunWords.Least(total);
        string[] firmware = [.. pen.Uses.Select(u => u.Firmware).Distinct()];
        return Tag.Facts(
            (words.Get("report.pens.serial"), Tag.Entered(pen.Serial)),
            (words.Get("report.pens.firmware"), firmware.Length == 0 ? null : Tag.Entered(string.Join(", ", firmware))),
            (
                words.Get("report.pen.records"),
                pen.LastRecord == 0
                    ? words.Get("report.pen.no-records")
                    : words.Get("report.records.from-to", words.Count(pen.FirstRecord), words.Count(pen.LastRecord))
            ),
            (words.Get("report.overview.runs"), words.Count(pen.Runs.Count)),
            (words.Get("report.overview.strokes"), words.Least(total, total.Strokes)),
            (words.Get("report.overview.time"), least + words.Took(total.Duration!.Value)),
            (words.Get("report.pen.first"), Moment(pen.Runs.Select(r => r.StartedAt).Where(t => t is not null).Min(), words)),
            (words.Get("report.pen.last"), Moment(pen.Runs.Select(r => r.StartedAt).Where(t => t is not null).Max(), words)),
            (words.Get("report.head.made"), words.Moment(context.Made))
        );
    }

    private static IEnumerable<XElement> Gaps(PenHistory pen, ReportWords words)
    {
        if (pen.FirstRecord > 1)
        {
            yield return Tag.Of("p.note", words.Get("report.pen.not-first", words.Count(pen.FirstRecord - 1)));
        }

        if (pen.Missing.Count > 0)
        {
            string ranges = string.Join(
                "; ",
                pen.Missing.Select(m => words.Get("report.records.from-to", words.Count(m.First), words.Count(m.Last)))
            );
            yield return Tag.Of("p.note", words.Get("report.pen.missing", ranges));
        }

        if (pen.Conflicts > 0)
        {
            yield return Tag.Of("p.note", words.Get("report.pen.conflicts", words.Count(pen.Conflicts)));
        }
    }

    private static XElement Faults(PenHistory pen, ReportWords words) =>
        pen.Faults.Count == 0
            ? Tag.Of("p", words.Get("report.overview.no-faults"))
            : Tag.Table(
                words.Get("report.pen.faults-caption"),
                [words.Get("report.pen.fault"), "#" + words.Get("report.pen.times"), words.Get("report.pen.when")],
                pen.Faults.GroupBy(f => f.Fault)
                    .OrderBy(g => g.Key)
                    .Select(g => new object?[] { words.Fault(g.Key), words.Count(g.Count()), Dates([.. g], words) })
            );

    /// <summary>The newest, and how many there were before.</summary>
    private static string Dates(FaultSeen[] faults, ReportWords words)
    {
        string shown = string.Join(
            "; ",
            faults
                .TakeLast(MostDates)
                .Select(f => f.At is { } at ? words.Moment(at) : words.Get("report.pen.undated", words.Count(f.Record)))
        );
        return faults.Length > MostDates
            ? words.Get("report.pen.earlier", words.Count(faults.Length - MostDates)) + " " + shown
            : shown;
    }

    private static XElement Sessions(PenHistory pen, ReportWords words) =>
        pen.Uses.Count == 0
            ? Tag.Of("p", words.Get("report.pen.no-sessions"))
            : Tag.Table(
                words.Get("report.pen.sessions-caption"),
                [
                    words.Get("report.pen.when"),
                    words.Get("report.head.client"),
                    "#" + words.Get("report.overview.runs"),
                    "#" + words.Get("report.overview.strokes"),
                    words.Get("report.pen.cartridges"),
                ],
                pen.Uses.Select(u =>
                {
                    PenRun[] runs = [.. pen.Runs.Where(r => PenHistory.IsOf(r, u))];
                    CartridgeUse[] cartridges = [.. pen.CartridgesOf(u, runs)];
                    return new object?[]
                    {
                        words.Moment(u.At),
                        Tag.Entered(u.Pseudonym),
                        words.Count(runs.Length),
                        words.Strokes(runs),
                        cartridges.Length == 0
                            ? ReportWords.None
                            : cartridges.Select(c => Tag.Of("div", CartridgeWords.Of(c, words))),
                    };
                })
            );

    private static IEnumerable<XElement> Stray(PenHistory pen, ReportWords words) =>
        pen.Stray.Count == 0
            ? [Tag.Of("p", words.Get("report.pen.no-stray"))]
            :
            [
                Tag.Of("p", words.Get("report.pen.stray-note")),
                RunTable.Of(words.Get("report.pen.stray-caption"), pen.Stray, words),
            ];

    private static string Moment(DateTimeOffset? time, ReportWords words) =>
        time is { } at ? words.Moment(at) : words.Get("report.runs.no-clock");
}
