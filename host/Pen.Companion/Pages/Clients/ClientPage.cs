using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>A page about one client, whom its address names by id.</summary>
public abstract class ClientPage(Practice practice) : CompanionPage
{
    private const int IdLength = 32;

    /// <summary>Id of the client.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The client.</summary>
    public ClientRecord Client { get; private set; } = null!;

    /// <summary>The records.</summary>
    protected Practice Practice => practice;

    /// <summary>Says that there is no such client.</summary>
    protected static IActionResult NoClient => new MissingResult("history.client.none", "history.client.none.cure");

    /// <summary>Reads the client; false where there is none with this id. A pseudonym is no id, even where it looks like one.</summary>
    protected bool Find()
    {
        ClientRecord? found = IsId(Id) ? practice.Store.FindClient(Id) : null;
        if (found?.Id != Id)
        {
            return false;
        }

        Client = found;
        return true;
    }

    /// <summary>Whether a text could be an id of the records.</summary>
    protected static bool IsId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>One of the client's sessions; null where it is none.</summary>
    protected Session? FindSession(string? sessionId) =>
        IsId(sessionId) ? practice.Store.Sessions(Id).FirstOrDefault(s => s.Id == sessionId) : null;
}
