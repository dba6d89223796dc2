using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Records.Export;

namespace Pen.Companion.Pages.Clients;

/// <summary>A client's sessions for other systems: a FHIR R4 bundle.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class FhirModel(Practice practice) : ClientPage(practice)
{
    /// <summary>What it is.</summary>
    public IActionResult OnGet() => Find() ? Page() : NoClient;

    /// <summary>The bundle, made in memory: nothing is left behind.</summary>
    public IActionResult OnPost(bool names)
    {
        if (!Find())
        {
            return NoClient;
        }

        bool withName = names && Visit.Role == Role.Owner;
        byte[] bundle = FhirBundle.Make(Practice.Store, Client, Practice.Store.Sessions(Id), withName);
        return File(bundle, "application/fhir+json", $"{PlainName.Of(Client.Pseudonym, "client")}.fhir.json");
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(OnGet());
}
