using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>What stands at the top of a report of a session.</summary>
internal sealed class HeadPart(SessionDossier dossier, ReportContext context, ReportWords words)
{
    /// <summary>Signs that nobody may overlook: simulated, forgotten, not over.</summary>
    public IEnumerable<XElement> Marks()
    {
        if (dossier.IsSimulated)
        {
            yield return Tag.Of("p.mark", words.Get("report.simulated"));
        }

        if (dossier.Client.Erased is { } erased)
        {
            yield return Tag.Of("p.mark", words.Get("report.forgotten", words.Moment(erased)));
        }

        if (dossier.Session.State != SessionState.Closed)
        {
            yield return Tag.Of("p.note", words.Name("report.state-note", dossier.Session.State));
        }
    }

    /// <summary>Who, what, when, by whom.</summary>
    public XElement Facts()
    {
        Session session = dossier.Session;
        return Tag.Facts(
            (words.Get("report.head.client"), Tag.Entered(dossier.Client.Pseudonym)),
            (words.Get("report.head.name"), dossier.Identity is { } who ? Tag.Entered(who.Name) : null),
            (words.Get("report.head.indication"), words.Called("indication", dossier.Course.Indication)),
            (
                words.Get("report.head.session"),
                words.Get("report.head.session-of", session.Number, dossier.Course.PlannedSessions)
            ),
            (words.Get("report.head.device"), words.Called("device", session.Device)),
            (words.Get("report.head.began"), words.Moment(session.Opened)),
            (
                words.Get("report.head.ended"),
                session.Closed is { } closed ? words.Moment(closed) : words.Get("report.head.open")
            ),
            (words.Get("report.head.by"), Joined(Practitioners())),
            (words.Get("report.head.protocols"), Tag.Entered(dossier.Course.Protocols)),
            (words.Get("report.head.made"), words.Moment(context.Made))
        );
    }

    /// <summary>The pens of the session.</summary>
    public XElement? Pens() =>
        dossier.Facts.PenSessions.Count == 0
            ? Tag.Of("p", words.Get("report.pens.none"))
            : Tag.Table(
                words.Get("report.pens.caption"),
                [
                    words.Get("report.pens.serial"),
                    words.Get("report.pens.firmware"),
                    words.Get("report.pens.number"),
                    words.Get("report.pens.opened"),
                    words.Get("report.pens.by"),
                ],
                dossier.Facts.PenSessions.Select(p =>
                    new object?[]
                    {
                        new object?[]
                        {
                            Tag.Entered(p.What.Serial),
                            p.What.Simulated ? Tag.Of("strong", " – " + words.Get("report.pens.simulated")) : null,
                        },
                        Tag.Entered(p.What.Firmware),
                        words.Count(p.What.Number),
                        words.Clock(p.At),
                        Tag.Entered(p.What.By),
                    }
                )
            );

    private IEnumerable<string> Practitioners()
    {
        TreatmentFacts facts = dossier.Facts;
        string?[] named =
        [
            facts.Screening?.What.Result.AskedBy,
            facts.Early?.What.By,
            facts.Consent?.What.By,
            facts.NumbingStarted?.What.By,
            facts.NumbingEnded?.What.By,
            .. facts.PenSessions.Select(p => p.What.By),
            .. facts.Areas.Select(a => a.What.By),
            .. facts.ByHand.Select(a => a.What.By),
            .. facts.Products.Select(p => p.What.By),
            facts.Aftercare?.What.By,
        ];
        return named.OfType<string>().Distinct();
    }

    private object Joined(IEnumerable<string> names)
    {
        object[] all = [.. names.SelectMany(n => new object[] { ", ", Tag.Entered(n) }).Skip(1)];
        return all.Length == 0 ? words.Get("report.not-recorded") : all;
    }
}
