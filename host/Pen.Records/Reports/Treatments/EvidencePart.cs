using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>Notes and corrections, and the records that all of it stands on.</summary>
internal sealed class EvidencePart(SessionDossier dossier, ReportWords words)
{
    /// <summary>What was written down, and what was added when the session was over.</summary>
    public IEnumerable<XElement> Notes()
    {
        TreatmentFacts facts = dossier.Facts;
        if (facts.Notes.Count + facts.Corrections.Count == 0)
        {
            yield return Tag.Of("p", words.Get(facts.IsForgotten ? "report.gone" : "report.notes.none"));
        }

        foreach (Timed<NoteWritten> note in facts.Notes)
        {
            yield return Tag.Of("p", Tag.Of("strong", words.Moment(note.At)), " ", Tag.Entered(note.What.Text));
        }

        foreach (Timed<NoteWritten> correction in facts.Corrections)
        {
            yield return Tag.Of(
                "p.note",
                Tag.Of("strong", words.Get("report.notes.correction", words.Moment(correction.At))),
                " ",
                Tag.Entered(correction.What.Text)
            );
        }
    }

    /// <summary>Which records of which pen.</summary>
    public IEnumerable<XElement> Records()
    {
        if (dossier.Runs.Count > 0)
        {
            yield return Tag.Table(
                words.Get("report.records.caption"),
                [
                    words.Get("report.pens.serial"),
                    "#" + words.Get("report.records.session"),
                    "#" + words.Get("report.records.runs"),
                    words.Get("report.records.range"),
                ],
                dossier
                    .Runs.GroupBy(r => (r.Serial, r.PenSession))
                    .Select(g =>
                        new object?[]
                        {
                            Tag.Entered(g.Key.Serial),
                            words.Count(g.Key.PenSession),
                            words.Count(g.Count()),
                            words.Get(
                                "report.records.from-to",
                                words.Count(g.Min(r => r.FirstRecord)),
                                words.Count(g.Max(r => r.LastRecord))
                            ),
                        }
                    )
            );
        }

        foreach (
            string serial in dossier
                .Facts.PenSessions.Where(p => dossier.Runs.All(r => r.Serial != p.What.Serial || r.PenSession != p.What.Number))
                .Select(p => p.What.Serial)
                .Distinct()
        )
        {
            yield return Tag.Of("p.note", words.Say("report.records.none", Tag.Entered(serial)));
        }

        yield return Tag.Of(
            "p.small",
            words.Get("report.records.how", dossier.Facts.LastSequence - dossier.Facts.Traces.Count)
        );
        yield return Tag.Of("p.small", words.Say("report.records.id", Tag.Entered(dossier.Session.Id)));
    }
}
