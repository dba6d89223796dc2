using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>
/// The page of one step. Where the session stands is read anew each time, so a page may be left, loaded again or opened elsewhere; one that
/// the session does not wait for gives way to the one that it does wait for.
/// </summary>
public abstract class SessionPage(SessionDesk sessions, Practice practice) : CompanionPage
{
    /// <summary>Id of the session.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>The step that the page belongs to; null for one that belongs to none.</summary>
    public virtual SessionStage? Stage => null;

    /// <summary>The session's room.</summary>
    public SessionRoom Room { get; private set; } = null!;

    /// <summary>The session.</summary>
    public Treatment Treatment => Room.Treatment;

    /// <summary>Whose it is, and how far it has come.</summary>
    public SessionTop Top { get; private set; } = null!;

    /// <summary>The records and what is known of treatments.</summary>
    protected Practice Practice => practice;

    /// <summary>The sessions that are under way.</summary>
    protected SessionDesk Desks => sessions;

    /// <inheritdoc />
    public override async Task<IActionResult> AgainAsync() => await EnterAsync() ?? Page();

    /// <summary>Whether the page is the right one for what the session waits for.</summary>
    protected abstract bool Takes(TreatmentStep next);

    /// <summary>Enters the session.</summary>
    /// <returns>Null when this is the right page; else the way to it.</returns>
    protected async Task<IActionResult?> EnterAsync()
    {
        Room = HttpMethods.IsGet(Request.Method)
            ? await sessions.LookAsync(Id, Visit.Name)
            : await sessions.EnterAsync(Id, Visit.Name);
        // Another program may have gone on with it in the meantime.
        Room.Treatment.Reload();
        Top = SessionTop.For(practice.Store, Room.Treatment, Stage);
        return Takes(Room.Treatment.Next) ? null : LocalRedirect(StepPath.Of(Room.Treatment));
    }

    /// <summary>The page of whatever the session waits for now.</summary>
    protected IActionResult GoOn() => LocalRedirect(StepPath.Of(Room.Treatment));
}
