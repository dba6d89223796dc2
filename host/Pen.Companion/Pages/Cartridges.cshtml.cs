using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages;

/// <summary>A lot as it was used.</summary>
/// <param name="Lot">As it stands on the cartridges.</param>
/// <param name="Sessions">In how many sessions.</param>
/// <param name="Last">When the last of them was.</param>
public sealed record LotUse(string Lot, int Sessions, DateTimeOffset Last);

/// <summary>Where cartridges went: everybody who was treated with a lot, and the history of a single one.</summary>
public sealed class CartridgesModel(Practice practice) : CompanionPage
{
    /// <summary>Signs of a lot or a serial at the most.</summary>
    public const int LongestText = 64;

    /// <summary>Lots that are listed at the most.</summary>
    public const int MostLots = 50;

    /// <summary>Lot or serial, as it stands on the cartridge.</summary>
    [BindProperty(SupportsGet = true, Name = "of")]
    public string? Of { get; set; }

    /// <summary>Sessions with it, the newest first; null where nothing was asked.</summary>
    public IReadOnlyList<CartridgeUse>? Uses { get; private set; }

    /// <summary>Lots, the last used first; where nothing was asked.</summary>
    public IReadOnlyList<LotUse> Lots { get; private set; } = [];

    /// <summary>Whether it is a lot that was asked for: then this is a recall.</summary>
    public bool IsLot => Uses?.Any(u => u.Lot == Of) == true;

    /// <summary>Cartridges that were used in more than one session, which none ever may be.</summary>
    public IEnumerable<string> Twice =>
        (Uses ?? []).GroupBy(u => u.Serial).Where(g => g.Select(u => u.SessionId).Distinct().Count() > 1).Select(g => g.Key);

    /// <summary>The page.</summary>
    public void OnGet()
    {
        Of = Of?.Trim();
        if (string.IsNullOrEmpty(Of))
        {
            Lots =
            [
                .. practice
                    .Store.CartridgesWithPens()
                    .Where(u => u.Lot.Length > 0)
                    .GroupBy(u => u.Lot)
                    .Select(g => new LotUse(g.Key, g.Select(u => u.SessionId).Distinct().Count(), g.Max(u => u.Opened)))
                    .OrderByDescending(l => l.Last)
                    .Take(MostLots),
            ];
            return;
        }

        Uses = Of.Length > LongestText ? [] : [.. practice.Store.CartridgeHistory(Of).Reverse()];
    }
}
