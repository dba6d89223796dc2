using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Areas that were treated with a roller: what somebody writes down, for nothing measures it.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class ByHandModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Areas;

    /// <summary>What was typed, where it was refused.</summary>
    public (string Area, string Length, string Passes) Typed { get; private set; } = ("", "", "");

    /// <summary>The areas so far.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAsync(string? area, string? length, string? passes)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        Typed = (area ?? "", length ?? "", passes ?? "");
        TreatmentArea where = AreaNames.Find(area ?? "");
        if (
            where == TreatmentArea.Unspecified
            || Entered.Microns(length, 1, Limits.DepthMaxMicrons) is not { } needles
            || Entered.Whole(passes, 1, Treatment.MostPasses) is not { } times
        )
        {
            Problem = new Problem(
                Words["session.hand.bad"],
                Words.Get("session.hand.bad.cure", Sizes.Millimetres(Limits.DepthMaxMicrons, Words), Treatment.MostPasses)
            );
            return Page();
        }

        Treatment.AddByHand(where, needles, times);
        return RedirectToPage();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next == TreatmentStep.Areas && !Treatment.Device.Telemetry;
}
