using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Courses;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>The end: aftercare is explained, its sheet printed, and the session closed.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class AftercareModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <summary>The client's language; as for the consent unless chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Aftercare;

    /// <summary>Whether it was explained and given.</summary>
    public bool IsGiven => Treatment.Facts.Aftercare is not null;

    /// <summary>The client's language, one of those that there are.</summary>
    public string Spoken =>
        new[] { Treatment.Facts.Aftercare?.What.Language, Language, Treatment.Facts.Consent?.What.Language }.FirstOrDefault(l =>
            TextTable.Languages.Contains(l ?? "")
        )
        ?? Words.Language;

    /// <summary>What the sheet says, in the client's language.</summary>
    public IReadOnlyList<AftercareAdvice> Advice =>
        AftercarePlan.For(Treatment.Library, Words.Table(Spoken), Treatment.Facts.Aftercare?.What.From ?? DateTimeOffset.Now);

    /// <summary>Serial number of the pen that still works for the session; empty when none does.</summary>
    public string PenAtWork => Room.Serial;

    /// <summary>Whether a pen's session has no end in the records: what it recorded last may be missing.</summary>
    public bool MayMissRuns => PenRecordsCheck.HasOpenEnd(Treatment, Practice.Store);

    /// <summary>What was done, by area.</summary>
    public IReadOnlyList<AreaTotal> Totals => new AreaWork(Treatment, Practice.Store).Totals();

    /// <summary>The client's name; null where none is kept.</summary>
    public bool HasName => Top.Client.HasIdentity;

    /// <summary>The step.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>It was explained: its times begin.</summary>
    public async Task<IActionResult> OnPostGiveAsync()
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        if (PenAtWork.Length > 0)
        {
            Problem = new Problem(Words.Get("session.after.pen-at-work", PenAtWork), Words["session.after.pen-at-work.cure"]);
            return Page();
        }

        if (!IsGiven)
        {
            Treatment.GiveAftercare(Spoken);
        }

        return GoOn();
    }

    /// <summary>Closes the session.</summary>
    public async Task<IActionResult> OnPostCloseAsync()
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        Treatment.Close();
        await Desks.CloseAsync(Id);
        return LocalRedirect(StepPath.Session(Id) + "/over");
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next is TreatmentStep.Areas or TreatmentStep.Closing;
}
