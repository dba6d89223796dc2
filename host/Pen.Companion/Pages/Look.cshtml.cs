using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Web;
using Pen.Records.Texts;

namespace Pen.Companion.Pages;

/// <summary>Language and colours, kept by the browser.</summary>
[AllowAnonymous]
public sealed class LookModel : CompanionPage
{
    /// <summary>Nothing to see: back to the start.</summary>
    public IActionResult OnGet() => LocalRedirect("/");

    /// <summary>Changes one of them.</summary>
    public IActionResult OnPost(string? theme, string? language, string? back)
    {
        if (theme is "light" or "dark")
        {
            Keep("pen-theme", theme);
        }

        if (language is not null && System.Linq.Enumerable.Contains(TextTable.Languages, language))
        {
            Keep(Words.Cookie, language);
        }

        return Onward(back);
    }

    private void Keep(string name, string value) =>
        Response.Cookies.Append(name, value, OwnCookie.For(Request, OwnCookie.Always));
}
