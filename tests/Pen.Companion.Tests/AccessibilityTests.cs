using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>Every page that can be reached by links, held against WCAG 2.2 AA by axe; and used by keyboard alone, small and large.</summary>
public sealed partial class AccessibilityTests(Browsers browsers, ITestOutputHelper output) : IClassFixture<Browsers>
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    [Theory]
    [InlineData("dark", "en", 1366, 768)]
    [InlineData("light", "de", 768, 1024)]
    public async Task NoPageViolatesWcag(string theme, string language, int width, int height)
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(
            place,
            o =>
            {
                o.BypassCSP = true;
                o.ViewportSize = new ViewportSize { Width = width, Height = height };
            }
        );
        IPage page = await TreatmentPage.RunningAsync(place, window);
        await TreatmentPage.ActAsync(page, "block-rotor");
        await TreatmentPage.StateAsync(page, "Fault");
        await window.LookAsync(theme, language);
        var problems = new List<string>();
        var seen = new HashSet<string>();
        var waiting = new Queue<string>([new Uri(page.Url).PathAndQuery, "/", "/who", "/stop"]);
        while (waiting.TryDequeue(out string? path))
        {
            if (!seen.Add(Kind(path)))
            {
                continue;
            }

            IResponse? answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            Assert.True(answer!.Ok, $"{path}: {answer.Status}");
            AxeResult result = await page.RunAxe(Wcag);
            problems.AddRange(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{path}: {v.Id}: {n.Html}")));
            problems.AddRange(await OverflowAsync(page, path));
            foreach (
                string link in await page.EvaluateAsync<string[]>(
                    "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.getAttribute('href'))"
                )
            )
            {
                if (link.StartsWith('/') && !NoPage().IsMatch(link))
                {
                    waiting.Enqueue(link.Split('#')[0]);
                }
            }
        }

        output.WriteLine($"{seen.Count} pages, {theme}, {language}: {string.Join(", ", seen.Order())}");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task ATreatmentIsDoneByKeyboardAlone()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.OpenAsync(place, window);

        await TabToAsync(page, "#area");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#area")).ToHaveValueAsync("cheek");
        await Expect(page.Locator("[data-show='depth']")).ToHaveTextAsync("0.50");
        await TabToAsync(page, "#depth");
        await page.Keyboard.PressAsync("ArrowRight");
        await TabToAsync(page, "[data-prepare]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Prepared: 0.55 mm")).ToBeVisibleAsync();
        await TabToAsync(page, "#action button");
        await page.Keyboard.PressAsync("Enter");
        await TreatmentPage.StateAsync(page, "Ready");
        await page.Keyboard.PressAsync("Space");
        await TreatmentPage.StateAsync(page, "Standby");
    }

    /// <summary>A page is as wide as its window: nobody scrolls sideways with gloves on.</summary>
    private static async Task<IEnumerable<string>> OverflowAsync(IPage page, string path)
    {
        int beyond = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        return beyond > 0 ? [$"{path}: {beyond} px wider than the window"] : [];
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (int presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not reached by the Tab key.");
    }

    /// <summary>Pages that differ only by what they are about are one.</summary>
    private static string Kind(string path) => Ids().Replace(path.Split('?')[0], "/*");

    [GeneratedRegex("/(?:[0-9a-f]{24,}|SIM-[0-9A-Z-]+)")]
    private static partial Regex Ids();

    [GeneratedRegex("/(live|export|backups?)/|\\.(csv|json|zip|db)|/photos/[^/]+$")]
    private static partial Regex NoPage();
}
