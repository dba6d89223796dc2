using System.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Reports;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>The reports of a session, as files that stand alone. The browser lets each use its own style and nothing else.</summary>
[Authorize(Policy = Policies.Watch)]
public sealed class SheetsModel(Practice practice) : CompanionPage
{
    /// <summary>Makes one.</summary>
    /// <param name="id">Id of the session.</param>
    /// <param name="kind">"treatment" or "aftercare".</param>
    /// <param name="language">Two letters; for aftercare the language in which it was given, otherwise the page's.</param>
    /// <param name="name">Whether the client's name is wanted on it; nobody who only looks gets it.</param>
    public IActionResult OnGet(string id, string kind, string? language, bool name)
    {
        if (kind is not ("treatment" or "aftercare"))
        {
            return NotFound();
        }

        var dossier = SessionDossier.Read(practice.Store, id, name && Visit.Role != Role.Reader);
        string? given =
            kind == "aftercare" ? dossier.Facts.Aftercare?.What.Language ?? dossier.Facts.Consent?.What.Language : null;
        string spoken = new[] { language, given }.FirstOrDefault(l => TextTable.Languages.Contains(l ?? "")) ?? Words.Language;
        ReportContext context = Reports.Context(TextTable.Load(spoken), practice);
        string html = kind == "treatment" ? TreatmentReport.Html(dossier, context) : AftercareSheet.Html(dossier, context);
        return new ReportResult(html);
    }
}
