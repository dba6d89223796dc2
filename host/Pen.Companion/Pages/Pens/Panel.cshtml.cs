using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Pens;

/// <summary>Hand, skin, cartridge and misfortunes of a simulated pen: the surroundings are moved, never the firmware.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class PanelModel(PenRoster roster, SimulatedPens simulated) : CompanionPage
{
    /// <summary>The panel stands on other pages.</summary>
    public IActionResult OnGet(string serial) => LocalRedirect("/pens/" + System.Uri.EscapeDataString(serial));

    /// <summary>Does one thing.</summary>
    /// <param name="serial">Which pen.</param>
    /// <param name="act">Name of an injection, and behind a colon its number.</param>
    /// <param name="value">Its number, as somebody has typed it; its own when empty.</param>
    public async Task<IActionResult> OnPostAsync(string serial, string? act, string? value)
    {
        if (
            act is null
            || !TryNumber(value, act, out double? number)
            || roster.Find(serial) is not { } desk
            || !await simulated.ActAsync(desk.Address, PanelTable.Name(act), number)
        )
        {
            return BadRequest();
        }

        return IsFragment ? Partial("_PanelAnswer", desk) : Back();
    }

    /// <summary>To the page with the panel on it.</summary>
    private IActionResult Back() =>
        System.Uri.TryCreate(Request.Headers.Referer, System.UriKind.Absolute, out System.Uri? from)
        && from.Authority == Request.Host.Value
            ? LocalRedirect(from.PathAndQuery)
            : LocalRedirect("/pens");

    /// <summary>Both decimal signs are understood: people type what their language has.</summary>
    private static bool TryNumber(string? typed, string act, out double? number)
    {
        number = PanelTable.Number(act);
        if (string.IsNullOrWhiteSpace(typed))
        {
            return number is not null || !act.Contains(':', System.StringComparison.Ordinal);
        }

        bool well = double.TryParse(
            typed.Trim().Replace(',', '.'),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double value
        );
        number = value;
        return well;
    }
}
