using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Keep;

/// <summary>Backups: made, listed, downloaded, verified and thrown away here; brought back on the command line only.</summary>
[Authorize(Policy = Policies.Own)]
public sealed class BackupsModel(BackupFolder folder, VerifyDesk verify) : CompanionPage
{
    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The folder of backups.</summary>
    public BackupFolder Folder => folder;

    /// <summary>All backups, the newest first.</summary>
    public IReadOnlyList<BackupFile> All { get; private set; } = [];

    /// <summary>Name of the backup that was just made.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Made { get; set; }

    /// <summary>The list.</summary>
    public void OnGet() => All = folder.All();

    /// <summary>One of them, as a file.</summary>
    public IActionResult OnGetFile(string? name)
    {
        if (folder.Find(name) is not { } file)
        {
            return NoFile;
        }

        Stream content = new FileStream(
            folder.PathOf(file),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );
        return File(content, "application/vnd.sqlite3", file.Name);
    }

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            BackupFile made = await Task.Run(folder.Make);
            return LocalRedirect("/practice/backups?made=" + made.Name);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Problem = new Problem(Words["history.backups.failed"], Words["history.backups.failed.cure"]);
            return await AgainAsync();
        }
    }

    /// <summary>Looks whether one can be opened and is whole.</summary>
    public IActionResult OnPostVerify(string? name)
    {
        if (folder.Find(name) is not { } file)
        {
            return NoFile;
        }

        verify.Begin(file, Visit.Name);
        return LocalRedirect("/practice/verify");
    }

    /// <summary>Throws one away.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(string? name, bool sure)
    {
        if (folder.Find(name) is not { } file)
        {
            return NoFile;
        }

        if (!sure)
        {
            Problem = new Problem(Words["history.backups.unsure"], Words["history.backups.unsure.cure"]);
            return await AgainAsync();
        }

        folder.Delete(file);
        return LocalRedirect("/practice/backups");
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync()
    {
        OnGet();
        return Task.FromResult<IActionResult>(Page());
    }

    private static MissingResult NoFile => new("history.backups.unknown", "history.backups.unknown.cure");
}
