using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Pen.Companion.Web;

/// <summary>Gives every browser an id of its own, which no page and no script can read.</summary>
internal sealed class ScreenCookie(RequestDelegate next)
{
    /// <summary>Under this name the id goes with a request.</summary>
    public const string Item = "screen";

    private const string Name = "pen-screen";
    private const int Bytes = 16;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            // Other programs have tokens and no cookies.
            return next(http);
        }

        string? id = http.Request.Cookies[Name];
        if (id is null || id.Length != Bytes * 2 || !IsHex(id))
        {
            id = Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes));
            http.Response.Cookies.Append(Name, id, OwnCookie.For(http.Request, OwnCookie.Always));
        }

        http.Items[Item] = id;
        return next(http);
    }

    private static bool IsHex(string text)
    {
        foreach (char letter in text)
        {
            if (!char.IsAsciiHexDigit(letter))
            {
                return false;
            }
        }

        return true;
    }
}
