using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pen.Companion.Keeping;
using Pen.Companion.Security;
using Pen.Companion.Sessions;
using Pen.Records.Export;
using Pen.Records.Reports;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Companion.Api;

/// <summary>Records, for other programs, under pseudonyms: names never leave by this interface.</summary>
internal static class RecordRoutes
{
    private const int MostFound = 100;
    private const int MostSearched = 5000;
    private const int IdLength = 32;

    public static void MapRecords(this RouteGroupBuilder api)
    {
        api.MapGet("/clients", Clients)
            .RequireAuthorization(Scopes.RecordsRead)
            .Describe<ClientAnswer[]>(
                "listClients",
                "Clients",
                $"Those who were seen last, at most {MostFound}; with \"search\" those whose pseudonym contains it.",
                400
            );
        api.MapPost("/clients", Add)
            .RequireAuthorization(Scopes.RecordsWrite)
            .Accepts<ClientBody>("application/json")
            .Produces<ClientAnswer>(201)
            .WithName("addClient")
            .WithSummary("A new client")
            .WithDescription("Under a pseudonym; names are entered at a screen.")
            .Problems(400, 409, 503);
        api.MapGet("/clients/{id}", Client)
            .RequireAuthorization(Scopes.RecordsRead)
            .Describe<ClientCourses>("getClient", "A client", "By id, with the courses.", 404, 503);
        api.MapGet("/clients/{id}/sessions", Sessions)
            .RequireAuthorization(Scopes.RecordsRead)
            .Describe<Session[]>("listSessions", "A client's sessions", "The oldest first.", 404, 503);
        api.MapGet("/sessions/{id}", One)
            .RequireAuthorization(Scopes.RecordsRead)
            .Describe<SessionAnswer>(
                "getSession",
                "A session",
                "Its steps, what follows from them, and what the areas got.",
                404,
                503
            );
        api.MapGet("/sessions/{id}/report", Report)
            .RequireAuthorization(Scopes.RecordsRead)
            .WithName("getReport")
            .WithSummary("A session's report")
            .WithDescription("A page for print, under the pseudonym, in \"language\" en or de.")
            .Produces<string>(200, "text/html")
            .Problems(400, 404, 503);
        api.MapGet("/export/fhir/{clientId}", Fhir)
            .RequireAuthorization(Scopes.RecordsRead)
            .WithName("exportFhir")
            .WithSummary("A client's sessions as a FHIR R4 bundle")
            .WithDescription("Under the pseudonym, without notes.")
            .Produces<object>(200, "application/fhir+json")
            .Problems(404, 503);
    }

    /// <summary>A session by id; null where there is none.</summary>
    public static Session? FindSession(RecordStore store, string id)
    {
        if (!IsId(id))
        {
            return null;
        }

        try
        {
            return store.GetSession(id);
        }
        catch (StoreException missing) when (missing is not StoreBusyException)
        {
            return null;
        }
    }

    private static IResult Clients(string? search, Practice practice)
    {
        string part = search?.Trim() ?? "";
        if (part.Length > RecordStore.LongestPseudonym)
        {
            return ApiProblem.Bad(
                "search",
                "This is longer than any pseudonym.",
                $"Give at most {RecordStore.LongestPseudonym} characters."
            );
        }

        IEnumerable<ClientRecord> found = practice
            .Store.RecentClients(part.Length == 0 ? MostFound : MostSearched)
            .Where(c => c.Pseudonym.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Take(MostFound);
        return Results.Json(found.Select(Answer), ApiSetup.Json);
    }

    private static IResult Add(ClientBody body, HttpContext http, Practice practice)
    {
        ClientRecord client = practice.Store.AddClient(http.User.Identity!.Name!, body.Pseudonym);
        return Results.Json(Answer(client), ApiSetup.Json, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Client(string id, Practice practice) =>
        Find(practice.Store, id) is { } client
            ? Results.Json(new ClientCourses(Answer(client), practice.Store.Courses(client.Id)), ApiSetup.Json)
            : ApiProblem.Missing("client");

    private static IResult Sessions(string id, Practice practice) =>
        Find(practice.Store, id) is { } client
            ? Results.Json(practice.Store.Sessions(client.Id), ApiSetup.Json)
            : ApiProblem.Missing("client");

    private static IResult One(string id, HttpContext http, Practice practice)
    {
        RecordStore store = practice.Store;
        if (FindSession(store, id) is not { } session)
        {
            return ApiProblem.Missing("session");
        }

        var treatment = Treatment.Resume(store, practice.Library, http.User.Identity!.Name!, id);
        return Results.Json(
            new SessionAnswer(
                session,
                treatment.Next,
                [.. store.Events(id).Select(e => new StepAnswer(e.Sequence, e.At, e.Kind))],
                Facts(treatment.Facts),
                [
                    .. new AreaWork(treatment, store)
                        .Totals()
                        .Select(t => new TotalAnswer(t.Area, t.Runs, t.Strokes, t.Punctures, (long)t.Time.TotalMilliseconds)),
                ]
            ),
            ApiSetup.Json
        );
    }

    private static IResult Report(string id, string? language, HttpContext http, Practice practice)
    {
        string wanted = language ?? "en";
        if (!TextTable.Languages.Contains(wanted))
        {
            return ApiProblem.Bad(
                "language",
                "There is no such language.",
                $"Give one of {string.Join(", ", TextTable.Languages)}."
            );
        }

        if (FindSession(practice.Store, id) is null)
        {
            return ApiProblem.Missing("session");
        }

        ReportContext context = Reports.Context(TextTable.Load(wanted), practice);
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
        return Results.Content(
            TreatmentReport.Html(SessionDossier.Read(practice.Store, id), context),
            "text/html; charset=utf-8"
        );
    }

    private static IResult Fhir(string clientId, Practice practice)
    {
        RecordStore store = practice.Store;
        return Find(store, clientId) is { } client
            ? Results.Bytes(FhirBundle.Make(store, client, store.Sessions(client.Id)), "application/fhir+json")
            : ApiProblem.Missing("client");
    }

    /// <summary>By id alone: a pseudonym in an address would stand in logs of others.</summary>
    private static ClientRecord? Find(RecordStore store, string id) => IsId(id) ? store.FindClient(id) : null;

    private static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);

    private static ClientAnswer Answer(ClientRecord client) => new(client.Id, client.Pseudonym, client.Created, client.Erased);

    private static FactsAnswer Facts(TreatmentFacts facts) =>
        new(
            facts.Screening?.What.Result.Outcome.ToString(),
            facts.Consent?.At,
            facts.NumbUntil,
            [
                .. facts.Areas.Select(a => new AreaAnswer(
                    a.At,
                    a.What.By,
                    a.What.Serial,
                    a.What.Area,
                    a.What.DepthMicrons,
                    a.What.SpeedHz,
                    a.What.Reason
                )),
            ],
            facts.Aftercare?.At,
            facts.PenSessions.Any(p => p.What.Simulated)
        );
}
