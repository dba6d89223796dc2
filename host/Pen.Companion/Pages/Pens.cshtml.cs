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
    /// <summary>
    /// Lets whoever sits at the computer use the USB bridges that pens have: CP210x (10c4), CH340 (1a86), FTDI (0403) and Espressif's own (303a),
    /// vendor ids of the USB Implementers Forum.
    /// </summary>
    public const string UdevRule =
        "sudo tee /etc/udev/rules.d/70-pen.rules <<'RULE'\n"
        + "SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"10c4|1a86|0403|303a\", TAG+=\"uaccess\"\n"
        + "RULE\n"
        + "sudo udevadm control --reload && sudo udevadm trigger";

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
