using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>
/// The treatment screen: area, depth, speed, the pen's values. It prepares and arms; the hand on the pen starts. Everything that it shows is
/// read from the records and the pen anew, so it may be closed, loaded again or opened elsewhere at any moment.
/// </summary>
[Authorize(Policy = Policies.Treat)]
public sealed class AreasModel(SessionDesk sessions, PenRoster roster, Practice practice) : CompanionPage
{
    private SettingView? setting;

    /// <summary>Id of the session.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>Serial number of the pen, where somebody has chosen one.</summary>
    [BindProperty(SupportsGet = true, Name = "pen")]
    public string? Chosen { get; set; }

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The session.</summary>
    public SessionRoom Room { get; private set; } = null!;

    /// <summary>What was done.</summary>
    public AreaWork Work => new(Room.Treatment, practice.Store);

    /// <summary>Whose session it is, and how far it has come.</summary>
    public SessionTop Top => SessionTop.For(practice.Store, Room.Treatment, SessionStage.Areas);

    /// <summary>Pens that could do it.</summary>
    public IEnumerable<PenDesk> Pens => roster.Desks.Where(d => d.Serial.Length > 0);

    /// <summary>The chosen pen; else the one that works for the session, else the only one that answers.</summary>
    public override PenDesk? Desk =>
        roster.Find(Chosen ?? "") ?? roster.Find(Room?.Serial ?? "") ?? OnlyOne(Pens.Where(d => d.Client is not null));

    /// <summary>The form of depth and speed.</summary>
    public SettingView Setting => setting ??= SettingView.Propose(Room.Treatment, Area, Desk?.Now);

    /// <summary>The area that is worked on: the one last prepared.</summary>
    private TreatmentArea Area => Room.Treatment.Facts.Areas.LastOrDefault()?.What.Area ?? TreatmentArea.Unspecified;

    /// <summary>The whole screen; another step's page where the session waits for another.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        await EnterAsync();
        return Room.Treatment.Next == TreatmentStep.Areas && Room.Treatment.Device.Telemetry ? Page() : RedirectToStep();
    }

    /// <summary>The form for another area.</summary>
    public async Task<IActionResult> OnGetSettingAsync(string? area)
    {
        await EnterAsync();
        setting = SettingView.Propose(Room.Treatment, AreaNames.Find(area ?? ""), Desk?.Now);
        return Partial("_Setting", this);
    }

    /// <summary>Whether only what changes with the pen is asked for: its parts stand in several places of the page.</summary>
    public bool IsRefresh { get; private set; }

    /// <summary>Where the pen stands, in words, and what can be done with it.</summary>
    public async Task<IActionResult> OnGetStandingAsync()
    {
        await EnterAsync();
        IsRefresh = true;
        return Partial("_Standing", this);
    }

    /// <summary>What was done so far, by area.</summary>
    public async Task<IActionResult> OnGetDoneAsync()
    {
        await EnterAsync();
        await Room.CollectAsync();
        return Partial("_Done", this);
    }

    /// <summary>Prepares the pen.</summary>
    public async Task<IActionResult> OnPostPrepareAsync(
        string? area,
        int depthMicrons,
        int speedHz,
        ConfirmReason reason,
        string? why,
        int confirmedMicrons
    )
    {
        await EnterAsync();
        TreatmentArea where = AreaNames.Find(area ?? "");
        if (
            depthMicrons is < 0 or > Limits.DepthMaxMicrons
            || speedHz is < 0 or > Limits.SpeedMaxHz
            || where == TreatmentArea.Unspecified
        )
        {
            Problem = new Problem(Words["areas.impossible"], Words["areas.impossible.cure"]);
            return await AgainAsync();
        }

        setting = SettingView.Propose(Room.Treatment, where, Desk?.Now) with
        {
            DepthMicrons = depthMicrons,
            SpeedHz = speedHz,
            Why = why ?? "",
        };
        bool needsReason = AreaAdvice.NeedsReason(where, depthMicrons);
        bool asked = confirmedMicrons == depthMicrons && reason != ConfirmReason.None && !string.IsNullOrWhiteSpace(why);
        if (needsReason && !asked)
        {
            setting = setting with { Confirm = true };
            return await AgainAsync();
        }

        PenDesk desk = Needed();
        Command(desk);
        var preparation = new Preparation(depthMicrons, speedHz, where, needsReason ? reason : ConfirmReason.None);
        await Room.WithPenAsync(desk, pen => pen.PrepareAsync(preparation, needsReason ? why : null));
        await desk.RefreshAsync();
        return await AgainAsync();
    }

    /// <summary>Lets the trigger start the motor.</summary>
    public Task<IActionResult> OnPostArmAsync() => WithPenAsync((pen, _) => pen.ArmAsync());

    /// <summary>Back to rest.</summary>
    public Task<IActionResult> OnPostDisarmAsync() => WithPenAsync((_, line) => line.DisarmAsync());

    /// <summary>A person has read the faults.</summary>
    public Task<IActionResult> OnPostAcknowledgeAsync() => WithPenAsync((_, line) => line.AcknowledgeAsync());

    /// <summary>Takes the pen over from another screen.</summary>
    public async Task<IActionResult> OnPostSeatAsync()
    {
        await EnterAsync();
        Needed().Seat.TakeOver(Visit.Seat);
        return await AgainAsync();
    }

    /// <summary>All areas are done: the pen is put to rest, everything that it recorded collected, and aftercare comes next.</summary>
    public async Task<IActionResult> OnPostFinishAsync()
    {
        await EnterAsync();
        PenDesk desk = Needed();
        Command(desk);
        await Room.WithPenAsync(
            desk,
            async pen =>
            {
                await pen.FinishAsync(practice.Logs);
                return true;
            }
        );
        await sessions.CloseAsync(Id);
        return Away($"/sessions/{Id}/aftercare");
    }

    /// <summary>The pen cannot be reached any more: the session goes on without it, and says so. What it recorded comes with its next session.</summary>
    public async Task<IActionResult> OnPostWithoutPenAsync()
    {
        await EnterAsync();
        Room.Treatment.Note(Words["areas.without-pen.note"]);
        await sessions.CloseAsync(Id);
        return Away($"/sessions/{Id}/aftercare");
    }

    /// <inheritdoc />
    public override async Task<IActionResult> AgainAsync()
    {
        await EnterAsync();
        return IsFragment ? Partial("_Work", this) : Page();
    }

    private async Task<IActionResult> WithPenAsync(Func<TreatmentPen, PenClient, Task<PenStanding>> work)
    {
        await EnterAsync();
        PenDesk desk = Needed();
        Command(desk);
        await Room.WithPenAsync(desk, pen => work(pen, desk.Line()));
        await desk.RefreshAsync();
        return await AgainAsync();
    }

    private async Task EnterAsync() =>
        Room ??= HttpMethods.IsGet(Request.Method)
            ? await sessions.LookAsync(Id, Visit.Name)
            : await sessions.EnterAsync(Id, Visit.Name);

    private PenDesk Needed() => Desk ?? throw new PenAwayException(null);

    private IActionResult RedirectToStep() => LocalRedirect($"/sessions/{Id}");

    /// <summary>Another page, also when only a part of this one was asked for.</summary>
    private IActionResult Away(string path)
    {
        if (!IsFragment)
        {
            return LocalRedirect(path);
        }

        Response.Headers["HX-Redirect"] = path;
        return new EmptyResult();
    }

    private static PenDesk? OnlyOne(IEnumerable<PenDesk> desks)
    {
        PenDesk[] found = [.. desks.Take(2)];
        return found.Length == 1 ? found[0] : null;
    }
}
