using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Reports;

namespace Pen.Companion.Pages.Cartridges;

/// <summary>Where a cartridge or a lot was used, for print.</summary>
public sealed class ReportModel(Practice practice) : CompanionPage
{
    /// <summary>The report.</summary>
    public IActionResult OnGet(string? of) =>
        of is { Length: > 0 and <= CartridgesModel.LongestText }
        && CartridgeReport.Html(practice.Store, of, Reports.Context(Words, practice)) is { } html
            ? new ReportResult(html)
            : new MissingResult("history.cartridges.nothing", "history.cartridges.nothing.cure");
}
