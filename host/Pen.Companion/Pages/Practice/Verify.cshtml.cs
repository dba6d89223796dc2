using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Keep;

/// <summary>Whether the records are what was written. It goes on beside the page, which tells how it stands.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class VerifyModel(VerifyDesk desk) : CompanionPage
{
    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The verification that goes on, or was the last.</summary>
    public VerifyRun? Run => desk.Last;

    /// <summary>How it stands, for a page that is open.</summary>
    public IActionResult OnGetStanding() => Partial("Practice/_Verified", Run);

    /// <summary>Begins one.</summary>
    public IActionResult OnPost()
    {
        desk.Begin(null, Visit.Name);
        return IsFragment ? Partial("Practice/_Verified", Run) : LocalRedirect("/practice/verify");
    }
}
