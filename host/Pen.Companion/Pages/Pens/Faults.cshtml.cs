using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Pens;
using Pen.Companion.Service;
using Pen.Companion.Sessions;

namespace Pen.Companion.Pages.Pens;

/// <summary>Every fault that a pen has written down, the newest first, as far as its records are here.</summary>
public sealed class FaultsModel(PenRoster roster, Practice practice, FaultHistory history, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    private const int OnePage = 25;

    /// <summary>Only records before this number, to read on.</summary>
    [BindProperty(SupportsGet = true)]
    public uint? Before { get; set; }

    /// <summary>What is shown.</summary>
    public FaultPage Shown { get; private set; } = new([], null, 0);

    /// <summary>Records that the pen has and that are not here yet; 0 where that is not known.</summary>
    public uint NotHere { get; private set; }

    /// <summary>Reads them.</summary>
    public void OnGet()
    {
        Shown = history.Read(Serial, Before ?? uint.MaxValue, OnePage);
        uint next = Shown.Newest + 1;
        NotHere = Desk?.Now.Status is { } status && status.LogHead > next ? status.LogHead - next : 0;
    }
}
