using Microsoft.AspNetCore.Authorization;
using Pen.Companion.People;
using Pen.Companion.Sessions;

namespace Pen.Companion.Pages.Sessions;

/// <summary>What was answered and done in a session so far, to read.</summary>
[Authorize(Policy = Policies.Watch)]
public sealed class SoFarModel(Practice practice) : LookPage(practice)
{
    /// <summary>Reads it before the page begins, so that what cannot be read is told in words.</summary>
    public void OnGet() => _ = (Dossier, Treatment);
}
