using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Service;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Pens;

/// <summary>A pen's self-test: what it found last, and testing anew.</summary>
public sealed class SelfTestModel(PenRoster roster, Practice practice, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>How the pen stands; null where it cannot be asked.</summary>
    public PenStatus? Status { get; private set; }

    /// <summary>Whether the result is of a test that was just made.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Tested { get; set; }

    /// <summary>Asks the pen for what it found last.</summary>
    public async Task OnGetAsync()
    {
        if (!IsHere)
        {
            return;
        }

        try
        {
            Status = await Needed().RefreshAsync();
        }
        catch (PenException problem)
        {
            Problem ??= PenProblems.Of(problem, Words);
        }
    }

    /// <summary>Tests. Whoever commands the pen may, while it is not armed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await MayAsync(Policies.Treat))
        {
            return Forbid();
        }

        PenDesk desk = Needed();
        Command(desk);
        await SelfTests.RunAsync(desk, ct);
        return RedirectToPage(new { Serial, tested = true });
    }

    /// <inheritdoc />
    public override async Task<IActionResult> AgainAsync()
    {
        await OnGetAsync();
        return Page();
    }
}
