using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>All pens, how far this program has come with each, and what cures what is wrong.</summary>
public sealed class PensModel(PenRoster roster, IAuthorizationService authorization) : CompanionPage
{
    /// <summary>Commands that give whoever sits at the computer access to the pens' USB bridges.</summary>
    public const string UdevRule = Client.UdevRule.Commands;

    /// <summary>All pens.</summary>
    public PenRoster Roster { get; } = roster;

    /// <summary>The list alone, for a page that is open; nothing where that page shows what is so.</summary>
    public IActionResult OnGetList(string? seen, bool manage)
    {
        if (seen == PenDigest.Of(Roster.Desks))
        {
            return new NoContentResult();
        }

        ViewData["Manage"] = manage;
        return Partial("_PenList", Roster.Desks);
    }

    /// <summary>Tries again, at one address or wherever it did not succeed.</summary>
    public IActionResult OnPostAgain(string? address)
    {
        if (address is null)
        {
            Roster.TryAgain();
        }
        else
        {
            At(address)?.TryAgain();
        }

        return RedirectToPage();
    }

    /// <summary>Starts a simulated pen.</summary>
    public async Task<IActionResult> OnPostSimulateAsync()
    {
        if (!await MayAsync())
        {
            return Forbid();
        }

        if (Roster.Simulate())
        {
            return RedirectToPage();
        }

        Problem = new Problem(Words.Get("service.pens.enough", SimulatedPens.Most), Words["service.pens.enough.cure"]);
        return Page();
    }

    /// <summary>Takes a pen off the list that is not there any more, or ends a simulated one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string? address)
    {
        if (!await MayAsync())
        {
            return Forbid();
        }

        if (At(address) is not { } desk || await Roster.RemoveAsync(desk))
        {
            return RedirectToPage();
        }

        Problem = new Problem(Words["service.pens.in-use"], Words["service.pens.in-use.cure"]);
        return Page();
    }

    private PenDesk? At(string? address) => Roster.Desks.FirstOrDefault(d => d.Address == address);

    private async Task<bool> MayAsync() => (await authorization.AuthorizeAsync(User, Policies.Treat)).Succeeded;
}
