using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Keep;

/// <summary>All sessions as files for a spreadsheet.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class CsvModel(Practice practice, CsvDownload download) : CompanionPage
{
    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The files, packed into one.</summary>
    public async Task<IActionResult> OnPostAsync(bool names)
    {
        bool withNames = names && Visit.Role == Role.Owner;
        if (await download.MakeAsync(practice.Store, withNames) is not { } packed)
        {
            Problem = new Problem(Words["history.csv.busy"], Words["history.csv.busy.cure"]);
            return Page();
        }

        return File(packed, "application/zip", $"records-{Days.Of(DateTimeOffset.Now)}.zip");
    }
}
