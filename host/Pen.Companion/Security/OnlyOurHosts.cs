using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Pen.Companion.Security;

/// <summary>
/// Answers only under the names that this program was started with, so that a foreign name that was pointed at this computer (DNS rebinding)
/// gets nothing; and takes nothing that changes something from a page of somebody else.
/// </summary>
internal sealed class OnlyOurHosts(RequestDelegate next, OurNames names)
{
    private readonly HashSet<string> hosts = new(names.All.Select(OurNames.InAddress), StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext http)
    {
        HttpRequest request = http.Request;
        if (!hosts.Contains(request.Host.Host))
        {
            return RefuseAsync(
                http,
                StatusCodes.Status421MisdirectedRequest,
                "This is not one of this server's names. Open the address that the program printed."
            );
        }

        bool changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (changes && IsForeign(request))
        {
            return RefuseAsync(
                http,
                StatusCodes.Status403Forbidden,
                "This was asked by a page of somebody else. Open the companion itself."
            );
        }

        return next(http);
    }

    /// <summary>A browser says where a request comes from; other programs say nothing.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host.Value}")
            || site is not ("" or "same-origin" or "none");
    }

    private static Task RefuseAsync(HttpContext http, int status, string words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(words);
    }
}
