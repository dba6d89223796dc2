using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Treatments;

namespace Pen.Companion.Pages.Sessions;

/// <summary>
/// The questions before. Nothing is answered beforehand; what was answered stays while something is missing. With a caution it goes on only
/// for a reason in writing, given for what was shown.
/// </summary>
[Authorize(Policy = Policies.Treat)]
public sealed class ScreeningModel(SessionDesk sessions, Practice practice) : SessionPage(sessions, practice)
{
    /// <inheritdoc />
    public override SessionStage? Stage => SessionStage.Screening;

    /// <summary>What is asked.</summary>
    public IReadOnlyList<ScreeningQuestion> Questions => Treatment.Library.Questions;

    /// <summary>What was filled in so far.</summary>
    public ScreeningForm Form { get; private set; } = ScreeningForm.Empty;

    /// <summary>Whether it was sent with something missing.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>What the answers come to, where that is caution and wants a reason; null otherwise.</summary>
    public ScreeningResult? Caution { get; private set; }

    /// <summary>The reason as far as it was written.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Names what a reason is for, so that one given for other findings does not count.</summary>
    public string CautionFor => Caution is null ? "" : FindingsOf(Caution);

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.Now);

    /// <summary>The questions.</summary>
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    /// <summary>Judges the answers and keeps them.</summary>
    public async Task<IActionResult> OnPostAsync(string? reason, string? cautionFor)
    {
        if (await EnterAsync() is { } away)
        {
            return away;
        }

        Form = ScreeningForm.Read(Request.Form, Questions, Today);
        Why = reason ?? "";
        if (Form.Missing.Count > 0 || Form.BadDays.Count > 0)
        {
            IsChecked = true;
            Problem = Incomplete();
            return Page();
        }

        ScreeningResult judged = ScreeningJudge.Judge(Treatment.Library, Form.Answers, Today, Visit.Name);
        string? why = Entered.Text(reason, Treatment.LongestReason);
        if (judged.Outcome == ScreeningOutcome.Caution && (why is null || cautionFor != FindingsOf(judged)))
        {
            Caution = judged;
            Problem = new Problem(Words["session.caution"], Words["session.caution.cure"]);
            return Page();
        }

        Treatment.Screen(Form.Answers, why);
        return GoOn();
    }

    /// <inheritdoc />
    protected override bool Takes(TreatmentStep next) =>
        next is TreatmentStep.Screening or TreatmentStep.Stopped or TreatmentStep.Consent;

    private Problem Incomplete() =>
        Form.Missing.Count > 0
            ? new Problem(Words.Get("session.missing", Form.Missing.Count), Words["session.missing.cure"])
            : new Problem(Words["session.bad-day"], Words["session.bad-day.cure"]);

    private static string FindingsOf(ScreeningResult result) => string.Join(' ', result.Findings.Select(f => f.Question));
}
