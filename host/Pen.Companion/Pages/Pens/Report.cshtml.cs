using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Reports;

namespace Pen.Companion.Pages.Pens;

/// <summary>A pen's history for the printer, as the records tell it.</summary>
public sealed class ReportModel(PenRoster roster, Practice practice, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>The report; words where nothing is known yet.</summary>
    public IActionResult OnGet() =>
        DeviceReport.Html(Practice.Store, Serial, Reports.Context(Words, Practice)) is { } html
            ? new ReportResult(html)
            : new MissingResult("service.report.none", "service.report.none.cure");
}
