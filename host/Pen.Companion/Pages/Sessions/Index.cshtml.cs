using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>Leads to the page of what a session waits for.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class SessionIndexModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <summary>Goes there.</summary>
    public async Task<IActionResult> OnGetAsync() => (await EnterAsync())!;

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) => false;
}
