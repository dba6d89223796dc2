using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>The screen while nobody is there: how the pens stand, STOP, and a way back in. Nothing of the records.</summary>
[AllowAnonymous]
public sealed class LockModel(PenRoster roster, AccountBook book, SignInDesk desk, TimeProvider clock) : CompanionPage
{
    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The pen that this screen commands goes on being watched, and STOP is its.</summary>
    public override PenDesk? Desk => roster.Desks.FirstOrDefault(d => d.Seat.Holder?.Screen == Visit.Screen);

    /// <summary>Pens, for how they stand.</summary>
    public IReadOnlyList<PenDesk> Pens => [.. roster.Desks.Where(d => d.Serial.Length > 0)];

    /// <summary>Whether only the form was asked for, to lay over a page.</summary>
    public bool IsPart => IsFragment;

    /// <summary>The lock; where nothing is locked, on to the page.</summary>
    public IActionResult OnGet() => ToSignIn() ?? (User.IsLocked() ? Page() : Onward());

    /// <summary>The form alone.</summary>
    public IActionResult OnGetPanel() => ToSignIn() ?? (User.IsLocked() ? Partial("_LockPanel", this) : new NoContentResult());

    /// <summary>How the pens stand.</summary>
    public IActionResult OnGetPens() => ToSignIn() ?? Partial("_LockPens", Pens);

    /// <summary>Locks at once.</summary>
    public IActionResult OnPostNow()
    {
        if (ToSignIn() is { } away)
        {
            return away;
        }

        HttpContext.Sitting()!.Lock();
        return LocalRedirect("/lock?back=" + Uri.EscapeDataString(Refusing.Here(Request)));
    }

    /// <summary>The same person is back.</summary>
    public async Task<IActionResult> OnPostAsync(string? secret)
    {
        if (ToSignIn() is { } away)
        {
            return away;
        }

        Sitting sitting = HttpContext.Sitting()!;
        string name = book.Find(sitting.AccountId)?.Name ?? "";
        SignInAnswer answer = await desk.TryAsync(name, secret, HttpContext.Connection.RemoteIpAddress);
        if (answer.Account?.Id != sitting.AccountId)
        {
            Problem = SignInModel.Refused(answer, Words);
            return IsFragment ? Partial("_LockPanel", this) : Page();
        }

        sitting.Unlock(clock.GetUtcNow());
        return IsFragment ? new NoContentResult() : Onward();
    }

    private IActionResult? ToSignIn() =>
        HttpContext.Sitting() is not null ? null
        : IsFragment ? Unauthorized()
        : LocalRedirect(book.State == BookState.Empty ? "/" : "/sign-in");

    /// <summary>On to the page that was locked, which is not the lock.</summary>
    private LocalRedirectResult Onward() =>
        Onward(Back?.StartsWith("/lock", StringComparison.OrdinalIgnoreCase) == true ? null : Back);
}
