using Microsoft.AspNetCore.Http;
using Pen.Companion.Web;

namespace Pen.Companion.People;

/// <summary>
/// The cookie of whoever has signed in. With https it has another name than without: a browser does not let a page without https replace the
/// cookie of one with it, and "__Host-" keeps every other address from setting it.
/// </summary>
internal static class SittingCookie
{
    private const string Plain = "pen-sitting";
    private const string Safe = "__Host-pen-sitting";

    public static string? Read(HttpRequest request) => request.Cookies[request.IsHttps ? Safe : Plain];

    /// <summary>Gone with the browser's window; how long it holds is decided here and not there.</summary>
    public static void Set(HttpResponse response, string token) =>
        response.Cookies.Append(NameFor(response), token, OptionsFor(response));

    public static void Remove(HttpResponse response) => response.Cookies.Delete(NameFor(response), OptionsFor(response));

    private static string NameFor(HttpResponse response) => response.HttpContext.Request.IsHttps ? Safe : Plain;

    private static CookieOptions OptionsFor(HttpResponse response) => OwnCookie.For(response.HttpContext.Request, keep: null);
}
