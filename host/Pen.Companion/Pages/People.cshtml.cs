using System;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>Who may sign in, and what they may do. While there is nobody, the first owner is made here.</summary>
[Authorize(Policy = Policies.Own)]
public sealed class PeopleModel(AccountBook book, Sittings sittings, Tries tries) : CompanionPage
{
    /// <summary>The accounts.</summary>
    public AccountBook Book { get; } = book;

    /// <summary>The name that was typed, for another try.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Adds a person. The first one is at this computer now, and signed in with it.</summary>
    public IActionResult OnPostAdd(string? name, Role role, string? secret, string? again)
    {
        bool first = Book.State == BookState.Empty;
        if (first && secret != again)
        {
            Typed = LocalPerson.Clean(name);
            return Refuse("secret.differs");
        }

        if (Book.Add(name, role, secret, mustChange: !first) is { } refused)
        {
            Typed = LocalPerson.Clean(name);
            return Refuse(refused);
        }

        if (first)
        {
            SittingCookie.Set(Response, sittings.Begin(Book.Named(name)!.Id));
        }

        return RedirectToPage();
    }

    /// <summary>Changes what a person may do, from the next request on.</summary>
    public IActionResult OnPostRole(string? id, Role role) => Done(Book.SetRole(id ?? "", role));

    /// <summary>Lets a person in no more, from this moment on; or again.</summary>
    public IActionResult OnPostDisable(string? id, bool disabled)
    {
        string? refused = Book.SetDisabled(id ?? "", disabled);
        if (refused is null && disabled)
        {
            sittings.EndAll(id!);
        }

        return Done(refused);
    }

    /// <summary>Gives a person another secret, which they change when they sign in.</summary>
    public IActionResult OnPostReset(string? id, string? secret)
    {
        string? refused = Book.SetSecret(id ?? "", secret, mustChange: true);
        if (refused is null)
        {
            sittings.EndAll(id!);
            tries.Forget(Tries.Key(Book.Find(id!), ""));
        }

        return Done(refused);
    }

    private IActionResult Done(string? refused) => refused is null ? RedirectToPage() : Refuse(refused);

    private IActionResult Refuse(string key)
    {
        Problem = new Problem(Words[key], Words.Get(key + ".cure", Book.Place));
        return Page();
    }
}
