using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Treatments;

namespace Pen.Cli.Treat;

/// <summary>The steps that need no pen.</summary>
internal sealed class TreatSteps(TreatContext c, Treatment treatment)
{
    private const int CountdownMs = 200;

    public async Task ScreenAsync()
    {
        Talk.Say($"SCREENING, version {c.Library.Version}. Answer y, n, or ? when nobody knows, which counts as yes.");
        var answers = new List<ScreeningAnswer>();
        foreach (ScreeningQuestion question in c.Library.Questions)
        {
            bool? yes = await c.Talk.AskAsync<bool?>(
                "  " + c.Texts.Get("question." + question.Id),
                line =>
                    line.ToLowerInvariant() switch
                    {
                        "y" or "yes" => (true, null),
                        "n" or "no" => (false, null),
                        "?" => (null, null),
                        _ => (null, "Answer y, n or ?."),
                    }
            );
            DateOnly? since =
                yes != false && question.Days.Count > 0
                    ? await c.Talk.AskDayAsync("    " + c.Texts.Get("since." + question.Id))
                    : null;
            answers.Add(new ScreeningAnswer(question.Id, yes, since));
        }

        DateOnly today = DateOnly.FromDateTime(DateTime.Now);
        try
        {
            ScreeningResult judged = ScreeningJudge.Judge(c.Library, answers, today, c.By);
            Tell(judged);
            string? reason =
                judged.Outcome == ScreeningOutcome.Caution
                    ? await c.Talk.AskTextAsync("Why may it be done nevertheless?")
                    : null;
            treatment.Screen(answers, reason);
        }
        catch (ScreeningException problem)
        {
            Talk.Say(problem.Message);
        }
    }

    public async Task StoppedAsync()
    {
        if (await c.Talk.AskYesAsync("Was an answer wrong, and shall all be asked again?", false))
        {
            await ScreenAsync();
            return;
        }

        treatment.Abandon(await c.Talk.AskTextAsync("The session is given up. Why?", "screening"));
        Talk.Say("The session was given up; the answers are kept.");
    }

    public async Task ConsentAsync()
    {
        Talk.Say("CONSENT. To be read by or to the client:");
        Talk.Say("");
        Talk.Say(treatment.ConsentText(c.Texts));
        Talk.Say("");
        string form = await c.Talk.AskOneOfAsync(
            "Given how? (paper, screen, spoken; no gives the session up)",
            ["paper", "screen", "spoken", "no"]
        );
        if (form == "no")
        {
            treatment.Abandon("No consent was given.");
            Talk.Say("The session was given up.");
            return;
        }

        treatment.Consent(c.Texts, Enum.Parse<ConsentForm>(form, ignoreCase: true));
    }

    public async Task NumbAsync()
    {
        if (treatment.Facts.NumbUntil is null)
        {
            int proposed = treatment.ProposedNumbing?.Min ?? 30;
            Talk.Say($"NUMBING. Proposed: {proposed} min ({treatment.ProposedNumbing?.From}), the longest of the least times.");
            if (!await c.Talk.AskYesAsync("Is the cream on?", true))
            {
                treatment.EndNumbing(await c.Talk.AskTextAsync("Why is none used?"));
                return;
            }

            string product = await c.Talk.AskTextAsync("Which cream? (may be left empty)", "");
            int minutes = await c.Talk.AskNumberAsync("For how many minutes?", 1, Treatment.LongestNumbingMinutes, proposed);
            treatment.StartNumbing(product, minutes == proposed ? null : minutes);
        }

        DateTimeOffset until = treatment.Facts.NumbUntil!.Value;
        await CountDownAsync(until);
        await c.Talk.AskTextAsync(
            $"It has acted at {until.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture)}. Press Enter when it is off.",
            "off"
        );
        string? early = DateTimeOffset.UtcNow < until ? await c.Talk.AskTextAsync("That is early. Why?") : null;
        treatment.EndNumbing(early);
    }

    public async Task ByHandAsync()
    {
        string[] areas = [.. c.Library.Areas.Select(a => a.Id)];
        while (true)
        {
            string id = await c.Talk.AskOneOfAsync("Area treated by hand? (done when all are)", [.. areas, "done"]);
            if (id == "done")
            {
                return;
            }

            int needles = await c.Talk.AskDepthAsync("  Length of the roller's needles in mm", null);
            int passes = await c.Talk.AskNumberAsync("  How often did it go over?", 1, 100, 1);
            try
            {
                treatment.AddByHand(AreaNames.Find(id), needles, passes);
            }
            catch (TreatmentException problem)
            {
                Talk.Say(problem.Message);
            }
        }
    }

    public async Task AftercareAsync()
    {
        while (await c.Talk.AskYesAsync("Was a product put on the skin?", false))
        {
            Talk.Say("  " + c.Texts.Get("step.products.warning"));
            string name = await c.Talk.AskTextAsync("  Which?");
            treatment.AddProduct(name, await c.Talk.AskTextAsync("  Its lot? (may be left empty)", ""), warningShown: true);
        }

        if (await c.Talk.AskTextAsync("A note? (may be left empty)", "") is { Length: > 0 } note)
        {
            treatment.Note(note);
        }

        Talk.Say("AFTERCARE, for the client:");
        foreach (AftercareAdvice advice in AftercarePlan.For(c.Library, c.Texts, DateTimeOffset.Now))
        {
            Talk.Say("  " + advice.Text);
        }

        await c.Talk.AskTextAsync("Press Enter when it has been explained and given.", "given");
        treatment.GiveAftercare(c.Texts.Language);
        string who = c.Store.FindClient(treatment.Session.ClientId)!.Pseudonym;
        Talk.Say($"As a sheet for print: pen records report aftercare {who} sheet.html --language {c.Texts.Language}");
    }

    private void Tell(ScreeningResult judged)
    {
        Talk.Say($"Outcome: {c.Texts.Get("outcome." + judged.Outcome.ToString().ToLowerInvariant())}.");
        foreach (ScreeningFinding finding in judged.Findings)
        {
            string from = finding.PossibleFrom is { } day
                ? FormattableString.Invariant($" Possible from {day:yyyy-MM-dd} by the longest time that a source asks for.")
                : "";
            Talk.Say($"  {c.Texts.Get("question." + finding.Question)} ({string.Join(", ", finding.From)}){from}");
        }

        if (judged is { Outcome: ScreeningOutcome.Stop, PossibleFrom: { } possible })
        {
            Talk.Say(FormattableString.Invariant($"The treatment would be possible from {possible:yyyy-MM-dd}."));
        }
    }

    /// <summary>The time that is left, where somebody can see it; any key ends the watching, never the time.</summary>
    private async Task CountDownAsync(DateTimeOffset until)
    {
        while (ArmedWatch.HasTerminal && !Console.KeyAvailable && until - DateTimeOffset.UtcNow is { Ticks: > 0 } left)
        {
            Console.Write($"\r  {left:mm\\:ss} left. A key ends the watching. ");
            await Task.Delay(CountdownMs, c.Cancel);
        }

        if (ArmedWatch.HasTerminal)
        {
            while (Console.KeyAvailable)
            {
                Console.ReadKey(true);
            }

            Console.WriteLine(DateTimeOffset.UtcNow >= until ? "\r  The time is over.                      \a" : "");
        }
    }
}
