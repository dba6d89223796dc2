using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Treatments;

namespace Pen.Companion.Api;

/// <summary>A pen at work for a session, for other programs. Only for a session: what a pen does then belongs to somebody.</summary>
internal static class SessionRoutes
{
    private const int LongestWhy = 2000;
    private const int LongestSerial = 64;

    public static void MapWork(this RouteGroupBuilder api)
    {
        api.MapPost("/sessions/{id}/prepare", PrepareAsync)
            .RequireAuthorization(Scopes.PensCommand)
            .Accepts<PrepareBody>("application/json")
            .Describe<PreparedAnswer>(
                "prepareForSession",
                "Prepare a pen",
                "Depth, speed and area of the next run. The session has to wait for its areas. What the pen refuses comes back with code, field, value, limit and origin.",
                400,
                404,
                409,
                503
            );
        api.MapPost("/sessions/{id}/arm", ArmAsync)
            .RequireAuthorization(Scopes.PensCommand)
            .Accepts<PenBody>("application/json")
            .Describe<StandingAnswer>(
                "armForSession",
                "Arm the pen",
                "Lets the trigger on the pen start the motor; nothing starts by this. Needs this token's stream GET /pens/{serial}/live to be open, and a person in front of a STOP.",
                400,
                404,
                409,
                503
            );
        api.MapPost("/sessions/{id}/finish", FinishAsync)
            .RequireAuthorization(Scopes.PensCommand)
            .Accepts<PenBody>("application/json")
            .Describe<StandingAnswer>(
                "finishSession",
                "All areas are done",
                "Puts the pen to rest, collects everything that it has recorded, and closes its session. Aftercare is given at a screen.",
                400,
                404,
                409,
                503
            );
    }

    private static Task<IResult> PrepareAsync(string id, PrepareBody body, At at, CancellationToken ct)
    {
        if (body.DepthMicrons is < 0 or > ushort.MaxValue || body.SpeedHz is < 0 or > ushort.MaxValue)
        {
            string field = body.DepthMicrons is < 0 or > ushort.MaxValue ? "depthMicrons" : "speedHz";
            return Task.FromResult(
                ApiProblem.Bad(
                    field,
                    "This is no depth or no speed.",
                    $"Give 0 to {Limits.DepthMaxMicrons} µm and {Limits.SpeedMinHz} to {Limits.SpeedMaxHz} Hz."
                )
            );
        }

        if (body.Why?.Length > LongestWhy)
        {
            return Task.FromResult(ApiProblem.Bad("why", "The reason is too long.", $"Give at most {LongestWhy} characters."));
        }

        var wanted = new Preparation(body.DepthMicrons, body.SpeedHz, body.Area, body.Reason);
        return at.WorkAsync(
            id,
            body.Pen,
            async pen =>
            {
                Prepared done = await pen.PrepareAsync(wanted, body.Why, ct);
                return new PreparedAnswer(done.DepthMicrons, done.SpeedHz, done.Area, done.State, done.SpeedCeilingHz);
            },
            ct
        );
    }

    private static Task<IResult> ArmAsync(string id, PenBody body, At at, CancellationToken ct) =>
        at.WorkAsync(id, body.Pen, async pen => PenRoutes.Answer(await pen.ArmAsync(ct)), ct, watched: true);

    private static async Task<IResult> FinishAsync(string id, PenBody body, At at, Practice practice, CancellationToken ct)
    {
        IResult answer = await at.WorkAsync(
            id,
            body.Pen,
            async pen =>
            {
                await pen.FinishAsync(practice.Logs, ct);
                return PenRoutes.Answer(await at.StandingAsync(body.Pen, ct));
            },
            ct,
            leave: true
        );
        return answer;
    }

    /// <summary>What every one of these needs.</summary>
    internal sealed class At(IHttpContextAccessor http, SessionDesk sessions, PenRoster roster, Practice practice)
    {
        private HttpContext Http => http.HttpContext!;

        public async Task<IResult> WorkAsync<T>(
            string id,
            string serial,
            Func<TreatmentPen, Task<T>> work,
            CancellationToken ct,
            bool watched = false,
            bool leave = false
        )
        {
            if (RecordRoutes.FindSession(practice.Store, id) is null)
            {
                return ApiProblem.Missing("session");
            }

            if (serial is not { Length: > 0 and <= LongestSerial } || roster.Find(serial) is not { } desk)
            {
                return ApiProblem.Missing("pen");
            }

            if (watched && !desk.Feed.IsWatchedBy(PenRoutes.Screen(Http.User)))
            {
                return ApiProblem.Make(
                    StatusCodes.Status409Conflict,
                    "not-watched",
                    "This program does not watch the pen, and a pen that nobody watches is not armed.",
                    $"Open GET /api/v1/pens/{serial}/live with the same token first, and hold it open."
                );
            }

            desk.TakeSeat(Http.User);
            SessionRoom room = await sessions.EnterAsync(id, Http.User.Identity!.Name!);
            T answer = await room.WithPenAsync(desk, work, ct);
            if (leave)
            {
                await room.LeaveAsync();
            }

            await desk.RefreshAsync(ct);
            return Results.Json(answer, ApiSetup.Json);
        }

        public async Task<PenStanding> StandingAsync(string serial, CancellationToken ct)
        {
            PenStatus status = await roster.Find(serial)!.Line().GetStatusAsync(ct);
            return new PenStanding(status.State, FaultId.None, status.Flags, status.LatchedFaults);
        }
    }
}
