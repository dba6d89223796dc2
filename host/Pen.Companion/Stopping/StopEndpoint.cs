using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pen.Companion.Web;

namespace Pen.Companion.Stopping;

/// <summary>STOP over HTTP: a plain POST without a token, without a session, without a body.</summary>
internal static class StopEndpoint
{
    /// <summary>POST /stop, for every pen, and POST /stop/{serial} for one.</summary>
    public static void MapStop(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/stop/{serial?}", StopAsync).AllowAnonymous().DisableAntiforgery();
        // Whoever lands here by going back, or by hand, gets the button and not an error.
        routes.MapGet("/stop/{serial?}", (HttpContext http, Words words) => Page(http, words, null)).AllowAnonymous();
    }

    private static async Task<IResult> StopAsync(string? serial, HttpContext http, StopDesk desk, Words words)
    {
        StopReport report = await desk.StopAsync(serial);
        bool script = http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        return script
            ? Results.Json(
                new
                {
                    well = report.IsWell,
                    tookMs = Math.Round(report.TookMs, 1),
                    words = StopWords.Of(report, words),
                }
            )
            : Page(http, words, report);
    }

    private static IResult Page(HttpContext http, Words words, StopReport? report) =>
        Results.Content(StopPage.Html(words, report, LocalReferrer(http)), "text/html; charset=utf-8");

    /// <summary>Where the button was pressed, to go back there; the start page where that is not known.</summary>
    private static string LocalReferrer(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out Uri? from)
        && from.Authority == http.Request.Host.Value
        && !from.AbsolutePath.StartsWith("/stop", StringComparison.Ordinal)
            ? from.PathAndQuery
            : "/";
}
