using System;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pen.Companion.Security;

namespace Pen.Companion.People;

/// <summary>What the script of the lock asks. It only shows sooner what the server decides.</summary>
internal static class LockEndpoint
{
    /// <summary>POST /here: a hand has touched the screen. GET /lock/state: whether it is locked, or when it will be.</summary>
    public static void MapLock(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/here", Here).RequireAuthorization(Policies.Watch).DisableAntiforgery();
        routes.MapGet("/lock/state", State).RequireAuthorization(Policies.SeePen);
    }

    /// <summary>The request itself was taken note of when it came in.</summary>
    private static IResult Here() => Results.NoContent();

    private static IResult State(HttpContext http, HouseSettings house, TimeProvider clock)
    {
        if (http.Sitting() is not { } sitting)
        {
            return Results.Json(new { locked = false, inSeconds = House.MostIdleMinutes * 60 });
        }

        TimeSpan left = sitting.Seen + TimeSpan.FromMinutes(house.Now.IdleMinutes) - clock.GetUtcNow();
        return Results.Json(
            new { locked = http.User.IsLocked(), inSeconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) }
        );
    }
}
