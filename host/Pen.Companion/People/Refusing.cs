using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Security;
using Pen.Companion.Web;

namespace Pen.Companion.People;

/// <summary>How a request is refused: a window is led to where it goes on, everything else gets a number and words.</summary>
internal static class Refusing
{
    /// <summary>Where to come back to: this page, or the one that a part or a form belongs to.</summary>
    public static string Here(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey("HX-Request"))
        {
            return request.Path + request.QueryString;
        }

        string from = request.Headers["HX-Current-URL"].ToString() is { Length: > 0 } page
            ? page
            : request.Headers.Referer.ToString();
        return Uri.TryCreate(from, UriKind.Absolute, out Uri? uri) && uri.Authority == request.Host.Value
            ? uri.PathAndQuery
            : "/";
    }

    /// <summary>Leads to another page; a script gets the number.</summary>
    public static Task SendAsync(HttpContext http, string to, int status, string key)
    {
        if (IsWindow(http.Request))
        {
            http.Response.Redirect(to);
            return Task.CompletedTask;
        }

        // A locked screen keeps what is typed on it: its own script shows the lock, so only who is not signed in is led away.
        if (http.Request.Headers.ContainsKey("HX-Request") && status != StatusCodes.Status423Locked)
        {
            http.Response.Headers["HX-Redirect"] = to;
        }

        return SayAsync(http, status, key);
    }

    /// <summary>Says no, on a page with STOP on it.</summary>
    public static Task ShowAsync(HttpContext http, int status, string key)
    {
        if (!IsWindow(http.Request))
        {
            return SayAsync(http, status, key);
        }

        Words words = http.RequestServices.GetRequiredService<Words>();
        return ErrorPage.WriteAsync(http, status, words[key], words[key + ".cure"]);
    }

    private static Task SayAsync(HttpContext http, int status, string key)
    {
        Words words = http.RequestServices.GetRequiredService<Words>();
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{words[key]} {words[key + ".cure"]}");
    }

    private static bool IsWindow(HttpRequest request) =>
        !request.Headers.ContainsKey("HX-Request")
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate"
        && !request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase)
        && (
            request.Headers.Accept.Count == 0
            || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            || request.Headers.Accept.ToString().Contains("*/*", StringComparison.Ordinal)
        );
}
