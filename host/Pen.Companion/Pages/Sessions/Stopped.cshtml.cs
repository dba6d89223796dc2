using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Records.Screening;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Screening says that it may not be today: why, and when it could be.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class StoppedModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Screening;

    /// <summary>What screening came to.</summary>
    public ScreeningResult Result => Treatment.Facts.Screening!.What.Result;

    /// <summary>Why it may not be.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next == TreatmentStep.Stopped;
}
