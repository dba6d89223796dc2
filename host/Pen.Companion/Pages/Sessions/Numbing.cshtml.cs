using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Numbing cream: its time runs in the records, so it goes on whatever becomes of this page or of the program.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class NumbingModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Numbing;

    /// <summary>Minutes that are proposed; null where no source says any.</summary>
    public int? ProposedMinutes => Treatment.ProposedNumbing?.Min;

    /// <summary>The cream that is on; null when none is.</summary>
    public NumbingStarted? On => Treatment.Facts.NumbUntil is null ? null : Treatment.Facts.NumbingStarted!.What;

    /// <summary>Until when it acts; only while it is on.</summary>
    public DateTimeOffset Until => Treatment.Facts.NumbUntil!.Value.ToLocalTime();

    /// <summary>Seconds that are left; 0 when its time is over.</summary>
    public int LeftSeconds => Math.Max(0, (int)Math.Ceiling((Until - DateTimeOffset.Now).TotalSeconds));

    /// <summary>What was typed for the product, where it was refused.</summary>
    public string Product { get; private set; } = "";

    /// <summary>What was typed for the minutes, where they were refused.</summary>
    public string? Minutes { get; private set; }

    /// <summary>The step.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>The clock alone, for a page that is open.</summary>
    public async Task<IActionResult> OnGetClockAsync() =>
        await EnterAsync() is null && On is not null ? Partial("_Clock", this) : Nothing();

    /// <summary>Seconds that are left, for a page that is open: its own clock may have stood still.</summary>
    public async Task<IActionResult> OnGetLeftAsync() =>
        await EnterAsync() is null && On is not null ? new JsonResult(new { left = LeftSeconds }) : Nothing();

    /// <summary>The cream is on: its time begins, or begins anew.</summary>
    public async Task<IActionResult> OnPostStartAsync(string? product, string? minutes)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        (Product, Minutes) = (product ?? "", minutes);
        if (Entered.Whole(minutes, 1, Treatment.LongestNumbingMinutes) is not { } time)
        {
            Problem = new Problem(
                Words["session.numb.bad-minutes"],
                Words.Get("session.numb.bad-minutes.cure", Treatment.LongestNumbingMinutes)
            );
            return Page();
        }

        Treatment.StartNumbing(product ?? "", time == ProposedMinutes ? null : time);
        return GoOn();
    }

    /// <summary>The cream is off, or none is used.</summary>
    public async Task<IActionResult> OnPostEndAsync(string? reason)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        string? why = Entered.Text(reason, Treatment.LongestReason);
        if (why is null && (On is null || LeftSeconds > 0))
        {
            Problem = new Problem(Words["session.numb.no-reason"], Words["session.no-reason.cure"]);
            return Page();
        }

        Treatment.EndNumbing(why);
        return GoOn();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next == TreatmentStep.Numbing;

    private static NoContentResult Nothing() => new();
}
