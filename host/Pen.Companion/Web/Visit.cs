using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Pen.Companion.Pens;
using Pen.Companion.People;

namespace Pen.Companion.Web;

/// <summary>Who asks, and from which screen.</summary>
public sealed class Visit(IHttpContextAccessor http)
{
    private HttpContext Http => http.HttpContext!;

    /// <summary>Id of the browser.</summary>
    public string Screen => (string)Http.Items[ScreenCookie.Item]!;

    /// <summary>Name of the person; empty while nobody has said.</summary>
    public string Name => Http.User.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>What the person may do.</summary>
    public Role Role =>
        Http.User.IsInRole(nameof(Role.Owner)) ? Role.Owner
        : Http.User.IsInRole(nameof(Role.Practitioner)) ? Role.Practitioner
        : Role.Reader;

    /// <summary>Both, for a pen's seat.</summary>
    public SeatHolder Seat => new(Screen, Name);

    /// <summary>"dark" or "light".</summary>
    public string Theme => Http.Request.Cookies["pen-theme"] == "light" ? "light" : "dark";
}
