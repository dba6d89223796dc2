using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Clients;

/// <summary>Corrections to a session that is over: what was written stays, and each correction stands behind it.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class CorrectionsModel(Practice practice) : ClientPage(practice)
{
    /// <summary>Signs of a correction at the most, as on the command line.</summary>
    public const int LongestText = 4000;

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>Id of the session.</summary>
    [BindProperty(SupportsGet = true)]
    public string SessionId { get; set; } = "";

    /// <summary>The session.</summary>
    public Session Session { get; private set; } = null!;

    /// <summary>What happened in it.</summary>
    public TreatmentFacts Facts { get; private set; } = null!;

    /// <summary>What stands in the form.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Notes and corrections, in the order in which they were written.</summary>
    public IEnumerable<(bool Corrects, Timed<NoteWritten> Note)> Written =>
        Facts
            .Notes.Select(n => (Corrects: false, Note: n))
            .Concat(Facts.Corrections.Select(c => (Corrects: true, Note: c)))
            .OrderBy(n => n.Note.At);

    /// <summary>What was written so far, and the form.</summary>
    public IActionResult OnGet() => Again();

    /// <summary>Adds one.</summary>
    public IActionResult OnPost(string? text)
    {
        if (!Find() || FindSession(SessionId) is not { } session)
        {
            return NoClient;
        }

        Text = text?.Trim().ReplaceLineEndings("\n") ?? "";
        bool sound = Text.Length is > 0 and <= LongestText && !Text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
        if (!sound || session.State == SessionState.Open)
        {
            Problem = sound
                ? new Problem(Words["history.correct.open"], Words["history.correct.open.cure"])
                : new Problem(Words["history.correct.bad"], Words.Get("history.correct.bad.cure", LongestText));
            return Again();
        }

        Practice.Store.Correct(Visit.Name, session.Id, Text);
        return LocalRedirect($"/clients/{Id}/sessions/{SessionId}/corrections");
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Again());

    private IActionResult Again()
    {
        if (!Find() || FindSession(SessionId) is not { } session)
        {
            return NoClient;
        }

        Session = session;
        Facts = TreatmentFacts.From(Practice.Store.Events(session.Id));
        return Page();
    }
}
