using System;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Pen.Companion.People;

/// <summary>What stands in the way of somebody who has signed in.</summary>
public static class Present
{
    internal const string Locked = "pen-locked";
    internal const string MustChange = "pen-must-change";
    private const string Item = "sitting";

    /// <summary>Whether the screen is locked.</summary>
    public static bool IsLocked(this ClaimsPrincipal user) => user.HasClaim(Locked, Locked);

    /// <summary>Whether the secret has to be changed before anything else.</summary>
    public static bool HasToChange(this ClaimsPrincipal user) => user.HasClaim(MustChange, MustChange);

    /// <summary>Whether somebody is there who may look.</summary>
    public static bool IsPresent(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && !user.IsLocked() && !user.HasToChange();

    /// <summary>The sitting that a request belongs to; null where there are no accounts, or nobody has signed in.</summary>
    public static Sitting? Sitting(this HttpContext http) => http.Items[Item] as Sitting;

    internal static void Sit(this HttpContext http, Sitting sitting) => http.Items[Item] = sitting;

    /// <summary>
    /// Whether a person has made a request: one that changes something, or that loads a page. What pages ask for by themselves, such as values
    /// and lists that are kept up to date, is no sign of anybody.
    /// </summary>
    internal static bool IsByPerson(this HttpRequest request)
    {
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return true;
        }

        string mode = request.Headers["Sec-Fetch-Mode"].ToString();
        return mode is "" or "navigate"
            && !request.Headers.ContainsKey("HX-Request")
            && !request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments("/lock", StringComparison.OrdinalIgnoreCase);
    }
}
