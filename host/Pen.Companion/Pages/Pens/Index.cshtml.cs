using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Pens;

/// <summary>One pen: who it is, how it stands, what the records know of it.</summary>
public sealed class IndexModel(PenRoster roster, Practice practice, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>Sessions that it was opened for, the newest first.</summary>
    public IReadOnlyList<PenUse> Uses { get; private set; } = [];

    /// <summary>Number of the newest of its records here; 0 without any.</summary>
    public uint LastRecord { get; private set; }

    /// <summary>Why the records cannot be read; null when they can.</summary>
    public Problem? RecordsTrouble { get; private set; }

    /// <summary>Looks into the records; a pen is shown also where they cannot be opened.</summary>
    public void OnGet()
    {
        try
        {
            LastRecord = Practice.Store.LastPenRecord(Serial);
            Uses = [.. Practice.Store.PenUses().Where(u => u.Serial == Serial).OrderByDescending(u => u.At)];
        }
        catch (RecordsException problem)
        {
            RecordsTrouble = RecordsProblems.Of(problem, Words);
        }
    }

    /// <summary>How it stands now; nothing where the page shows that already.</summary>
    public IActionResult OnGetNow(string? seen) =>
        Desk is { } desk && PenDigest.Of(desk) == seen ? new NoContentResult() : Partial("_Now", this);

    /// <summary>A person has read the faults.</summary>
    public Task<IActionResult> OnPostAcknowledgeAsync() => CommandedAsync(async desk => await desk.Line().AcknowledgeAsync());

    /// <summary>Back to rest.</summary>
    public Task<IActionResult> OnPostDisarmAsync() => CommandedAsync(async desk => await desk.Line().DisarmAsync());

    /// <summary>Takes the pen over from another screen.</summary>
    public async Task<IActionResult> OnPostSeatAsync()
    {
        if (!await MayAsync(Policies.Treat))
        {
            return Forbid();
        }

        Needed().Seat.TakeOver(Visit.Seat);
        return RedirectToPage(new { Serial });
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync()
    {
        OnGet();
        return base.AgainAsync();
    }

    private async Task<IActionResult> CommandedAsync(Func<PenDesk, Task> work)
    {
        if (!await MayAsync(Policies.Treat))
        {
            return Forbid();
        }

        PenDesk desk = Needed();
        Command(desk);
        await work(desk);
        await desk.RefreshAsync();
        return RedirectToPage(new { Serial });
    }
}
