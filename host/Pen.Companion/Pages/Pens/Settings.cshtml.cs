using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Protocol;

namespace Pen.Companion.Pages.Pens;

/// <summary>A pen's settings: what each is, what it may be, and changing it, which can be taken back.</summary>
public sealed class SettingsModel(PenRoster roster, Practice practice, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>The settings as they apply now; empty where the pen cannot be asked.</summary>
    public IReadOnlyList<SettingValue> Values { get; private set; } = [];

    /// <summary>The setting that was just changed; None without one.</summary>
    [BindProperty(SupportsGet = true)]
    public SettingId Changed { get; set; }

    /// <summary>What it was before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Was { get; set; }

    /// <summary>Whether the person may change them.</summary>
    public bool MayChange { get; private set; }

    /// <summary>Whether the pen takes changes in its present state.</summary>
    public bool TakesChanges => Desk?.Now.Status?.State is PenState.Standby or PenState.Fault;

    /// <summary>The changed one as it is now; null where none was.</summary>
    public SettingValue? ChangedNow => Was is null ? null : Values.FirstOrDefault(v => v.Id == Changed);

    /// <summary>Asks the pen.</summary>
    public async Task OnGetAsync()
    {
        MayChange = await MayAsync(Policies.Own);
        if (!IsHere)
        {
            return;
        }

        try
        {
            PenClient pen = Needed().Line();
            var read = new List<SettingValue>();
            for (int id = 1; id <= SettingTable.Count; id++)
            {
                read.Add(await pen.GetSettingAsync((SettingId)id));
            }

            Values = read;
        }
        catch (PenException problem)
        {
            Problem ??= PenProblems.Of(problem, Words);
        }
    }

    /// <summary>Changes one. What is beyond its limits goes to the pen as it is: the pen refuses it, and says why.</summary>
    public async Task<IActionResult> OnPostAsync(SettingId id, string? value)
    {
        if (!await MayAsync(Policies.Own))
        {
            return Forbid();
        }

        if (!SettingTable.Knows((int)id))
        {
            return BadRequest();
        }

        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int wanted))
        {
            Problem = new Problem(Words["service.settings.no-number"], Words["service.settings.no-number.cure"]);
            return await AgainAsync();
        }

        PenDesk desk = Needed();
        Command(desk);
        PenClient pen = desk.Line();
        SettingValue before = await pen.GetSettingAsync(id);
        await pen.SetSettingAsync(id, wanted, SettingActor.Practitioner);
        return RedirectToPage(
            new
            {
                Serial,
                changed = id,
                was = before.Value,
            }
        );
    }

    /// <inheritdoc />
    public override async Task<IActionResult> AgainAsync()
    {
        await OnGetAsync();
        return Page();
    }
}
