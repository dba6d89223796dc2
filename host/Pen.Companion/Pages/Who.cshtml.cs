using System;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>Who works at this screen, where there are no accounts.</summary>
public sealed class WhoModel(AccountBook book) : CompanionPage
{
    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The question; with accounts it is answered already.</summary>
    public IActionResult OnGet() => book.State == BookState.Empty ? Page() : LocalRedirect("/");

    /// <summary>Keeps the name.</summary>
    public IActionResult OnPost(string? name)
    {
        if (book.State != BookState.Empty)
        {
            return LocalRedirect("/");
        }

        string clean = LocalPerson.Clean(name);
        if (clean.Length == 0)
        {
            Problem = new Problem(Words["who.bad"], Words["who.bad.cure"]);
            return Page();
        }

        Response.Cookies.Append(
            LocalPerson.NameCookie,
            Uri.EscapeDataString(clean),
            OwnCookie.For(Request, TimeSpan.FromHours(12))
        );
        return Onward(Back);
    }
}
