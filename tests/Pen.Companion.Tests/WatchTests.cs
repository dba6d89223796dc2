using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>Who watches and who commands, and what becomes of an armed pen when nobody does.</summary>
public sealed class WatchTests(Browsers browsers) : IClassFixture<Browsers>
{
    [Fact]
    [Trait("Covers", "APP-4")]
    public async Task OneScreenCommandsAndTheOtherWatchesAndMayStop()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window first = await browsers.OpenAsync(place);
        await using Window second = await browsers.OpenAsync(place);
        IPage anna = await TreatmentPage.ArmedAsync(place, first);
        await second.BeAsync("anna");
        IPage berta = await second.GoAsync(anna.Url);

        await Expect(berta.GetByText("commands this pen from another screen")).ToBeVisibleAsync();
        await Expect(berta.GetByRole(AriaRole.Button, new() { Name = "Put the pen to rest" })).ToHaveCountAsync(0);
        await Expect(berta.GetByRole(AriaRole.Button, new() { Name = "Take over" })).ToBeDisabledAsync();
        await berta.Locator("[data-prepare]").ClickAsync();
        await Expect(berta.GetByRole(AriaRole.Alert).First).ToContainTextAsync("commands this pen");

        await TreatmentPage.ActAsync(anna, "press");
        await TreatmentPage.StateAsync(berta, "Running");
        await berta.Keyboard.PressAsync("Escape");
        await Expect(berta.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well");
        await Expect(anna.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");

        await TreatmentPage.ActAsync(anna, "release");
        await anna.Keyboard.PressAsync("Escape");
        await TreatmentPage.StateAsync(berta, "Standby");
        await berta.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(anna.GetByText("commands this pen from another screen")).ToBeVisibleAsync();
        await Expect(berta.GetByText("commands this pen from another screen")).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Covers", "APP-3")]
    public async Task AnArmedPenThatNoPageWatchesIsStoppedAndSaysWhy()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);
        string address = page.Url;

        await page.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(7));
        IPage again = await window.GoAsync(address);

        await TreatmentPage.StateAsync(again, "Standby");
        await Expect(again.GetByText("no page has been watching it")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task APageThatIsLoadedAgainGoesOnWithoutAStop()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);

        await page.ReloadAsync();
        await Task.Delay(TimeSpan.FromSeconds(6));

        await TreatmentPage.StateAsync(page, "Running");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-traced", new Regex("^[5-9][0-9]|[0-9]{3}"));
    }

    /// <summary>A browser has six connections to one server: with more pages than four the oldest gives its own up, so that STOP has one.</summary>
    [Fact]
    public async Task WithManyPagesInOneBrowserStopStillGetsThrough()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage first = await TreatmentPage.OpenAsync(place, window);
        IPage last = first;
        for (int i = 0; i < 7; i++)
        {
            last = await window.GoAsync(first.Url);
            await Expect(last.Locator("body")).ToHaveAttributeAsync("data-live", "up");
        }

        await Expect(first.Locator("#live-said")).ToContainTextAsync("Too many pages");
        await last.Keyboard.PressAsync("Escape");
        await Expect(last.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well", new() { Timeout = 2_000 });
        await first.BringToFrontAsync();
        await first.Keyboard.PressAsync("Escape");
        await Expect(first.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well", new() { Timeout = 2_000 });
    }

    [Fact]
    public async Task AnAreaIsChosenOnTheBodyWithTheKeyboardAlone()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.OpenAsync(place, window);

        await page.Locator(".body-chooser [role=radio][tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");

        await Expect(page.Locator("#area-periorbital")).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(page.Locator("#area-periorbital")).ToBeFocusedAsync();
        await Expect(page.Locator("#area")).ToHaveValueAsync("periorbital");
    }

    [Fact]
    public async Task TheMapFillsWhileTheNeedlesWorkAndTheRecordsAgreeAfterwards()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);

        await Expect(page.Locator("#area-cheek")).ToHaveClassAsync(new Regex("shade-5"));
        await TreatmentPage.ActAsync(page, "release");
        await TreatmentPage.StateAsync(page, "Ready");

        ILocator row = page.Locator("#done tbody tr", new() { HasText = "Cheek" });
        await Expect(row).ToBeVisibleAsync();
        string strokes = await row.Locator("td").Nth(1).InnerTextAsync();
        Assert.True(
            int.Parse(
                strokes,
                System.Globalization.NumberStyles.AllowThousands,
                System.Globalization.CultureInfo.InvariantCulture
            ) > 10,
            strokes
        );
        Assert.NotEqual("0", await page.Locator("#area-cheek").GetAttributeAsync("data-punctures"));
    }

    /// <summary>Whoever tries it out finds the hand of a simulated pen where the next step is.</summary>
    [Fact]
    public async Task TheHandOfASimulatedPenIsWhereTheNextStepIs()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.ArmedAsync(place, window);

        await page.GetByRole(AriaRole.Button, new() { Name = "Simulated hand: press" }).ClickAsync();
        await TreatmentPage.StateAsync(page, "Running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Simulated hand: let go" }).ClickAsync();
        await TreatmentPage.StateAsync(page, "Ready");
    }
}
