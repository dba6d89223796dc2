using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>A note, at any step of a session.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class NoteModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <summary>What was typed, where it was refused.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(string? text)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        if (Entered.Text(text, Treatment.LongestReason) is not { } note)
        {
            Typed = text ?? "";
            Problem = new Problem(Words["session.note.bad"], Words.Get("session.note.bad.cure", Treatment.LongestReason));
            return Page();
        }

        Treatment.Note(note);
        return GoOn();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next != TreatmentStep.Over;
}
