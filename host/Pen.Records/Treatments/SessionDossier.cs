using System.Collections.Generic;
using System.Linq;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Treatments;

/// <summary>Everything that is known of one session: what people entered, and what the pens recorded of it.</summary>
/// <param name="Client">Who, under a pseudonym.</param>
/// <param name="Identity">The name; null where none is kept, or none is wanted.</param>
/// <param name="Course">The course that it belongs to.</param>
/// <param name="Session">The session.</param>
/// <param name="Facts">What happened.</param>
/// <param name="Runs">What the pens recorded, in order.</param>
/// <param name="Cartridges">The cartridges.</param>
public sealed record SessionDossier(
    ClientRecord Client,
    Identity? Identity,
    Course Course,
    Session Session,
    TreatmentFacts Facts,
    IReadOnlyList<PenRun> Runs,
    IReadOnlyList<CartridgeUse> Cartridges
)
{
    /// <summary>Whether a simulated pen took part: whatever is made of it says so.</summary>
    public bool IsSimulated => Facts.PenSessions.Any(p => p.What.Simulated);

    /// <summary>Reads everything of one session.</summary>
    /// <param name="store">The records.</param>
    /// <param name="sessionId">Which.</param>
    /// <param name="withName">Whether the client's name is wanted.</param>
    /// <exception cref="StoreException">There is no such session, or something in it was altered.</exception>
    public static SessionDossier Read(RecordStore store, string sessionId, bool withName = false)
    {
        Session session = store.GetSession(sessionId);
        TreatmentFacts facts = TreatmentFacts.From(store.Events(sessionId));
        return new SessionDossier(
            store.FindClient(session.ClientId)!,
            withName ? store.ReadIdentity(session.ClientId) : null,
            store.Courses(session.ClientId).First(c => c.Id == session.CourseId),
            session,
            facts,
            facts.RunsIn(store),
            store.CartridgesOf(sessionId)
        );
    }
}
