using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;

namespace Pen.Companion.Pages;

/// <summary>A new course: what is treated, how often, how far apart. All that sources say stands there; the most cautious is proposed.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class BeginNewModel(Practice practice, Beginning beginning) : BeginPage(practice, beginning)
{
    private const int UsualWeeks = 4;

    /// <summary>Id of what is treated, once it is chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Indication { get; set; }

    /// <summary>What can be treated.</summary>
    public IReadOnlyList<Indication> Indications => Library.Indications;

    /// <summary>What sources say of it; null while nothing is chosen.</summary>
    public CourseAdvice? Advice =>
        Library.FindIndication(Indication ?? "") is { } known ? CourseAdvice.For(Library, known) : null;

    /// <summary>Number of sessions in the form.</summary>
    public string Count { get; private set; } = "";

    /// <summary>Weeks between two in the form.</summary>
    public string Weeks { get; private set; } = "";

    /// <summary>The choice of what is treated, or the form for what was chosen.</summary>
    public IActionResult OnGet()
    {
        Count = $"{Advice?.ProposedSessions?.Min ?? 1}";
        Weeks = $"{Advice?.ProposedInterval?.Most ?? UsualWeeks}";
        return Find() ?? Page();
    }

    /// <summary>Plans the course and begins its first session.</summary>
    public IActionResult OnPost(string? count, string? weeks, string? device)
    {
        if (Find() is { } away)
        {
            return away;
        }

        (Count, Weeks) = (count ?? "", weeks ?? "");
        if (Advice is not { } advice)
        {
            return RedirectToPage();
        }

        if (
            Entered.Whole(count, 1, RecordStore.MostSessions) is not { } sessions
            || Entered.Whole(weeks, 1, RecordStore.MostWeeks) is not { } apart
        )
        {
            Problem = new Problem(
                Words["begin.bad-numbers"],
                Words.Get("begin.bad-numbers.cure", RecordStore.MostSessions, RecordStore.MostWeeks)
            );
            return Page();
        }

        return TakeDevice(device)
            ? LocalRedirect(
                StepPath.Session(Beginning.BeginNew(Visit.Name, Client.Id, advice.Indication, sessions, apart, Device))
            )
            : Page();
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Find() ?? Page());
}
