using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Gives a session up, for a reason, at any step.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class GiveUpModel(SessionDesk sessions, Practice practice, PenRoster roster) : SessionPage(sessions, practice)
{
    /// <summary>What was typed, where it was refused.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Gives it up.</summary>
    public async Task<IActionResult> OnPostAsync(string? reason)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        if (Entered.Text(reason, Treatment.LongestReason) is not { } why)
        {
            Typed = reason ?? "";
            Problem = new Problem(Words["session.give-up.no-reason"], Words["session.no-reason.cure"]);
            return Page();
        }

        await RestPenAsync();
        Treatment.Abandon(why);
        await Desks.CloseAsync(Id);
        return LocalRedirect(StepPath.Session(Id) + "/over");
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next != TreatmentStep.Over;

    /// <summary>
    /// The pen is stopped and put to rest, and what it recorded is read. One that does not answer keeps nobody in a session that is to end: it
    /// stops by itself, and keeps its records.
    /// </summary>
    private async Task RestPenAsync()
    {
        if (roster.Find(Room.Serial) is not { } desk)
        {
            return;
        }

        try
        {
            await Room.WithPenAsync(
                desk,
                async pen =>
                {
                    await pen.FinishAsync(Practice.Logs);
                    return true;
                }
            );
        }
        catch (System.Exception problem) when (problem is PenException or PenAwayException or RecordsException)
        {
            Treatment.Note(Words["areas.without-pen.note"]);
        }
    }
}
