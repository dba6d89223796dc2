using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>
/// What a hand needs in the middle of a treatment stands on the screen without scrolling, clear of STOP. With PEN_PICTURES naming a folder the
/// pictures of the README are written there.
/// </summary>
public sealed class LayoutTests(Browsers browsers) : IClassFixture<Browsers>
{
    private static readonly string[] Needed =
    [
        "#state-words",
        "#area",
        "[data-for='depth'][data-step='-50']",
        "[data-for='depth'][data-step='50']",
        "[data-for='speed'][data-step='-5']",
        "[data-for='speed'][data-step='5']",
        "#depth",
        "#speed",
        "[data-prepare]",
        "#action button",
    ];

    [Theory]
    [InlineData("treatment-dark", "dark", "en", 1366, 768)]
    [InlineData("treatment-light", "light", "de", 768, 1024)]
    public async Task WhatAHandNeedsIsOnTheScreen(string name, string theme, string language, int width, int height)
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(
            place,
            o => o.ViewportSize = new ViewportSize { Width = width, Height = height }
        );
        IPage page = await TreatmentPage.RunningAsync(place, window);
        await window.LookAsync(theme, language);
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        await Task.Delay(TimeSpan.FromSeconds(4));
        await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        float stopY = (await page.Locator(".stop-bar").BoundingBoxAsync())!.Y;

        await PictureAsync(page, name);
        foreach (string selector in Needed)
        {
            LocatorBoundingBoxResult box = (await page.Locator(selector).First.BoundingBoxAsync())!;
            Assert.True(
                box.X >= 0 && box.X + box.Width <= width && box.Y >= 0 && box.Y + box.Height <= stopY,
                $"{selector} is at {box.X:0},{box.Y:0}, {box.Width:0} x {box.Height:0}; STOP begins at {stopY:0}."
            );
        }
    }

    [Theory]
    [InlineData("start", "/")]
    [InlineData("begin", "/begin")]
    [InlineData("pens", "/pens")]
    public async Task PagesStandBetweenTheirHeadAndStop(string name, string path)
    {
        await using Workplace place = await Workplace.OpenAsync();
        _ = place.SessionAtAreas();
        await using Window window = await browsers.OpenAsync(place);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync(path);

        LocatorBoundingBoxResult head = (await page.Locator("h1").BoundingBoxAsync())!;
        LocatorBoundingBoxResult stop = (await page.Locator("button.stop").BoundingBoxAsync())!;
        Assert.InRange(head.Y, 60, 200);
        Assert.InRange(stop.Y, 768 - 110, 768 - 76);
        await page.WaitForTimeoutAsync(2500);
        await PictureAsync(page, name);
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PEN_PICTURES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
