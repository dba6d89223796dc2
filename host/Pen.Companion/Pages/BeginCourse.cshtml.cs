using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Courses;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages;

/// <summary>Which course the session belongs to: the one that goes on, or a new one. Too early needs a reason.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class BeginCourseModel(Practice practice, Beginning beginning) : BeginPage(practice, beginning)
{
    /// <summary>The course that goes on, with the number of sessions held; null where there is none.</summary>
    public (Course Course, int Held)? Current { get; private set; }

    /// <summary>The day from which its next session is advised, if that is still to come.</summary>
    public NextSession? Early { get; private set; }

    /// <summary>The reason as far as it was written.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The choice; a client without a course begins one.</summary>
    public IActionResult OnGet() => Look() ?? (Current is null ? LocalRedirect($"/begin/{Client.Id}/new") : Page());

    /// <summary>Begins the next session of the course.</summary>
    public IActionResult OnPost(string? course, string? device, string? reason)
    {
        if (Look() is { } away)
        {
            return away;
        }

        Why = reason ?? "";
        if (Current is not { } current || current.Course.Id != course)
        {
            return RedirectToPage();
        }

        if (!TakeDevice(device))
        {
            return Page();
        }

        string? why = Entered.Text(reason, Treatment.LongestReason);
        if (Early is not null && why is null)
        {
            Problem = new Problem(Words["begin.early.no-reason"], Words["session.no-reason.cure"]);
            return Page();
        }

        return LocalRedirect(StepPath.Session(Beginning.Begin(Visit.Name, current.Course, Device, why)));
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Look() ?? Page());

    private IActionResult? Look()
    {
        IActionResult? away = Find();
        if (away is null)
        {
            Current = Beginning.CurrentCourse(Client.Id);
            Early = Current is { } current ? Beginning.TooEarly(current.Course) : null;
        }

        return away;
    }
}
