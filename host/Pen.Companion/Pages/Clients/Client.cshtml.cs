using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>Everything that is kept of a client, and what can be made of it.</summary>
public sealed class ClientModel(Practice practice, UndoShelf undo, IAuthorizationService authorization) : ClientPage(practice)
{
    /// <inheritdoc />
    public override bool NeedsName => HttpMethods.IsPost(Request.Method);

    /// <summary>Who it is; null where nobody has said, where it was erased, and for whoever only looks.</summary>
    public Identity? Identity { get; private set; }

    /// <summary>Courses, the newest first.</summary>
    public IReadOnlyList<CoursePlan> Courses { get; private set; } = [];

    /// <summary>How many photos there are.</summary>
    public int Photos { get; private set; }

    /// <summary>A change of the name that was just made from this screen, told once.</summary>
    public NameChange? News { get; private set; }

    /// <summary>Whether the change was just taken back.</summary>
    [BindProperty(SupportsGet = true, Name = "undone")]
    public bool Undone { get; set; }

    /// <summary>Whether the person may write.</summary>
    public bool MayWrite => Visit.Role >= Role.Practitioner;

    /// <summary>The page.</summary>
    public IActionResult OnGet()
    {
        if (!Find())
        {
            return NoClient;
        }

        Read();
        News = undo.TakeNews(Visit.Screen, Id);
        return Page();
    }

    /// <summary>Puts back what the name was before it was changed from this screen.</summary>
    public async Task<IActionResult> OnPostUndoAsync()
    {
        if (!(await authorization.AuthorizeAsync(User, Policies.Treat)).Succeeded)
        {
            return Forbid();
        }

        if (!Find())
        {
            return NoClient;
        }

        if (undo.Take(Visit.Screen, Id) is not { } change)
        {
            Problem = new Problem(Words["history.undo.gone"], Words["history.undo.gone.cure"]);
            return await AgainAsync();
        }

        Practice.Store.SetIdentity(Visit.Name, Client with { Revision = change.Revision }, change.Before);
        return LocalRedirect($"/clients/{Id}?undone=true");
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync()
    {
        if (!Find())
        {
            return Task.FromResult(NoClient);
        }

        Read();
        return Task.FromResult<IActionResult>(Page());
    }

    private void Read()
    {
        Identity = MayWrite ? Practice.Store.ReadIdentity(Id) : null;
        Courses = CoursePlan.Of(Practice.Store, Practice.Library, Id);
        Photos = Practice.Store.Photos(Id).Count;
    }
}
