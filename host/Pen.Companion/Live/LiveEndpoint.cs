using System.Collections.Generic;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Security;
using Pen.Companion.Web;

namespace Pen.Companion.Live;

/// <summary>What a page watches: server-sent events of one pen.</summary>
internal static class LiveEndpoint
{
    /// <summary>GET /live/{serial}.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/live/{serial}", Watch).RequireAuthorization(Policies.SeePen);

    private static IResult Watch(string serial, HttpContext http, PenRoster roster, Visit visit, OpenStreams streams)
    {
        if (roster.Find(serial) is not { } desk)
        {
            return Results.NotFound();
        }

        if (streams.TryTake(http.Connection.RemoteIpAddress) is not { } place)
        {
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        http.Response.RegisterForDispose(place);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Signing out ends it too, wherever that is done.
        CancellationToken over = http.Sitting()?.Over ?? CancellationToken.None;
        return TypedResults.ServerSentEvents(Items(desk, visit.Screen, over, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> Items(
        PenDesk desk,
        string screen,
        CancellationToken over,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using LiveFeed.Watcher watcher = desk.Feed.Watch(screen);
        using CancellationTokenRegistration ending = over.Register(watcher.Dispose);
        await foreach (LiveItem item in watcher.ReadAsync(ct))
        {
            yield return new SseItem<string>(item.Json, item.Event);
        }
    }
}
