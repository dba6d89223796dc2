using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Reports.Courses;
using Pen.Records.Reports.Html;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Reports;

/// <summary>What a client takes home: what to leave, do and use, until which day and hour, what is to be expected, and when to get help.</summary>
public static class AftercareSheet
{
    private static readonly string[] Signs = ["infection", "spreading", "herpes", "fever", "allergy", "lasting"];

    /// <summary>The sheet as one HTML file.</summary>
    /// <param name="dossier">The session.</param>
    /// <param name="context">Language, time zone, time of making.</param>
    public static string Html(SessionDossier dossier, ReportContext context)
    {
        ReportWords words = context.Words;
        DateTimeOffset from = From(dossier, context, words);
        string title = words.Get("report.sheet.title");
        return HtmlPage.Write(
            words,
            $"{title} · {words.Called("indication", dossier.Course.Indication)} · {words.Day(DateOnly.FromDateTime(from.DateTime))}",
            "sheet",
            dossier.IsSimulated ? Tag.Of("p.mark", words.Get("report.simulated")) : null,
            Tag.Of("h1", title),
            Lead(dossier, words, from),
            Rules(context, from, words),
            Tag.Of("section.keep", Expected(context, from, words)),
            Tag.Of("section.keep", SideEffects(context, words)),
            Help(words),
            Tag.Of(
                "p.small",
                words.Say("report.sheet.source", Tag.Entered(dossier.Facts.Aftercare?.What.Version ?? context.Library.Version))
            )
        );
    }

    /// <summary>When its times begin: as it was given, else when the session ended, else when the sheet is made.</summary>
    private static DateTimeOffset From(SessionDossier dossier, ReportContext context, ReportWords words) =>
        dossier.Facts.Aftercare is { } given ? given.What.From : words.Here(dossier.Session.Closed ?? context.Made);

    private static IEnumerable<XElement> Lead(SessionDossier dossier, ReportWords words, DateTimeOffset from)
    {
        if (dossier.Identity is { } who)
        {
            yield return Tag.Of("p.lead", Tag.Of("strong", Tag.Entered(who.Name)));
        }

        string areas = AreaList.Of(dossier, words);
        yield return Tag.Of(
            "p.lead",
            words.Get("report.sheet.lead", words.Called("indication", dossier.Course.Indication), words.Texts.Moment(from)),
            areas.Length == 0 ? null : " " + words.Get("report.sheet.areas", areas)
        );
        if (dossier.Facts.Aftercare is null && dossier.Session.State == SessionState.Open)
        {
            yield return Tag.Of("p.note", words.Get("report.sheet.open"));
        }
    }

    private static IEnumerable<XElement> Rules(ReportContext context, DateTimeOffset from, ReportWords words)
    {
        IReadOnlyList<AftercareAdvice> plan = AftercarePlan.For(context.Library, context.Texts, from);
        foreach (AftercareRule rule in new[] { AftercareRule.Avoid, AftercareRule.Do, AftercareRule.Use })
        {
            AftercareAdvice[] some =
            [
                .. plan.Where(a => a.Topic.Rule == rule).OrderBy(a => a.Until ?? DateTimeOffset.MaxValue),
            ];
            if (some.Length > 0)
            {
                yield return Tag.Of("h2", words.Name("report.sheet.rule", rule));
                yield return Tag.Of("ul", some.Select(a => Tag.Of("li", a.Text)));
            }
        }
    }

    private static IEnumerable<XElement> Expected(ReportContext context, DateTimeOffset from, ReportWords words)
    {
        yield return Tag.Of("h2", words.Get("report.sheet.expect"));
        yield return Tag.Table(
            words.Get("report.sheet.expect-note"),
            [words.Get("report.sheet.when"), words.Get("report.sheet.what")],
            ExpectedDays
                .Of(context.Library.Expectations, from)
                .Select(d => new object?[] { d.Label(words), string.Join(" ", d.Expected.Select(e => words.Get(e.Text))) })
        );
    }

    private static IEnumerable<XElement> SideEffects(ReportContext context, ReportWords words)
    {
        yield return Tag.Of("h2", words.Get("report.sheet.side"));
        yield return Tag.Of(
            "ul",
            context
                .Library.SideEffects.GroupBy(s => s.Frequency)
                .Select(g =>
                    Tag.Of(
                        "li",
                        Tag.Of("strong.often", words.Called("frequency", g.Key) + ":"),
                        " ",
                        string.Join("; ", g.Select(s => words.Called("side", s.Id))) + "."
                    )
                )
        );
    }

    /// <summary>General advice: no source of the protocols says it, and the sheet tells that.</summary>
    private static XElement Help(ReportWords words) =>
        Tag.Of(
            "section.help",
            Tag.Of("h2", words.Get("report.sheet.help")),
            Tag.Of("p", words.Get("report.sheet.help-when")),
            Tag.Of("ul", Signs.Select(s => Tag.Of("li", words.Get("report.sheet.help." + s)))),
            Tag.Of("p", Tag.Of("strong", words.Get("report.sheet.emergency"))),
            Tag.Of("p", words.Get("report.sheet.contact") + " ", Tag.Of("span.line", ReportWords.Space)),
            Tag.Of("p.small", words.Get("report.sheet.general"))
        );
}
