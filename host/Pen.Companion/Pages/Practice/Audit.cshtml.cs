using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Keep;

/// <summary>The trail: who did what to which record, the newest first.</summary>
public sealed class AuditModel(Practice practice) : CompanionPage
{
    /// <summary>Entries on a page.</summary>
    public const int OnePage = 50;

    /// <summary>Signs of a search at the most.</summary>
    public const int LongestText = 100;

    /// <summary>A client's pseudonym for all that was done to their records; or a part of who, what or which record.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>Only entries before this one; null for the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The client whose records are meant; null where no client is.</summary>
    public ClientRecord? Client { get; private set; }

    /// <summary>Entries, the newest first.</summary>
    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>Where older entries begin; null where there are none.</summary>
    public long? Older { get; private set; }

    /// <summary>The page.</summary>
    public void OnGet()
    {
        string text = Text?.Trim() ?? "";
        if (text.Length > LongestText)
        {
            return;
        }

        RecordStore store = practice.Store;
        Client = text.Length > 0 ? store.FindClient(text) : null;
        IReadOnlyList<AuditEntry> some = store.AuditPage(
            new TrailQuery
            {
                Before = Before,
                Subjects = Client is null ? null : Subjects(store, Client.Id),
                Text = Client is null ? text : "",
                Most = OnePage + 1,
            }
        );
        Entries = [.. some.Take(OnePage)];
        Older = some.Count > OnePage ? Entries[^1].Sequence : null;
    }

    /// <summary>What was done, in words; as it stands in the trail where this program has none for it.</summary>
    public string ActionOf(AuditEntry entry)
    {
        string key = "history.action." + entry.Action;
        return Words.Texts.Has(key) ? Words[key] : entry.Action;
    }

    /// <summary>Where the record of an entry is shown; null for nowhere.</summary>
    public static string? LinkOf(AuditEntry entry) =>
        entry.Subject.Split(':', 2) switch
        {
            ["client", var id] => "/clients/" + Uri.EscapeDataString(id),
            ["session", var id] => "/sessions/" + Uri.EscapeDataString(id),
            ["pen", var serial] => "/pens/" + Uri.EscapeDataString(serial),
            _ => null,
        };

    private static string[] Subjects(RecordStore store, string clientId) =>
        [
            "client:" + clientId,
            .. store.Courses(clientId).Select(k => "course:" + k.Id),
            .. store.Sessions(clientId).Select(s => "session:" + s.Id),
            .. store.Photos(clientId).Select(p => "photo:" + p.Id),
        ];
}
