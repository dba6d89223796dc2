using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using static Pen.Records.Export.FhirParts;

namespace Pen.Records.Export;

/// <summary>
/// A client's sessions as a FHIR R4 bundle (4.0.1, type collection). The same records give the same bytes. What stands where: docs/fhir.md.
/// </summary>
public static class FhirBundle
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the bundle.</summary>
    /// <param name="store">The records.</param>
    /// <param name="client">Whose.</param>
    /// <param name="sessions">Which of that client's sessions; none gives a bundle with the client alone.</param>
    /// <param name="withName">Whether name, contact and notes are wanted; without, there is nothing personal in it.</param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="StoreException">Something in the records was altered.</exception>
    public static byte[] Make(RecordStore store, ClientRecord client, IEnumerable<Session> sessions, bool withName = false)
    {
        SessionDossier[] read = [.. sessions.Select(s => SessionDossier.Read(store, s.Id, withName))];
        Identity? identity = withName && client.Erased is null ? store.ReadIdentity(client.Id) : null;
        return Encoding.UTF8.GetBytes(Bundle(client, identity, read, withName).ToJsonString(Json) + "\n");
    }

    private static JsonObject Bundle(
        ClientRecord client,
        Identity? identity,
        IReadOnlyList<SessionDossier> sessions,
        bool withName
    )
    {
        string patient = Url(client.Id);
        var entries = new JsonArray { Entry(patient, Patient(client, identity)) };
        foreach ((string url, JsonObject device) in FhirDevices.Devices(sessions))
        {
            entries.Add(Entry(url, device));
        }

        foreach (SessionDossier session in sessions)
        {
            string procedure = Url(session.Session.Id);
            entries.Add(Entry(procedure, Procedure(session, patient, withName)));
            foreach ((string url, JsonObject use) in FhirDevices.Uses(session, patient))
            {
                entries.Add(Entry(url, use));
            }

            foreach ((string url, JsonObject seen) in FhirObservations.Of(session, patient, procedure))
            {
                entries.Add(Entry(url, seen));
            }
        }

        return Object(
            ("resourceType", "Bundle"),
            ("meta", Meta(sessions.Any(s => s.IsSimulated))),
            ("type", "collection"),
            ("entry", entries)
        );
    }

    private static JsonObject Entry(string url, JsonObject resource) => Object(("fullUrl", url), ("resource", resource));

    private static JsonObject Patient(ClientRecord client, Identity? identity) =>
        Object(
            ("resourceType", "Patient"),
            ("identifier", List(Identifier("pseudonym", client.Pseudonym))),
            ("name", identity is null ? null : List(Object(("text", Text(identity.Name))))),
            (
                "telecom",
                identity is null || Text(identity.Contact) is not { } contact
                    ? null
                    : List(Object(("system", "other"), ("value", contact)))
            )
        );

    private static JsonObject Procedure(SessionDossier session, string patient, bool withName)
    {
        Session one = session.Session;
        JsonObject code = Concept(FhirCodes.System("procedure"), "microneedling", "Microneedling");
        code["text"] = $"Microneedling, session {one.Number} of {session.Course.PlannedSessions} planned";
        var notes = session.Facts.Notes.Concat(session.Facts.Corrections).Select(n => Note(n.What.Text, n.At));
        return Object(
            ("resourceType", "Procedure"),
            ("meta", Meta(session.IsSimulated)),
            ("identifier", List(Identifier("session", one.Id), Identifier("course", session.Course.Id))),
            ("status", Status(session)),
            ("code", code),
            ("subject", Reference(patient)),
            ("performedPeriod", Period(one.Opened, one.Closed)),
            ("reasonCode", List(Known("indication", session.Course.Indication))),
            ("bodySite", List([.. SessionFigures.Areas(session).Select(BodySite)])),
            (
                "note",
                List([
                    session.IsSimulated ? Note("A simulated pen: nobody was treated with it.") : null,
                    .. withName ? notes : [],
                ])
            ),
            ("usedReference", List([.. FhirDevices.Used(session).Select(Reference)])),
            ("usedCode", List(Known("device", one.Device)))
        );
    }

    /// <summary>Of what was given up: "not-done" only where nothing had been done; else it was stopped on the way.</summary>
    private static string Status(SessionDossier session) =>
        session.Session.State switch
        {
            SessionState.Open => "in-progress",
            SessionState.Closed => "completed",
            _ when session.Runs.Count > 0 || session.Facts.ByHand.Count > 0 => "stopped",
            _ => "not-done",
        };
}
