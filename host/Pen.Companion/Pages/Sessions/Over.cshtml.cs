using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Sessions;

/// <summary>A session that is over: what was done, its sheets, and corrections. Nothing of it is changed any more.</summary>
[Authorize(Policy = Policies.Watch)]
public sealed class OverModel(Practice practice, IAuthorizationService authorization) : LookPage(practice)
{
    private const int Longest = Pen.Records.Treatments.Treatment.LongestReason;

    /// <inheritdoc />
    public override bool NeedsName => !HttpMethods.IsGet(Request.Method);

    /// <summary>What was typed, where it was refused.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The summary; the step's page while it is not over.</summary>
    public IActionResult OnGet() => Dossier.Session.State == SessionState.Open ? LocalRedirect(StepPath.Session(Id)) : Page();

    /// <summary>Adds a correction.</summary>
    public async Task<IActionResult> OnPostAsync(string? text)
    {
        if (!(await authorization.AuthorizeAsync(User, Policies.Treat)).Succeeded)
        {
            return Forbid();
        }

        if (Dossier.Session.State == SessionState.Open)
        {
            return LocalRedirect(StepPath.Session(Id));
        }

        if (Entered.Text(text, Longest) is not { } correction)
        {
            Typed = text ?? "";
            Problem = new Problem(Words["session.note.bad"], Words.Get("session.note.bad.cure", Longest));
            return Page();
        }

        Practice.Store.Correct(Visit.Name, Id, correction);
        return RedirectToPage();
    }
}
