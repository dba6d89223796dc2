using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Courses;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Treatments;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Reports;

/// <summary>A course: its sessions with what was done, what sources say of its length, and when the next one may be.</summary>
public static class CourseOverview
{
    /// <summary>The overview as one HTML file.</summary>
    /// <param name="store">The records.</param>
    /// <param name="client">Whose.</param>
    /// <param name="course">Which course.</param>
    /// <param name="context">Language, time zone, time of making.</param>
    /// <param name="withName">Whether the client's name is wanted.</param>
    /// <exception cref="StoreException">Something in it was altered.</exception>
    public static string Html(
        RecordStore store,
        ClientRecord client,
        Course course,
        ReportContext context,
        bool withName = false
    )
    {
        ReportWords words = context.Words;
        IReadOnlyList<SessionDossier> sessions =
        [
            .. store.Sessions(client.Id).Where(s => s.CourseId == course.Id).Select(s => SessionDossier.Read(store, s.Id)),
        ];
        Identity? who = withName ? store.ReadIdentity(client.Id) : null;
        string title = words.Get("report.course.title");
        return HtmlPage.Write(
            words,
            $"{title} · {client.Pseudonym} · {words.Called("indication", course.Indication)}",
            "",
            sessions.Any(s => s.IsSimulated) ? Tag.Of("p.mark", words.Get("report.simulated")) : null,
            client.Erased is { } erased ? Tag.Of("p.mark", words.Get("report.forgotten", words.Moment(erased))) : null,
            Tag.Of("h1", title),
            Tag.Facts(
                (words.Get("report.head.client"), Tag.Entered(client.Pseudonym)),
                (words.Get("report.head.name"), who is null ? null : Tag.Entered(who.Name)),
                (words.Get("report.head.indication"), words.Called("indication", course.Indication)),
                (
                    words.Get("report.course.planned"),
                    words.Get("report.course.plan", course.PlannedSessions, course.IntervalWeeks)
                ),
                (words.Get("report.head.protocols"), Tag.Entered(course.Protocols)),
                (words.Get("report.head.made"), words.Moment(context.Made))
            ),
            Tag.Of("p.honest", words.Get("report.honest")),
            Tag.Of("h2", words.Get("report.course.sessions")),
            Sessions(sessions, words),
            Advice(course, sessions, context, words)
        );
    }

    private static XElement Sessions(IReadOnlyList<SessionDossier> sessions, ReportWords words) =>
        sessions.Count == 0
            ? Tag.Of("p", words.Get("report.course.none"))
            : Tag.Table(
                words.Get("report.course.caption"),
                [
                    "#" + words.Get("report.course.number"),
                    words.Get("report.course.day"),
                    words.Get("report.course.areas"),
                    "#" + words.Get("report.overview.deepest"),
                    "#" + words.Get("report.overview.punctures"),
                    words.Get("report.overview.faults"),
                    words.Get("report.course.state"),
                ],
                sessions.Select(s => Row(s, words))
            );

    private static object?[] Row(SessionDossier session, ReportWords words)
    {
        RunFigures total = RunFigures.Sum([.. session.Runs.Select(RunFigures.Of)]);
        string areas = AreaList.Of(session, words);
        string faults = string.Join(", ", session.Runs.SelectMany(r => r.Faults).Distinct().Select(words.Fault));
        return
        [
            words.Count(session.Session.Number),
            words.Day(session.Session.Opened),
            areas.Length == 0 ? ReportWords.None : areas,
            session.Runs.Count == 0 ? ReportWords.None : words.Mm(session.Runs.Max(r => r.SetDepthMicrons)),
            words.Least(total, total.Punctures),
            faults.Length == 0 ? words.Get("report.overview.no-faults") : faults,
            words.Name("report.state", session.Session.State)
                + (session.Facts.ByHand.Count > 0 ? "; " + words.Get("report.course.by-hand") : "")
                + (session.IsSimulated ? "; " + words.Get("report.pens.simulated") : ""),
        ];
    }

    private static IEnumerable<XElement?> Advice(
        Course course,
        IReadOnlyList<SessionDossier> sessions,
        ReportContext context,
        ReportWords words
    )
    {
        DateTimeOffset? last = sessions
            .Where(s => s.Session.State != SessionState.Abandoned)
            .Max(s => (DateTimeOffset?)s.Session.Opened);
        return context.Library.FindIndication(course.Indication) is { } indication
            ? new AdvicePart(context, words).Of(indication, last is { } day ? words.DayOf(day) : null)
            : [Tag.Of("p.note", words.Get("report.course.unknown"))];
    }
}
