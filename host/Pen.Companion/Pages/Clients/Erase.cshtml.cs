using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>Forgets everything personal of a client. It cannot be undone, and the page says so before.</summary>
[Authorize(Policy = Policies.Own)]
public sealed class EraseModel(Practice practice, UndoShelf undo, BackupFolder backups) : ClientPage(practice)
{
    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The session that is open; null where none is. With one, nothing is erased.</summary>
    public Session? Open { get; private set; }

    /// <summary>How many sessions stay, without what is personal of them.</summary>
    public int Sessions { get; private set; }

    /// <summary>How many photos go.</summary>
    public int Photos { get; private set; }

    /// <summary>Backups that were made since the client was added, and still hold everything.</summary>
    public IReadOnlyList<BackupFile> Backups { get; private set; } = [];

    /// <summary>What goes, what stays.</summary>
    public IActionResult OnGet() => Again();

    /// <summary>Does it.</summary>
    public IActionResult OnPost(string? pseudonym)
    {
        if (!Find())
        {
            return NoClient;
        }

        if (Practice.Store.Sessions(Id).Any(s => s.State == SessionState.Open))
        {
            Problem = new Problem(Words["history.erase.open"], Words["history.erase.open.cure"]);
            return Again();
        }

        if (pseudonym?.Trim() != Client.Pseudonym)
        {
            Problem = new Problem(Words["history.erase.other"], Words["history.erase.other.cure"]);
            return Again();
        }

        Practice.Store.EraseClient(Visit.Name, Id);
        undo.Forget(Id);
        return LocalRedirect("/clients/" + Id);
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Again());

    private IActionResult Again()
    {
        if (!Find())
        {
            return NoClient;
        }

        if (Client.Erased is not null)
        {
            return LocalRedirect("/clients/" + Id);
        }

        IReadOnlyList<Session> sessions = Practice.Store.Sessions(Id);
        Open = sessions.FirstOrDefault(s => s.State == SessionState.Open);
        Sessions = sessions.Count;
        Photos = Practice.Store.Photos(Id).Count;
        Backups = [.. backups.All().Where(b => b.Made >= Client.Created)];
        return Page();
    }
}
