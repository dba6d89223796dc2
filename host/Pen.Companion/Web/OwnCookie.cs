using System;
using Microsoft.AspNetCore.Http;

namespace Pen.Companion.Web;

/// <summary>How this program's cookies are: for no script, for no other site, and with https for nothing else.</summary>
internal static class OwnCookie
{
    /// <summary>Until the browser forgets what it was told to keep; browsers allow no longer.</summary>
    public static readonly TimeSpan Always = TimeSpan.FromDays(400);

    /// <summary>The options.</summary>
    /// <param name="request">Whose answer brings the cookie.</param>
    /// <param name="keep">How long the browser keeps it; null until its window is closed.</param>
    public static CookieOptions For(HttpRequest request, TimeSpan? keep) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = request.IsHttps,
            IsEssential = true,
            MaxAge = keep,
            Path = "/",
        };
}
