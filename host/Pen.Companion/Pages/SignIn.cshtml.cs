using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>Signing in and out.</summary>
[AllowAnonymous]
public sealed class SignInModel(SignInDesk desk, AccountBook book, Sittings sittings) : CompanionPage
{
    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The name that was typed, for another try.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Whether nobody can sign in, because the accounts cannot be read.</summary>
    public bool IsDamaged => book.State == BookState.Damaged;

    /// <summary>Where the accounts are.</summary>
    public string Place => book.Place;

    /// <summary>The form; without accounts nobody signs in.</summary>
    public IActionResult OnGet() => book.State == BookState.Empty ? LocalRedirect("/") : Page();

    /// <summary>Signs in; whoever had signed in at this browser before is signed out.</summary>
    public async Task<IActionResult> OnPostAsync(string? name, string? secret)
    {
        if (book.State != BookState.Kept)
        {
            return OnGet();
        }

        SignInAnswer answer = await desk.TryAsync(name, secret, HttpContext.Connection.RemoteIpAddress);
        if (answer.Account is not { } account)
        {
            Typed = LocalPerson.Clean(name);
            Problem = Refused(answer, Words);
            return Page();
        }

        // Always a new token: one that somebody has put into this browser before is worth nothing.
        sittings.End(SittingCookie.Read(Request));
        SittingCookie.Set(Response, sittings.Begin(account.Id));
        return Onward(Back);
    }

    /// <summary>Signs out.</summary>
    public IActionResult OnPostOut()
    {
        sittings.End(SittingCookie.Read(Request));
        SittingCookie.Remove(Response);
        return LocalRedirect("/sign-in");
    }

    /// <summary>A refused try in words, which are the same whether the name exists or not.</summary>
    internal static Problem Refused(SignInAnswer answer, Words words) =>
        answer.Until is { } until
            ? new Problem(
                words.Get("signin.locked", until.ToLocalTime().ToString("HH:mm", words.Culture)),
                words["signin.locked.cure"]
            )
            : new Problem(words["signin.wrong"], words["signin.wrong.cure"]);
}
