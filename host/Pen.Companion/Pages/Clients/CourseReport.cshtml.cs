using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Reports;

namespace Pen.Companion.Pages.Clients;

/// <summary>The overview of a course, for print. The name stands in it only when it is asked for.</summary>
public sealed class CourseReportModel(Practice practice) : ClientPage(practice)
{
    /// <summary>The report.</summary>
    public IActionResult OnGet(string courseId, bool name)
    {
        if (!Find() || Practice.Store.Courses(Id).FirstOrDefault(c => c.Id == courseId) is not { } course)
        {
            return NoClient;
        }

        bool withName = name && Visit.Role >= Role.Practitioner;
        return new ReportResult(
            CourseOverview.Html(Practice.Store, Client, course, Reports.Context(Words, Practice), withName)
        );
    }
}
