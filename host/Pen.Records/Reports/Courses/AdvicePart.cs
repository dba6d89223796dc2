using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Reports.Html;

namespace Pen.Records.Reports.Courses;

/// <summary>What every source says of a course, what is proposed, and when the next session may be.</summary>
internal sealed class AdvicePart(ReportContext context, ReportWords words)
{
    /// <summary>Advice for an indication.</summary>
    /// <param name="indication">What is treated.</param>
    /// <param name="last">Day of the last session; null before any.</param>
    public IEnumerable<XElement?> Of(Indication indication, DateOnly? last)
    {
        CourseAdvice advice = CourseAdvice.For(context.Library, indication);
        NextSession? next = last is { } day ? advice.After(day) : null;
        yield return Tag.Of("h2", words.Get("report.advice"));
        yield return next is null ? null : Next(next);
        yield return next is null
            ? Ranges(
                "report.advice.interval",
                advice.IntervalWeeks,
                advice.ProposedInterval,
                r => r.Most,
                "report.advice.weeks"
            )
            : Windows(next);
        yield return Ranges(
            "report.advice.count",
            advice.Sessions,
            advice.ProposedSessions,
            r => r.Min,
            "report.advice.sessions"
        );
        yield return Tag.Of("p.small", words.Get("report.advice.note"));
        yield return Sources(advice);
    }

    private XElement Next(NextSession next) =>
        Tag.Of(
            "p.honest",
            Tag.Of("strong", words.Get("report.advice.next", words.Day(next.Earliest))),
            " ",
            words.Get(
                "report.advice.because",
                Span(next.Because, n => words.Get("report.advice.weeks", n)),
                words.Cited(context.Library, next.Because.From)
            )
        );

    private XElement Windows(NextSession next) =>
        Tag.Table(
            words.Get("report.advice.windows"),
            [
                words.Get("report.advice.source"),
                words.Get("report.advice.says"),
                words.Get("report.advice.first"),
                words.Get("report.advice.last"),
            ],
            next.BySource.Select(w =>
                new object?[]
                {
                    words.Cited(context.Library, w.Interval.From),
                    Span(w.Interval, n => words.Get("report.advice.weeks", n)) + When(w.Interval),
                    words.Day(w.First),
                    w.Last is { } end ? words.Day(end) : words.Get("report.advice.open"),
                }
            )
        );

    private XElement? Ranges(
        string caption,
        IReadOnlyList<CitedRange> ranges,
        CitedRange? proposed,
        Func<CitedRange, int> number,
        string unit
    ) =>
        ranges.Count == 0
            ? null
            : Tag.Table(
                words.Get(caption)
                    + (
                        proposed is null
                            ? ""
                            : " – " + words.Get("report.advice.proposed", words.Get(unit, number(proposed)), proposed.From)
                    ),
                [words.Get("report.advice.source"), words.Get("report.advice.says")],
                ranges.Select(r =>
                    new object?[] { words.Cited(context.Library, r.From), Span(r, n => words.Get(unit, n)) + When(r) }
                )
            );

    /// <summary>Titles as the data have them, which are in English.</summary>
    private XElement Sources(CourseAdvice advice) =>
        Tag.Of(
            "p.small",
            words.Get("report.advice.sources") + " ",
            Tag.Of(
                "span",
                new XAttribute("lang", "en"),
                string.Join(
                    "; ",
                    advice
                        .Sessions.Concat(advice.IntervalWeeks)
                        .Select(r => r.From.Split(':')[0])
                        .Distinct()
                        .Where(context.Library.Sources.ContainsKey)
                        .Select(id => $"{id}: {context.Library.Sources[id].Title}")
                )
            )
        );

    private string When(CitedRange range) =>
        range.When is null ? "" : " (" + words.Get("report.advice.only", words.Called("when", range.When)) + ")";

    private string Span(CitedRange range, Func<int, string> unit) =>
        range.Max is not { } max ? words.Get("report.advice.at-least", unit(range.Min))
        : max == range.Min ? unit(max)
        : words.Get("report.advice.range", range.Min, unit(max));
}
