using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>One's own password or PIN.</summary>
[AllowAnonymous]
public sealed class SecretModel(AccountBook book, SignInDesk desk, Sittings sittings) : CompanionPage
{
    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The form.</summary>
    public IActionResult OnGet() => (IActionResult?)Away() ?? Page();

    /// <summary>Changes it; this person is signed out everywhere else.</summary>
    public async Task<IActionResult> OnPostAsync(string? now, string? next, string? again)
    {
        if (Away() is { } away)
        {
            return away;
        }

        Sitting sitting = HttpContext.Sitting()!;
        Account account = book.Find(sitting.AccountId)!;
        if (next != again || next == now)
        {
            return Refuse(next == now ? "secret.same" : "secret.differs");
        }

        SignInAnswer answer = await desk.TryAsync(account.Name, now, HttpContext.Connection.RemoteIpAddress);
        if (answer.Account?.Id != account.Id)
        {
            Problem = SignInModel.Refused(answer, Words);
            return Page();
        }

        if (book.SetSecret(account.Id, next, mustChange: false) is { } refused)
        {
            return Refuse(refused);
        }

        sittings.EndAll(account.Id);
        SittingCookie.Set(Response, sittings.Begin(account.Id));
        return Onward(Back);
    }

    private PageResult Refuse(string key)
    {
        Problem = new Problem(Words[key], Words[key + ".cure"]);
        return Page();
    }

    /// <summary>Nobody has signed in, or the screen is locked.</summary>
    private LocalRedirectResult? Away() =>
        HttpContext.Sitting() is null ? LocalRedirect(book.State == BookState.Empty ? "/people" : "/sign-in?back=/secret")
        : User.IsLocked() ? LocalRedirect("/lock?back=/secret")
        : null;
}
