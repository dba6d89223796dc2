using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>The clients who were seen last, and a search for the others.</summary>
public sealed class ClientsModel(Practice practice) : CompanionPage
{
    /// <summary>What is searched for: a part of a pseudonym or a name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>Who was found.</summary>
    public ClientsFound Found { get; private set; } = new([], false, false);

    /// <summary>Whether names are shown to whoever asks.</summary>
    public bool WithNames => Visit.Role >= Role.Practitioner;

    /// <summary>The whole page.</summary>
    public void OnGet() => Look();

    /// <summary>The list alone, while somebody types.</summary>
    public IActionResult OnGetList()
    {
        Look();
        return Partial("Clients/_ClientList", this);
    }

    private void Look() => Found = ClientSearch.Find(practice.Store, Text, WithNames);
}
