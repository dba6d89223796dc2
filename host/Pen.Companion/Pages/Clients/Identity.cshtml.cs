using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>Who a client is: given, or changed. Two rooms that change it at once are told.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class IdentityModel(Practice practice, UndoShelf undo) : ClientPage(practice)
{
    /// <summary>Signs of a name at the most.</summary>
    public const int LongestName = 200;

    /// <summary>Signs of a contact at the most.</summary>
    public const int LongestContact = 2000;

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>What is kept; null where nothing is.</summary>
    public Identity? Kept { get; private set; }

    /// <summary>What stands in the form.</summary>
    public Identity Form { get; private set; } = new("");

    /// <summary>The form.</summary>
    public IActionResult OnGet()
    {
        IActionResult page = Again();
        Form = Kept ?? new Identity("");
        return page;
    }

    /// <summary>Keeps what was given.</summary>
    public IActionResult OnPost(string? name, string? contact, long revision)
    {
        if (!Find())
        {
            return NoClient;
        }

        Form = new Identity(name?.Trim() ?? "", contact?.Trim().ReplaceLineEndings("\n") ?? "");
        bool plain = !Form.Name.Any(char.IsControl) && !Form.Contact.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
        if (!plain || Form.Name.Length is 0 or > LongestName || Form.Contact.Length > LongestContact)
        {
            Problem = new Problem(
                Words["history.identity.bad"],
                Words.Get("history.identity.bad.cure", LongestName, LongestContact)
            );
            return Again();
        }

        Identity? before = Practice.Store.ReadIdentity(Id);
        ClientRecord changed = Practice.Store.SetIdentity(Visit.Name, Client with { Revision = revision }, Form);
        if (before is not null && before != Form)
        {
            undo.Keep(Visit.Screen, new NameChange(Id, before, changed.Revision));
        }

        return LocalRedirect("/clients/" + Id);
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Again());

    private IActionResult Again()
    {
        if (!Find())
        {
            return NoClient;
        }

        if (Client.Erased is not null)
        {
            return LocalRedirect("/clients/" + Id);
        }

        Kept = Practice.Store.ReadIdentity(Id);
        return Page();
    }
}
