using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Figures;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Treatments;
using Pen.Records.Treatments;

namespace Pen.Records.Reports;

/// <summary>
/// All that is known of one session, for print. It tells what was set and what was measured at the stop; what happened in the skin nobody
/// has measured, and it says so.
/// </summary>
public static class TreatmentReport
{
    /// <summary>The report as one HTML file.</summary>
    /// <param name="dossier">The session.</param>
    /// <param name="context">Language, time zone, time of making.</param>
    public static string Html(SessionDossier dossier, ReportContext context)
    {
        ReportWords words = context.Words;
        var head = new HeadPart(dossier, context, words);
        var material = new MaterialPart(dossier, words);
        var evidence = new EvidencePart(dossier, words);
        IReadOnlyList<AreaGroup> groups = AreaGroup.Of(dossier);
        return HtmlPage.Write(
            words,
            Title(dossier, words),
            "",
            head.Marks(),
            Tag.Of("h1", words.Get("report.treatment.title")),
            head.Facts(),
            Tag.Of("p.honest", words.Get("report.honest")),
            Tag.Of("h2", words.Get("report.overview")),
            Overview(groups, dossier, words),
            Tag.Of("h2", words.Get("report.before")),
            new SafetyPart(dossier.Facts, context, words).All(),
            Tag.Of("h2", words.Get("report.areas")),
            head.Pens(),
            Areas(groups, dossier, words),
            material.ByHand(),
            Tag.Of("h2", words.Get("report.materials")),
            material.Cartridges(),
            material.Products(),
            Tag.Of("h2", words.Get("report.notes")),
            evidence.Notes(),
            Aftercare(dossier, words),
            Tag.Of("h2", words.Get("report.records")),
            evidence.Records()
        );
    }

    private static string Title(SessionDossier dossier, ReportWords words) =>
        string.Join(
            " · ",
            new[]
            {
                dossier.IsSimulated ? words.Get("report.pens.simulated") : "",
                words.Get("report.treatment.title"),
                dossier.Client.Pseudonym,
                words.Get("report.head.session-of", dossier.Session.Number, dossier.Course.PlannedSessions),
                words.Day(dossier.Session.Opened),
            }.Where(t => t.Length > 0)
        );

    private static IEnumerable<XElement> Overview(IReadOnlyList<AreaGroup> groups, SessionDossier dossier, ReportWords words)
    {
        if (groups.Count > 0)
        {
            yield return AreaTable.Of(groups, words);
        }

        yield return Tag.Of(
            "figure",
            Tag.Of("figcaption", words.Get("report.map.caption")),
            BodyMap.Draw(words.Texts, AreaGroup.Marks(groups, dossier.Facts))
        );
        if (groups.Any(g => g.Total.AtLeast))
        {
            yield return Tag.Of("p.note", words.Get("report.map.at-least"));
        }

        if (groups.Any(g => g.Runs.Any(r => r.Run.CartridgeType == CartridgeType.Nano)))
        {
            yield return Tag.Of("p.note", words.Get("report.nano"));
        }
    }

    private static IEnumerable<XElement> Areas(IReadOnlyList<AreaGroup> groups, SessionDossier dossier, ReportWords words)
    {
        var part = new AreaPart(dossier, words);
        return groups.Count == 0
            ? part.Unused(groups).Prepend(Tag.Of("p", words.Get("report.areas.none")))
            : groups.Select(part.Of).Concat(part.Unused(groups));
    }

    private static XElement Aftercare(SessionDossier dossier, ReportWords words) =>
        dossier.Facts.Aftercare is { } given
            ? Tag.Of(
                "p",
                words.Say(
                    "report.aftercare.given",
                    words.Moment(given.At),
                    Tag.Entered(given.What.By),
                    Tag.Entered(given.What.Language),
                    Tag.Entered(given.What.Version)
                )
            )
            : Tag.Of("p", words.Get("report.aftercare.not-given"));
}
