using System.Collections.Generic;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records;

namespace Pen.Companion.Pages;

/// <summary>Where a day begins: the next treatment, the sessions that are open, and the pens.</summary>
public sealed class IndexModel(PenRoster roster, Practice practice) : CompanionPage
{
    /// <summary>All pens.</summary>
    public PenRoster Roster { get; } = roster;

    /// <summary>Sessions that wait for somebody.</summary>
    public IReadOnlyList<OpenSession> Open { get; private set; } = [];

    /// <summary>Whether nobody has been treated yet.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Whether the person may treat.</summary>
    public bool MayTreat => Visit.Role != Role.Reader;

    /// <summary>Reads what is open. Records that cannot be read take nothing else off this page.</summary>
    public void OnGet()
    {
        try
        {
            Open = OpenSessions.Read(practice);
            IsNew = practice.Store.RecentClients(1).Count == 0;
        }
        catch (RecordsException problem)
        {
            Problem = RecordsProblems.Of(problem, Words);
        }
    }
}
