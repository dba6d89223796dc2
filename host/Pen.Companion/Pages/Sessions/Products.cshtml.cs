using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Products that were put on the skin. The device is not made to bring them in; the warning stands above the form.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class ProductsModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <inheritdoc />
    public override SessionStage? Stage => null;

    /// <summary>What was typed, where it was refused.</summary>
    public (string Name, string Lot) Typed { get; private set; } = ("", "");

    /// <summary>The products so far.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAsync(string? name, string? lot, bool read)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        Typed = (name ?? "", lot ?? "");
        if (!read)
        {
            Problem = new Problem(Words["session.product.unread"], Words["session.product.unread.cure"]);
            return Page();
        }

        if (Entered.Line(name, Treatment.LongestName) is not { } what || (lot ?? "").Length > Treatment.LongestName)
        {
            Problem = new Problem(Words["session.product.bad"], Words.Get("session.product.bad.cure", Treatment.LongestName));
            return Page();
        }

        Treatment.AddProduct(what, lot ?? "", warningShown: read);
        return RedirectToPage();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => next == TreatmentStep.Areas;
}
