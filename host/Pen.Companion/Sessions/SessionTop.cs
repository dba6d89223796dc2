using System.Collections.Generic;
using System.Linq;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>One step in the list at the top of a page.</summary>
/// <param name="Stage">Which.</param>
/// <param name="IsDone">Whether it stands in the records.</param>
/// <param name="IsHere">Whether this page is its page.</param>
/// <param name="Path">Where it can be seen or done; null where neither is possible now.</param>
public sealed record StepMark(SessionStage Stage, bool IsDone, bool IsHere, string? Path);

/// <summary>What stands at the top of every page of a session: whose it is, and how far it has come.</summary>
/// <param name="Treatment">The session.</param>
/// <param name="Client">Whose.</param>
/// <param name="Course">Of which course.</param>
/// <param name="Here">The step that the page belongs to; null for none.</param>
public sealed record SessionTop(Treatment Treatment, ClientRecord Client, Course Course, SessionStage? Here)
{
    /// <summary>Id of the session.</summary>
    public string Id => Treatment.Session.Id;

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<StepMark> Steps => [.. StepPath.Stages(Treatment.Device).Select(Mark)];

    /// <summary>Reads what belongs to a session.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public static SessionTop For(RecordStore store, Treatment treatment, SessionStage? here)
    {
        Session session = treatment.Session;
        return new SessionTop(
            treatment,
            store.FindClient(session.ClientId)!,
            store.Courses(session.ClientId).First(c => c.Id == session.CourseId),
            here
        );
    }

    private StepMark Mark(SessionStage stage)
    {
        bool done = IsDone(stage);
        bool waits = StepPath.Stage(Treatment.Next) == stage;
        string? path =
            stage == Here ? null
            : waits ? StepPath.Of(Treatment)
            : done ? $"{StepPath.Session(Id)}/so-far#{stage.ToString().ToLowerInvariant()}"
            : null;
        return new StepMark(stage, done, stage == (Here ?? StepPath.Stage(Treatment.Next)), path);
    }

    private bool IsDone(SessionStage stage) =>
        stage switch
        {
            SessionStage.Screening => Treatment.Facts.Screening is not null && StepPath.Stage(Treatment.Next) != stage,
            SessionStage.Consent => Treatment.Facts.Consent is not null,
            SessionStage.Numbing => Treatment.Facts.NumbingIsOver,
            // Nobody writes down that no further area comes; what comes after it shows it.
            _ => Treatment.Facts.Aftercare is not null,
        };
}
