using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Keep;

/// <summary>Clients who have not been seen for as long as a practice keeps what is personal. Exactly those who are shown are forgotten.</summary>
[Authorize(Policy = Policies.Own)]
public sealed class RetentionModel(Practice practice, UndoShelf undo) : CompanionPage
{
    /// <summary>The longest time, years.</summary>
    public const int LongestYears = 100;

    /// <summary>Clients who are shown, and forgotten, at once.</summary>
    public const int MostAtOnce = 200;

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>For how many years what is personal is kept; null while nobody has said.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Years { get; set; }

    /// <summary>How many were just forgotten.</summary>
    [BindProperty(SupportsGet = true)]
    public int Gone { get; set; }

    /// <summary>Those who are shown, the longest ago first; null where nothing was asked.</summary>
    public IReadOnlyList<ClientRecord>? Clients { get; private set; }

    /// <summary>Whether there are more of them.</summary>
    public bool More { get; private set; }

    /// <summary>Tells the list that was shown from any other.</summary>
    public string Digest =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Clients!.Select(c => c.Id)))));

    /// <summary>Who it would be.</summary>
    public void OnGet() => Look();

    /// <summary>Forgets them.</summary>
    public IActionResult OnPost(string? count, string? digest)
    {
        Look();
        if (Clients is not { Count: > 0 } clients || digest != Digest)
        {
            Problem = new Problem(Words["history.retention.other"], Words["history.retention.other.cure"]);
            return Page();
        }

        if (count?.Trim() != FormattableString.Invariant($"{clients.Count}"))
        {
            Problem = new Problem(Words["history.retention.count"], Words["history.retention.count.cure"]);
            return Page();
        }

        foreach (ClientRecord client in clients)
        {
            practice.Store.EraseClient(Visit.Name, client.Id);
            undo.Forget(client.Id);
        }

        return LocalRedirect(FormattableString.Invariant($"/practice/retention?gone={clients.Count}"));
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync()
    {
        Look();
        return Task.FromResult<IActionResult>(Page());
    }

    private void Look()
    {
        if (Years is null)
        {
            return;
        }

        if (Years is < 1 or > LongestYears)
        {
            Problem = new Problem(Words["history.retention.bad"], Words.Get("history.retention.bad.cure", LongestYears));
            return;
        }

        IReadOnlyList<ClientRecord> all = practice.Store.ClientsNotSeenSince(DateTimeOffset.Now.AddYears(-Years.Value));
        Clients = [.. all.Take(MostAtOnce)];
        More = all.Count > MostAtOnce;
    }
}
