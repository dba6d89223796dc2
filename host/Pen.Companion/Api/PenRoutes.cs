using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Pen.Client;
using Pen.Companion.Live;
using Pen.Companion.Pens;
using Pen.Companion.Security;
using Pen.Companion.Stopping;
using Pen.Companion.Web;

namespace Pen.Companion.Api;

/// <summary>Pens, for other programs: look, stop, put to rest. Preparing and arming belong to a session.</summary>
internal static class PenRoutes
{
    /// <summary>How often it is looked whether the token of an open stream still holds.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    public static void MapPens(this RouteGroupBuilder api)
    {
        api.MapGet("/pens", All)
            .RequireAuthorization(Scopes.PensRead)
            .Describe<PenView[]>("listPens", "All pens", "Those that are connected, and those whose line was lost.");
        api.MapGet("/pens/{serial}", One)
            .RequireAuthorization(Scopes.PensRead)
            .Describe<PenView>("getPen", "A pen", "What is known of it now.", 404);
        api.MapGet("/pens/{serial}/live", Watch)
            .RequireAuthorization(Scopes.PensRead)
            .WithName("watchPen")
            .WithSummary("Live values")
            .WithDescription(
                "Server-sent events: \"pen\" is what GET /pens/{serial} gives, at every change; \"sample\" comes 20 times a second with t (ms), s (state), d and sd (measured and set depth, µm), v and sv (measured and set speed, Hz), i (motor current, mA), n (strokes), r (running time, ms). A program that arms a pen must hold this open: a pen that nobody watches is stopped after 5 s."
            )
            .Produces<string>(200, "text/event-stream")
            .Problems(404, 429);
        api.MapPost("/pens/{serial}/stop", StopAsync)
            .RequireAuthorization(Scopes.Any)
            .DisableRateLimiting()
            .Describe<StopAnswer>(
                "stopPen",
                "STOP",
                "Any token may. Never refused and never limited; a serial that is not known stops all pens. POST /stop does the same without a token."
            );
        api.MapPost("/pens/{serial}/disarm", DisarmAsync)
            .RequireAuthorization(Scopes.PensCommand)
            .Describe<StandingAnswer>("disarmPen", "Back to rest", "From ready to standby; the needles go in.", 404, 409, 503);
        api.MapPost("/pens/{serial}/acknowledge", AcknowledgeAsync)
            .RequireAuthorization(Scopes.PensCommand)
            .Describe<StandingAnswer>(
                "acknowledgePen",
                "Faults were read",
                "A person has read the latched faults and removed their causes; the pen tests itself then. A program must not do this by itself.",
                404,
                409,
                503
            );
    }

    /// <summary>The pen's seat, for a program.</summary>
    /// <exception cref="SeatTakenException">Another screen or program commands it.</exception>
    public static void TakeSeat(this PenDesk desk, ClaimsPrincipal user) =>
        desk.Seat.Take(new SeatHolder(Screen(user), user.Identity!.Name!));

    /// <summary>What stands for a program where browsers have a screen.</summary>
    public static string Screen(ClaimsPrincipal user) => "token:" + user.FindFirstValue(ClaimTypes.NameIdentifier);

    private static IResult All(PenRoster roster) => Results.Json(roster.Desks.Select(PenJson.Model), ApiSetup.Json);

    private static IResult One(string serial, PenRoster roster) =>
        roster.Find(serial) is { } desk ? Results.Json(PenJson.Model(desk), ApiSetup.Json) : ApiProblem.Missing("pen");

    private static IResult Watch(string serial, HttpContext http, PenRoster roster, OpenStreams streams, TokenBook tokens)
    {
        if (roster.Find(serial) is not { } desk)
        {
            return ApiProblem.Missing("pen");
        }

        if (streams.TryTake(http.Connection.RemoteIpAddress) is not { } place)
        {
            return ApiProblem.Make(
                StatusCodes.Status429TooManyRequests,
                "too-many-streams",
                "Too many streams are open from this address.",
                "Close the others first."
            );
        }

        http.Response.RegisterForDispose(place);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        string id = http.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        return TypedResults.ServerSentEvents(Items(desk, Screen(http.User), () => tokens.Holds(id), http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> Items(
        PenDesk desk,
        string screen,
        Func<bool> holds,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using LiveFeed.Watcher watcher = desk.Feed.Watch(screen);
        long lookedMs = Environment.TickCount64;
        await foreach (LiveItem item in watcher.ReadAsync(ct))
        {
            if (Environment.TickCount64 - lookedMs > Look.TotalMilliseconds)
            {
                lookedMs = Environment.TickCount64;
                if (!holds())
                {
                    yield break;
                }
            }

            yield return new SseItem<string>(item.Json, item.Event);
        }
    }

    private static async Task<IResult> StopAsync(string serial, StopDesk stop, Words words)
    {
        StopReport report = await stop.StopAsync(serial);
        return Results.Json(
            new StopAnswer(report.IsWell, Math.Round(report.TookMs, 1), StopWords.Of(report, words)),
            ApiSetup.Json
        );
    }

    private static Task<IResult> DisarmAsync(string serial, HttpContext http, PenRoster roster, CancellationToken ct) =>
        CommandAsync(serial, http, roster, pen => pen.DisarmAsync(ct));

    private static Task<IResult> AcknowledgeAsync(string serial, HttpContext http, PenRoster roster, CancellationToken ct) =>
        CommandAsync(serial, http, roster, pen => pen.AcknowledgeAsync(ct));

    private static async Task<IResult> CommandAsync(
        string serial,
        HttpContext http,
        PenRoster roster,
        Func<PenClient, Task<PenStanding>> command
    )
    {
        if (roster.Find(serial) is not { } desk)
        {
            return ApiProblem.Missing("pen");
        }

        desk.TakeSeat(http.User);
        PenStanding standing = await command(desk.Line());
        await desk.RefreshAsync();
        return Results.Json(Answer(standing), ApiSetup.Json);
    }

    /// <summary>In the words of this interface.</summary>
    public static StandingAnswer Answer(PenStanding standing) =>
        new(standing.State, [.. standing.LatchedFaults.Select(f => (int)f)]);
}
