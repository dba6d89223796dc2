using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;
using Pen.Records.Screening;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>What was settled before: screening, reasons, consent, numbing.</summary>
internal sealed class SafetyPart(TreatmentFacts facts, ReportContext context, ReportWords words)
{
    /// <summary>All of it.</summary>
    public IEnumerable<object?> All() => [Early(), Screening(), Findings(), Consent(), Numbing()];

    private XElement? Early() =>
        facts.Early is { } early
            ? Tag.Of(
                "p.note",
                words.Say(
                    "report.early",
                    words.Day(early.What.AdvisedFrom),
                    Tag.Entered(early.What.By),
                    Tag.Entered(early.What.Reason)
                )
            )
            : null;

    private object Screening() =>
        facts.Screening is { } done
            ? new object?[]
            {
                Tag.Of("h3", words.Get("report.screening")),
                Tag.Facts(
                    (words.Get("report.screening.outcome"), Tag.Of("strong", words.Name("outcome", done.What.Result.Outcome))),
                    (words.Get("report.screening.on"), words.Moment(done.At)),
                    (words.Get("report.screening.by"), Tag.Entered(done.What.Result.AskedBy)),
                    (words.Get("report.screening.version"), Tag.Entered(done.What.Result.Version)),
                    (words.Get("report.screening.possible"), done.What.Result.PossibleFrom is { } day ? words.Day(day) : null),
                    (words.Get("report.screening.reason"), done.What.Reason is { } reason ? Tag.Entered(reason) : null)
                ),
            }
            : Absent("report.screening");

    private XElement? Findings()
    {
        if (facts.Screening?.What.Result is not { } result)
        {
            return null;
        }

        return result.Findings.Count == 0
            ? Tag.Of("p", words.Get("report.screening.nothing", result.Answers.Count))
            : Tag.Table(
                words.Get("report.screening.findings", result.Findings.Count, result.Answers.Count),
                [
                    words.Get("report.screening.question"),
                    words.Get("report.screening.answer"),
                    words.Get("report.screening.leads"),
                    words.Get("report.screening.from"),
                ],
                result.Findings.Select(f =>
                    new object?[]
                    {
                        words.Called("question", f.Question),
                        Answer(result.Answers.FirstOrDefault(a => a.Question == f.Question)),
                        words.Name("outcome", f.Outcome)
                            + (
                                f.PossibleFrom is { } from ? "; " + words.Get("report.screening.from-day", words.Day(from)) : ""
                            ),
                        string.Join("; ", f.From.Select(s => words.Cited(context.Library, s))),
                    }
                )
            );
    }

    private string Answer(ScreeningAnswer? answer) =>
        words.Get(
            answer?.Yes is null ? "report.screening.unknown"
            : answer.Yes.Value ? "report.screening.yes"
            : "report.screening.no"
        ) + (answer?.Since is { } since ? ", " + words.Day(since) : "");

    private object Consent() =>
        facts.Consent is { } given
            ? new object?[]
            {
                Tag.Of("h3", words.Get("report.consent")),
                Tag.Facts(
                    (words.Get("report.consent.at"), words.Moment(given.At)),
                    (words.Get("report.consent.by"), Tag.Entered(given.What.By)),
                    (words.Get("report.consent.form"), words.Name("report.consent", given.What.Form)),
                    (
                        words.Get("report.consent.text"),
                        words.Say("report.consent.version", Tag.Entered(given.What.Version), Tag.Entered(given.What.Language))
                    )
                ),
            }
            : Absent("report.consent");

    private object Numbing()
    {
        if (facts.NumbingStarted is null && facts.NumbingEnded is null)
        {
            return Absent("report.numbing");
        }

        var said = new List<(string, object?)>();
        if (facts.NumbingStarted is { } on)
        {
            said.Add((words.Get("report.numbing.on"), words.Moment(on.At)));
            said.Add((words.Get("report.numbing.product"), on.What.Product.Length == 0 ? null : Tag.Entered(on.What.Product)));
            said.Add(
                (
                    words.Get("report.numbing.time"),
                    words.Say("report.numbing.minutes", words.Count(on.What.Minutes), From(on.What.From))
                )
            );
            said.Add((words.Get("report.numbing.by"), Tag.Entered(on.What.By)));
        }

        if (facts.NumbingEnded is { } off)
        {
            bool none = facts.NumbingStarted is null;
            said.Add((words.Get(none ? "report.numbing.none" : "report.numbing.off"), words.Moment(off.At)));
            said.Add(
                (words.Get("report.numbing.acted"), none ? null : ReportWords.With(words.Count(off.What.ActedMinutes), "min"))
            );
            said.Add((words.Get("report.numbing.reason"), off.What.Reason is { } reason ? Tag.Entered(reason) : null));
        }
        else
        {
            said.Add((words.Get("report.numbing.off"), words.Get("report.not-recorded")));
        }

        return new object[] { Tag.Of("h3", words.Get("report.numbing")), Tag.Facts(said) };
    }

    private object From(string from) =>
        from == "practitioner" ? words.Get("report.numbing.practitioner") : Tag.Entered(words.Cited(context.Library, from));

    /// <summary>Nothing is known: because nobody has entered it, or because it went with the client's key.</summary>
    private object Absent(string heading) =>
        new object[]
        {
            Tag.Of("h3", words.Get(heading)),
            Tag.Of("p", words.Get(facts.IsForgotten ? "report.gone" : "report.not-recorded")),
        };
}
