using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>A page that shows what stands in the records of a session. It enters no room, so looking disturbs nobody.</summary>
public abstract class LookPage(Practice practice) : CompanionPage
{
    private SessionDossier? dossier;
    private Treatment? treatment;

    /// <summary>Id of the session.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The session, to look at.</summary>
    public Treatment Treatment => treatment ??= OpenSessions.LookAt(practice, Id);

    /// <summary>Everything that is known of it.</summary>
    public SessionDossier Dossier => dossier ??= SessionDossier.Read(practice.Store, Id);

    /// <summary>Whose it is, and how far it has come.</summary>
    public SessionTop Top => SessionTop.For(practice.Store, Treatment, null);

    /// <summary>What was done, by area.</summary>
    public IReadOnlyList<AreaTotal> Totals => new AreaWork(Treatment, practice.Store).Totals();

    /// <summary>Faults of its runs, each once.</summary>
    public IReadOnlyList<FaultId> Faults => [.. Dossier.Runs.SelectMany(r => r.Faults).Distinct()];

    /// <summary>The records and what is known of treatments.</summary>
    protected Practice Practice => practice;
}
