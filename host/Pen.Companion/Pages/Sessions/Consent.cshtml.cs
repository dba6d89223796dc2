using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>The client agrees, to a text that stands here as a whole and in the client's language.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class ConsentModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <summary>The client's language; that of the page unless chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Consent;

    /// <summary>The client's language, one of those that there are.</summary>
    public string Spoken => TextTable.Languages.Contains(Language ?? "") ? Language! : Words.Language;

    /// <summary>The text to be agreed to.</summary>
    public string Text => Treatment.ConsentText(Words.Table(Spoken));

    /// <summary>The text.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Keeps that the client has agreed.</summary>
    public async Task<IActionResult> OnPostAsync(string? form)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        // Only the names: a number that is none of them would be kept as it is.
        if (Enum.GetValues<ConsentForm>().Where(f => $"{f}" == form).ToArray() is not [var how])
        {
            Problem = new Problem(Words["session.consent.how-missing"], Words["session.consent.how-missing.cure"]);
            return Page();
        }

        Treatment.Consent(Words.Table(Spoken), how);
        return GoOn();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next == TreatmentStep.Consent;
}
