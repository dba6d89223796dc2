using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Records.Knowledge;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests.Bench;

/// <summary>The way of a treatment, as hands go it.</summary>
public static class Wizard
{
    /// <summary>The answers of somebody whom nothing keeps from it, as fields of the form, with some of them changed.</summary>
    public static (string Name, string Value)[] Answers(params (string Question, string Answer)[] other) =>
        [
            .. ProtocolLibrary.BuiltIn.Questions.Select(q =>
                ("answer." + q.Id, other.Where(o => o.Question == q.Id).Select(o => o.Answer).FirstOrDefault("no"))
            ),
        ];

    /// <summary>Answers every question with no, but for some that are left out.</summary>
    public static async Task AnswerAsync(IPage page, params string[] leftOut)
    {
        foreach (ScreeningQuestion question in ProtocolLibrary.BuiltIn.Questions.Where(q => !leftOut.Contains(q.Id)))
        {
            await page.Locator($"input[name='answer.{question.Id}'][value='no']").CheckAsync();
        }
    }

    /// <summary>Presses the button with words on it.</summary>
    public static Task PressAsync(IPage page, string words) =>
        page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    /// <summary>Waits for the page of a step.</summary>
    public static Task AtAsync(IPage page, string step) =>
        Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/{step}(\\?.*)?$"));

    /// <summary>Presses the trigger until the pen runs: it takes no press while its depth stop is still on the way.</summary>
    public static async Task StartAsync(IPage page)
    {
        ILocator running = page.Locator("#state-words[data-state=Running]");
        for (int i = 0; i < 5 && await running.CountAsync() == 0; i++)
        {
            await TreatmentPage.ActAsync(page, "release");
            await TreatmentPage.ActAsync(page, "press");
            await page.WaitForTimeoutAsync(700);
        }

        await TreatmentPage.StateAsync(page, "Running");
    }

    /// <summary>Adds a client, plans a course for acne scars and begins its first session.</summary>
    /// <returns>The pseudonym that was proposed.</returns>
    public static async Task<string> BeginAsync(IPage page, string name = "")
    {
        await AtAsync(page, "begin");
        string pseudonym = await page.Locator("#pseudonym").InputValueAsync();
        await page.Locator("#name").FillAsync(name);
        await PressAsync(page, "Add, and go on");
        await page.GetByRole(AriaRole.Link, new() { Name = "Acne scars" }).ClickAsync();
        return pseudonym;
    }
}
