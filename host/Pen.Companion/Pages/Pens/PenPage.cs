using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Pens;

/// <summary>What the pages of one pen share. A pen that is away still has them, as far as the records know it.</summary>
public abstract class PenPage(PenRoster roster, Practice practice, IAuthorizationService authorization) : CompanionPage
{
    private const int LongestSerial = 16;

    /// <summary>Serial number, from the address of the page.</summary>
    [BindProperty(SupportsGet = true)]
    public string Serial { get; set; } = "";

    /// <inheritdoc />
    public override PenDesk? Desk => roster.Find(Serial);

    /// <summary>Whether there is a line to it at the moment.</summary>
    public bool IsHere => Desk?.Client is not null && Desk.Now.Stage == PenStage.Connected;

    /// <summary>Whether it is a simulated pen.</summary>
    public bool IsSimulated => Serial.StartsWith("SIM-", System.StringComparison.Ordinal);

    /// <summary>The records of the practice.</summary>
    protected Practice Practice => practice;

    /// <summary>Nobody makes pages for pens that never were.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Desk is null && !IsInRecords())
        {
            context.Result = new MissingResult("service.unknown", "service.unknown.cure");
        }
    }

    /// <summary>The pen of this page, for a step that needs it.</summary>
    /// <exception cref="PenAwayException">It is not on the list.</exception>
    protected PenDesk Needed() => Desk ?? throw new PenAwayException(null);

    /// <summary>Whether the person may do what a policy guards.</summary>
    protected async Task<bool> MayAsync(string policy) => (await authorization.AuthorizeAsync(User, policy)).Succeeded;

    private bool IsInRecords() =>
        Serial.Length is > 0 and <= LongestSerial
        && (practice.Store.LastPenRecord(Serial) > 0 || practice.Store.PenUses().Any(u => u.Serial == Serial));
}
