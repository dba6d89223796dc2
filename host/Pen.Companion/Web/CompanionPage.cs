using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Pens;

namespace Pen.Companion.Web;

/// <summary>What all pages share.</summary>
public abstract class CompanionPage : PageModel
{
    private Words? words;
    private Visit? visit;

    /// <summary>The visit's language.</summary>
    public Words Words => words ??= HttpContext.RequestServices.GetRequiredService<Words>();

    /// <summary>Who asks, and from which screen.</summary>
    public Visit Visit => visit ??= HttpContext.RequestServices.GetRequiredService<Visit>();

    /// <summary>What the last step on this page was refused for; null when it was not.</summary>
    public Problem? Problem { get; set; }

    /// <summary>The pen that this page is about: its STOP stops this one, and its values are shown; null where it is about none.</summary>
    public virtual PenDesk? Desk => null;

    /// <summary>Whether what is done here is kept under somebody's name.</summary>
    public virtual bool NeedsName => false;

    /// <summary>Whether only a part of the page was asked for, to be put in the place of the old one.</summary>
    protected bool IsFragment => Request.Headers["HX-Request"] == "true";

    /// <summary>Builds the page again as things stand now, after something was refused.</summary>
    public virtual Task<IActionResult> AgainAsync() => Task.FromResult<IActionResult>(Page());

    /// <summary>On to where somebody came from, if that is a page of this program; else to the start.</summary>
    protected LocalRedirectResult Onward(string? back) => LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");

    /// <summary>Takes the seat in front of a pen, before it is commanded.</summary>
    /// <exception cref="SeatTakenException">Another screen has it.</exception>
    protected void Command(PenDesk desk) => desk.Seat.Take(Visit.Seat);
}
