using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Api;
using Pen.Companion.People;
using Pen.Companion.Security;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>What holds for all screens: the lock, the foot switch, how tablets reach the program, and other programs' tokens.</summary>
[Authorize(Policy = Policies.Own)]
public sealed class SettingsModel(
    HouseSettings house,
    AccountBook book,
    TokenBook tokens,
    ServerCertificate certificate,
    IServiceProvider services
) : CompanionPage
{
    /// <summary>As they are.</summary>
    public House House => house.Now;

    /// <summary>The accounts.</summary>
    public AccountBook Book { get; } = book;

    /// <summary>Tokens.</summary>
    public IReadOnlyList<ApiToken> Tokens => tokens.All;

    /// <summary>A token that was made just now: shown this once.</summary>
    public string? Fresh { get; private set; }

    /// <summary>Whether something was kept just now.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Where it answers.</summary>
    public IReadOnlyList<string> Addresses => ServedAddresses.Of(services);

    /// <summary>By which the certificate is told from another; null without https.</summary>
    public string? Fingerprint => certificate.Fingerprint;

    /// <summary>Last day of the certificate.</summary>
    public string CertificateEnds =>
        certificate.Certificate?.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The page.</summary>
    public void OnGet(bool kept) => IsKept = kept;

    /// <summary>Minutes until the lock, and the foot switch.</summary>
    public IActionResult OnPostHouse(int idleMinutes, string? stopKey)
    {
        string? key = string.IsNullOrEmpty(stopKey) ? null : stopKey;
        if (key is not null && !HouseSettings.IsStopKey(key))
        {
            return Refuse("house.bad-key");
        }

        return house.Change(h => h with { IdleMinutes = idleMinutes, StopKey = key })
            ? RedirectToPage(new { kept = true })
            : Refuse("house.bad-idle");
    }

    /// <summary>Makes a token.</summary>
    public IActionResult OnPostToken(string? name, string[]? scopes)
    {
        (Fresh, string? refused) = tokens.Add(name, scopes ?? [], Visit.Name);
        return refused is null ? Page() : Refuse(refused);
    }

    /// <summary>Takes one away.</summary>
    public IActionResult OnPostRemove(string? id)
    {
        tokens.Remove(id);
        return RedirectToPage();
    }

    private IActionResult Refuse(string key)
    {
        Problem = new Problem(Words[key], Words[key + ".cure"]);
        return Page();
    }
}
