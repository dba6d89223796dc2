using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Service;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Pens;

/// <summary>A pen's usage log: how full it is, what of it is here, and bringing the rest.</summary>
public sealed class LogModel(PenRoster roster, Practice practice, LogPulls pulls, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>Whoever brings a log is named in the records that take it.</summary>
    public override bool NeedsName => HttpMethods.IsPost(Request.Method);

    /// <summary>Where the log in the pen begins and ends; null where the pen cannot be asked.</summary>
    public LogInfo? Info { get; private set; }

    /// <summary>Records of it on this computer's disk; null where the disk cannot be read.</summary>
    public int? Kept { get; private set; }

    /// <summary>The bringing that goes on, or the last one; null where there was none.</summary>
    public LogPull? Pull => pulls.Of(Serial);

    /// <summary>Share of the pen's memory for the log that holds records which no computer has confirmed, in percent.</summary>
    public double SharePercent => Info is { Capacity: > 0 } info ? 100.0 * (info.Head - info.Confirmed) / info.Capacity : 0;

    /// <summary>Looks at both ends.</summary>
    public async Task OnGetAsync()
    {
        Kept = OnDisk();
        if (!IsHere || Pull is { IsRunning: true })
        {
            return;
        }

        try
        {
            Info = await Needed().Line().GetLogInfoAsync();
        }
        catch (PenException problem)
        {
            Problem ??= PenProblems.Of(problem, Words);
        }
    }

    /// <summary>How far the bringing is.</summary>
    public IActionResult OnGetPull() => Partial("_LogPull", this);

    /// <summary>Begins it. It goes on by itself, whatever becomes of this page.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await MayAsync(Policies.Treat))
        {
            return Forbid();
        }

        PenDesk desk = Needed();
        if (desk.Now.IsArmed)
        {
            Problem = new Problem(Words["service.log.armed"], Words["service.log.armed.cure"]);
            return await AgainAsync();
        }

        pulls.Start(desk, Visit.Name);
        return RedirectToPage(new { Serial });
    }

    /// <inheritdoc />
    public override async Task<IActionResult> AgainAsync()
    {
        await OnGetAsync();
        return Page();
    }

    private int? OnDisk()
    {
        try
        {
            using LogArchive archive = LogArchive.OpenToRead(Practice.Logs, Serial);
            return archive.Entries.Count;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
