using System.Collections.Generic;
using System.Linq;
using Pen.Records;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>A session that waits for somebody.</summary>
/// <param name="Session">The session.</param>
/// <param name="Pseudonym">Whose.</param>
/// <param name="Indication">Id of what is treated; empty where it cannot be read.</param>
/// <param name="Waits">What it waits for; null where it cannot be read.</param>
public sealed record OpenSession(Session Session, string Pseudonym, string Indication, TreatmentStep? Waits);

/// <summary>The sessions that nobody has ended, read only: looking at the list takes nobody's pen away.</summary>
public static class OpenSessions
{
    /// <summary>More than this nobody has open at once; the others are found by their clients.</summary>
    public const int Most = 20;

    private const string Nobody = "-";

    /// <summary>The newest, each with what it waits for.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public static IReadOnlyList<OpenSession> Read(Practice practice) =>
        [.. practice.Store.OpenSessions().Reverse().Take(Most).Select(s => Read(practice, s))];

    /// <summary>A session as it stands in the records, to look at; whoever goes on with it enters its room.</summary>
    /// <exception cref="RecordsException">There is no such session, or it cannot be read.</exception>
    public static Treatment LookAt(Practice practice, string sessionId) =>
        Treatment.Resume(practice.Store, practice.Library, Nobody, sessionId);

    private static OpenSession Read(Practice practice, Session session)
    {
        RecordStore store = practice.Store;
        string pseudonym = store.FindClient(session.ClientId)?.Pseudonym ?? "";
        string indication = store.Courses(session.ClientId).FirstOrDefault(c => c.Id == session.CourseId)?.Indication ?? "";
        try
        {
            return new OpenSession(session, pseudonym, indication, LookAt(practice, session.Id).Next);
        }
        catch (RecordsException)
        {
            // One that cannot be read must not hide the others; its own page tells why.
            return new OpenSession(session, pseudonym, indication, null);
        }
    }
}
