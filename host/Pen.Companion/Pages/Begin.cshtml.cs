using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages;

/// <summary>Who is treated: a client who is known, or a new one.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class BeginModel(Practice practice) : CompanionPage
{
    /// <summary>Characters of a name, at the most.</summary>
    public const int LongestName = 200;

    /// <summary>Characters of what is kept to reach somebody, at the most.</summary>
    public const int LongestContact = 1000;

    private const int MostSearched = 2000;
    private const int MostShown = 20;

    /// <summary>Part of a pseudonym that is looked for; empty for those seen last.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>Those who were found, and whether there are more.</summary>
    public IReadOnlyList<FoundClient> Found { get; private set; } = [];

    /// <summary>Whether more were found than are shown.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Pseudonym in the form of a new client.</summary>
    public string Pseudonym { get; private set; } = "";

    /// <summary>Name and contact in that form.</summary>
    public (string Name, string Contact) Typed { get; private set; } = ("", "");

    private string Wanted => Search?.Trim() ?? "";

    /// <summary>The clients seen last, or those that are looked for.</summary>
    public void OnGet()
    {
        Pseudonym = "C-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(3));
        Find();
    }

    /// <summary>The list alone, while somebody types.</summary>
    public IActionResult OnGetList()
    {
        Find();
        return Partial("_ClientList", this);
    }

    /// <summary>Adds a client.</summary>
    public IActionResult OnPost(string? pseudonym, string? name, string? contact)
    {
        Pseudonym = pseudonym?.Trim() ?? "";
        Typed = (name?.Trim() ?? "", contact?.Trim() ?? "");
        if (Refusal() is { } refused)
        {
            Problem = refused;
            Find();
            return Page();
        }

        ClientRecord client = practice.Store.AddClient(Visit.Name, Pseudonym);
        if (Typed.Name.Length > 0)
        {
            practice.Store.SetIdentity(Visit.Name, client, new Identity(Typed.Name, Typed.Contact));
        }

        return LocalRedirect("/begin/" + client.Id);
    }

    /// <inheritdoc />
    public override System.Threading.Tasks.Task<IActionResult> AgainAsync()
    {
        Find();
        return base.AgainAsync();
    }

    private Problem? Refusal() =>
        Entered.Line(Pseudonym, RecordStore.LongestPseudonym) is null
            ? new Problem(Words["begin.bad-pseudonym"], Words.Get("begin.bad-pseudonym.cure", RecordStore.LongestPseudonym))
        : practice.Store.FindClient(Pseudonym) is not null
            ? new Problem(Words.Get("begin.taken", Pseudonym), Words["begin.taken.cure"])
        : Typed.Name.Length > LongestName || Typed.Contact.Length > LongestContact || Typed.Name.Any(char.IsControl)
            ? new Problem(Words["begin.bad-name"], Words.Get("begin.bad-name.cure", LongestName, LongestContact))
        : Typed is { Name.Length: 0, Contact.Length: > 0 } ? new Problem(Words["begin.no-name"], Words["begin.no-name.cure"])
        : null;

    private void Find()
    {
        ClientRecord[] all =
        [
            .. practice
                .Store.RecentClients(Wanted.Length == 0 ? MostShown + 1 : MostSearched)
                .Where(c => c.Erased is null && c.Pseudonym.Contains(Wanted, StringComparison.OrdinalIgnoreCase)),
        ];
        if (Wanted.Length > 0 && all.All(c => c.Pseudonym != Wanted))
        {
            ClientRecord? exact = practice.Store.FindClient(Wanted);
            all = exact is { Erased: null } && all.All(c => c.Id != exact.Id) ? [exact, .. all] : all;
        }

        ILookup<string, Session> open = practice.Store.OpenSessions().ToLookup(s => s.ClientId);
        HasMore = all.Length > MostShown;
        Found = [.. all.Take(MostShown).Select(c => new FoundClient(c, NameOf(c), open[c.Id].LastOrDefault()))];
    }

    private string NameOf(ClientRecord client)
    {
        try
        {
            return client.HasIdentity ? practice.Store.ReadIdentity(client.Id)?.Name ?? "" : "";
        }
        catch (RecordsException problem)
        {
            return "⚠ " + problem.Problem;
        }
    }
}

/// <summary>A client in the list.</summary>
/// <param name="Client">Who, under a pseudonym.</param>
/// <param name="Name">The name; empty where none is kept.</param>
/// <param name="Open">The session that nobody has ended; null where there is none.</param>
public sealed record FoundClient(ClientRecord Client, string Name, Session? Open);
