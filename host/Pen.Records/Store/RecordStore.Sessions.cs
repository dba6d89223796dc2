using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Dapper;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>Courses and sessions: a session is what happened in it, one event after the other, each on disk when the call returns.</content>
public sealed partial class RecordStore
{
    /// <summary>Sessions of a course, at the most.</summary>
    public const int MostSessions = 50;

    /// <summary>Weeks between two sessions, at the most.</summary>
    public const int MostWeeks = 104;

    private const string SessionColumns =
        "id, course_id AS CourseId, client_id AS ClientId, number, state, device, opened_ms AS OpenedMs, closed_ms AS ClosedMs";

    private const string CourseColumns =
        "id, client_id AS ClientId, indication, planned_sessions AS PlannedSessions, interval_weeks AS IntervalWeeks, "
        + "protocols, created_ms AS CreatedMs";

    /// <summary>Plans a course.</summary>
    /// <exception cref="StoreException">The client was erased or is not there, or a number cannot be.</exception>
    public Course PlanCourse(
        string actor,
        string clientId,
        string indication,
        int plannedSessions,
        int intervalWeeks,
        string protocols
    )
    {
        if (plannedSessions is < 1 or > MostSessions || intervalWeeks is < 1 or > MostWeeks || indication.Length is 0 or > 40)
        {
            throw new StoreException(
                "This is not a course.",
                $"Plan 1 to {MostSessions} sessions, 1 to {MostWeeks} weeks apart, for an indication."
            );
        }

        return Write(
            (connection, transaction) =>
            {
                _ = KeyOf(connection, transaction, clientId);
                var course = new Course(NewId(), clientId, indication, plannedSessions, intervalWeeks, protocols, Time(NowMs));
                connection.Execute(
                    "INSERT INTO course (id, client_id, indication, planned_sessions, interval_weeks, protocols, created_ms) "
                        + "VALUES (@Id, @ClientId, @Indication, @PlannedSessions, @IntervalWeeks, @Protocols, @created)",
                    new
                    {
                        course.Id,
                        course.ClientId,
                        course.Indication,
                        course.PlannedSessions,
                        course.IntervalWeeks,
                        course.Protocols,
                        created = course.Created.ToUnixTimeMilliseconds(),
                    },
                    transaction
                );
                Note(connection, transaction, actor, "course.plan", "course:" + course.Id, course);
                return course;
            }
        );
    }

    /// <summary>A client's courses, the oldest first.</summary>
    public IReadOnlyList<Course> Courses(string clientId) =>
        Read<IReadOnlyList<Course>>(c =>
            [
                .. c.Query<CourseRow>(
                        $"SELECT {CourseColumns} FROM course WHERE client_id = @clientId ORDER BY created_ms, id",
                        new { clientId }
                    )
                    .Select(r => r.ToCourse()),
            ]
        );

    /// <summary>Begins the next session of a course.</summary>
    /// <exception cref="StoreException">There is no such course, or the one before is still open.</exception>
    public Session OpenSession(string actor, string courseId, string device)
    {
        if (device.Length is 0 or > 40)
        {
            throw new StoreException("This is not a device.", "Name one of the protocols' devices.");
        }

        return Write(
            (connection, transaction) =>
            {
                string clientId =
                    connection.QuerySingleOrDefault<string>(
                        "SELECT client_id FROM course WHERE id = @courseId",
                        new { courseId },
                        transaction
                    ) ?? throw new StoreException("There is no such course.", "Plan one first.");
                SessionRow? before = connection.QueryFirstOrDefault<SessionRow>(
                    $"SELECT {SessionColumns} FROM session WHERE course_id = @courseId ORDER BY number DESC LIMIT 1",
                    new { courseId },
                    transaction
                );
                if (before is { State: (int)SessionState.Open })
                {
                    throw new StoreException(
                        $"Session {before.Number} of this course is still open.",
                        "Close it, or go on with it."
                    );
                }

                long now = NowMs;
                var session = new Session(
                    NewId(),
                    courseId,
                    clientId,
                    (before?.Number ?? 0) + 1,
                    SessionState.Open,
                    device,
                    Time(now),
                    null
                );
                connection.Execute(
                    "INSERT INTO session (id, course_id, client_id, number, state, device, opened_ms) "
                        + "VALUES (@Id, @courseId, @clientId, @Number, 0, @device, @now)",
                    new
                    {
                        session.Id,
                        courseId,
                        clientId,
                        session.Number,
                        device,
                        now,
                    },
                    transaction
                );
                connection.Execute("UPDATE client SET seen_ms = @now WHERE id = @clientId", new { now, clientId }, transaction);
                Note(connection, transaction, actor, "session.open", "session:" + session.Id, session);
                return session;
            }
        );
    }

    /// <summary>Ends a session.</summary>
    /// <exception cref="StoreException">It is not open.</exception>
    public void EndSession(string actor, string sessionId, SessionState end) =>
        Write(
            (connection, transaction) =>
            {
                Open(connection, transaction, sessionId);
                connection.Execute(
                    "UPDATE session SET state = @state, closed_ms = @now WHERE id = @sessionId",
                    new
                    {
                        state = (int)(end == SessionState.Open ? SessionState.Closed : end),
                        now = NowMs,
                        sessionId,
                    },
                    transaction
                );
                Note(connection, transaction, actor, "session.end", "session:" + sessionId, new { state = end });
                return true;
            }
        );

    /// <summary>A session.</summary>
    /// <exception cref="StoreException">There is none with this id.</exception>
    public Session GetSession(string sessionId) => Read(c => Find(c, null, sessionId).ToSession());

    /// <summary>A client's sessions, the oldest first.</summary>
    public IReadOnlyList<Session> Sessions(string clientId) =>
        Read<IReadOnlyList<Session>>(c =>
            [
                .. c.Query<SessionRow>(
                        $"SELECT {SessionColumns} FROM session WHERE client_id = @clientId ORDER BY opened_ms, id",
                        new { clientId }
                    )
                    .Select(r => r.ToSession()),
            ]
        );

    /// <summary>Sessions that nobody has ended: after a crash they wait here.</summary>
    public IReadOnlyList<Session> OpenSessions() =>
        Read<IReadOnlyList<Session>>(c =>
            [
                .. c.Query<SessionRow>($"SELECT {SessionColumns} FROM session WHERE state = 0 ORDER BY opened_ms, id")
                    .Select(r => r.ToSession()),
            ]
        );

    private static SessionRow Find(DbConnection connection, DbTransaction? transaction, string sessionId) =>
        connection.QuerySingleOrDefault<SessionRow>(
            $"SELECT {SessionColumns} FROM session WHERE id = @sessionId",
            new { sessionId },
            transaction
        ) ?? throw new StoreException("There is no such session.", "Look at the client's sessions.");

    private static SessionRow Open(DbConnection connection, DbTransaction transaction, string sessionId)
    {
        SessionRow session = Find(connection, transaction, sessionId);
        return session.State == (int)SessionState.Open
            ? session
            : throw new StoreException("This session is over.", "Add a correction, or open the next session.");
    }
}
