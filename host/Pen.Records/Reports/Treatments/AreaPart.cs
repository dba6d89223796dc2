using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Html;
using Pen.Records.Runs;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>What pens recorded of one area: its runs, totals, reasons, and what was measured over time.</summary>
internal sealed class AreaPart(SessionDossier dossier, ReportWords words)
{
    /// <summary>The part of one area.</summary>
    public XElement Of(AreaGroup group) =>
        Tag.Of(
            "section.area-part",
            Tag.Of("h3", words.Area(group.Area)),
            Preparations(group.Area),
            Reasons(group.Area),
            Runs(group),
            group.Runs.Select(Ending),
            AreaPlots.Of(
                words,
                group.Area,
                RunTrace.Of(group.Runs, dossier.Runs, [.. dossier.Facts.Traces.Select(t => t.What)])
            )
        );

    /// <summary>Areas that a pen was prepared for, and where it never ran.</summary>
    public IEnumerable<XElement> Unused(IReadOnlyList<AreaGroup> groups) =>
        dossier
            .Facts.Areas.Select(a => a.What.Area)
            .Distinct()
            .Where(a => groups.All(g => g.Area != a))
            .Select(a => Tag.Of("p.note", words.Get("report.area.unused", words.Area(a))));

    private IEnumerable<XElement> Preparations(TreatmentArea area) =>
        dossier
            .Facts.Areas.Where(a => a.What.Area == area)
            .Select(a =>
                Tag.Of(
                    "p.small",
                    words.Say(
                        "report.area.prepared",
                        words.Clock(a.At),
                        Tag.Entered(a.What.By),
                        words.Mm(a.What.DepthMicrons),
                        words.Count(a.What.SpeedHz),
                        Tag.Entered(a.What.Serial)
                    ),
                    a.What.Reason == ConfirmReason.None
                        ? null
                        : " " + words.Get("report.area.confirmed", words.Name("report.confirm", a.What.Reason))
                )
            );

    private IEnumerable<XElement> Reasons(TreatmentArea area) =>
        dossier
            .Facts.DepthReasons.Where(r => r.What.Area == area)
            .Select(r =>
                Tag.Of(
                    "p.note",
                    words.Say(
                        "report.area.reason",
                        words.Mm(r.What.DepthMicrons),
                        Tag.Entered(r.What.By),
                        Tag.Entered(r.What.Reason)
                    )
                )
            );

    private XElement Runs(AreaGroup group) =>
        Tag.Of(
            "table.runs",
            Tag.Of("caption", words.Get("report.runs.caption", words.Area(group.Area))),
            Tag.Of("thead", Groups(), Heads()),
            Tag.Of("tbody", group.Runs.Select(Row)),
            Tag.Of("tfoot", Total(group))
        );

    private XElement Groups() =>
        Tag.Of(
            "tr",
            Head("", 2),
            Head("report.runs.depth", 3),
            Head("report.runs.speed", 2),
            Head("report.runs.current", 2),
            Head("report.runs.counted", 3),
            Head("", 1)
        );

    private XElement Head(string key, int span) =>
        Tag.Of(
            "th.group",
            new XAttribute("colspan", span),
            key.Length == 0 ? null : new XAttribute("scope", "colgroup"),
            key.Length == 0 ? "" : words.Get(key)
        );

    private XElement Heads() =>
        Tag.Of(
            "tr",
            new[]
            {
                "number",
                "start",
                "set",
                "stop",
                "worst",
                "set",
                "mean",
                "mean",
                "peak",
                "time",
                "strokes",
                "punctures",
            }.Select(c => Tag.Of("th.n", new XAttribute("scope", "col"), words.Get("report.runs." + c))),
            Tag.Of("th", new XAttribute("scope", "col"), words.Get("report.runs.end"))
        );

    private XElement Row(NumberedRun numbered)
    {
        PenRun run = numbered.Run;
        RunFigures known = numbered.Figures;
        return Tag.Of(
            "tr",
            Numbers(
                $"{numbered.Number}",
                run.StartedAt is { } at ? words.ClockSeconds(at) : words.Get("report.runs.no-clock"),
                words.Mm(run.SetDepthMicrons),
                words.FineMm(run.MeasuredStopMicrons),
                Or(known.WorstDepthErrorMicrons, words.SignedMm),
                words.Count(run.SetSpeedHz),
                known.MeanSpeedHz is { } hz ? words.Decimal(hz, 1) : ReportWords.None,
                Or(known.MeanMilliamps, n => words.Count(n)),
                Or(known.PeakMilliamps, n => words.Count(n)),
                Seconds(known),
                words.Least(known, known.Strokes),
                words.Least(known, known.Punctures)
            ),
            Tag.Of("td", words.EndOf(run))
        );
    }

    private XElement Total(AreaGroup group)
    {
        RunFigures total = group.Total;
        return Tag.Of(
            "tr",
            Tag.Of("th", new XAttribute("scope", "row"), new XAttribute("colspan", 4), words.Get("report.runs.total")),
            Numbers(
                Or(total.WorstDepthErrorMicrons, words.SignedMm),
                "",
                "",
                "",
                Or(total.PeakMilliamps, n => words.Count(n)),
                Seconds(total),
                words.Least(total, total.Strokes),
                words.Least(total, total.Punctures)
            ),
            Tag.Of("td", words.Get("report.runs.count", group.Runs.Count))
        );
    }

    private XElement? Ending(NumberedRun numbered) =>
        numbered.Run.Ending switch
        {
            RunEnding.PowerLost => Tag.Of("p.note", words.Get("report.runs.power-lost", numbered.Number)),
            RunEnding.Missing => Tag.Of("p.note", words.Get("report.runs.missing", numbered.Number)),
            _ => null,
        };

    private string Seconds(RunFigures known) =>
        known.Duration is { } time ? RunWords.Least(known) + words.Decimal(time.TotalSeconds, 1) : ReportWords.None;

    private static string Or(int? number, Func<int, string> text) => number is { } n ? text(n) : ReportWords.None;

    private static IEnumerable<XElement> Numbers(params IEnumerable<string> cells) => cells.Select(c => Tag.Of("td.n", c));
}
