using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Keeping;

/// <summary>A course with what was done of it, and what comes.</summary>
/// <param name="Course">The course.</param>
/// <param name="Sessions">Its sessions so far, in order.</param>
/// <param name="Next">When the next one is advised; null before the first, or where no source gives an interval.</param>
/// <param name="Known">Whether the protocols of today know the indication.</param>
public sealed record CoursePlan(Course Course, IReadOnlyList<Session> Sessions, NextSession? Next, bool Known)
{
    /// <summary>Sessions that count: those that were given up leave their place to another.</summary>
    public int Done => Sessions.Count(s => s.State == SessionState.Closed);

    /// <summary>The session that is open; null where none is.</summary>
    public Session? Open => Sessions.FirstOrDefault(s => s.State == SessionState.Open);

    /// <summary>How many are planned beyond those that are done and the open one.</summary>
    public int Left => Math.Max(0, Course.PlannedSessions - Done - (Open is null ? 0 : 1));

    /// <summary>All courses of a client, the newest first.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public static IReadOnlyList<CoursePlan> Of(RecordStore store, ProtocolLibrary library, string clientId)
    {
        IReadOnlyList<Session> sessions = store.Sessions(clientId);
        return
        [
            .. store
                .Courses(clientId)
                .Reverse()
                .Select(c => new CoursePlan(
                    c,
                    [.. sessions.Where(s => s.CourseId == c.Id).OrderBy(s => s.Number)],
                    Treatment.EarliestDay(store, library, c, TimeProvider.System),
                    library.FindIndication(c.Indication) is not null
                )),
        ];
    }
}
