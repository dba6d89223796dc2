using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Pen.Companion.Security;

/// <summary>Tells the browser what a page of this program may do: nothing that comes from elsewhere, and no script inside a page.</summary>
internal sealed class SafeHeaders(RequestDelegate next)
{
    /// <summary>For all pages; a report brings its own.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

    private static readonly string[] Kept = ["/css", "/js", "/lib", "/icon.svg"];

    public Task InvokeAsync(HttpContext http)
    {
        // Last of all, so that an answer that was begun anew, as for an error, has them too.
        http.Response.OnStarting(
            static state =>
            {
                Add((HttpContext)state);
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }

    private static void Add(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Policy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), usb=(), serial=()";
        if (!Kept.Any(k => http.Request.Path.StartsWithSegments(k, StringComparison.OrdinalIgnoreCase)))
        {
            headers.CacheControl = "no-store";
        }
    }
}
