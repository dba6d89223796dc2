using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>STOP: by hand and by key, with and without scripts, under load, and in words when it does not get through.</summary>
public sealed class StopTests(Browsers browsers) : IClassFixture<Browsers>
{
    [Theory]
    [Trait("Covers", "APP-1")]
    [InlineData(" ")]
    [InlineData("Escape")]
    public async Task AKeyStopsARunningPen(string key)
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);

        await page.Keyboard.PressAsync(key);

        await StoppedAsync(page);
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    /// <summary>While a pen is armed a space is STOP wherever the cursor stands; at rest it is a space, and presses the button it stands on.</summary>
    [Fact]
    public async Task ASpaceInAFormIsStopOnlyWhileThePenIsArmed()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.OpenAsync(place, window);
        await page.Locator("#area").SelectOptionAsync("cheek");
        ILocator deeper = page.Locator("[data-for='depth'][data-step='50']");
        await Expect(page.Locator("[data-show='depth']")).ToHaveTextAsync("0.50");
        await deeper.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("[data-show='depth']")).ToHaveTextAsync("0.55");
        Assert.Null(await page.Locator("#stop-form").GetAttributeAsync("data-outcome"));

        await TreatmentPage.PrepareAsync(page, "cheek");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arm" }).ClickAsync();
        await TreatmentPage.StateAsync(page, "Ready");
        string before = await page.Locator("[data-show='depth']").InnerTextAsync();
        await deeper.FocusAsync();
        await page.Keyboard.PressAsync("Space");

        await StoppedAsync(page);
        await TreatmentPage.StateAsync(page, "Standby");
        await Expect(page.Locator("[data-show='depth']")).ToHaveTextAsync(before);
    }

    [Fact]
    public async Task TheButtonStopsWhenTheFingerComesDownAndIsLargeEnoughForAGlove()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);
        ILocator stop = page.Locator("button.stop");
        LocatorBoundingBoxResult box = (await stop.BoundingBoxAsync())!;
        Assert.True(box.Height >= 76, $"STOP is {box.Height} px high.");
        Assert.True(box.Y + box.Height <= 768, "STOP is not on the screen.");

        await page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await page.Mouse.DownAsync();
        await StoppedAsync(page);
        await page.Mouse.MoveAsync(5, 5);
        await page.Mouse.UpAsync();

        // A finger that slid off leaves nothing behind that would swallow the next press, by whatever way it comes.
        await stop.FocusAsync();
        await Task.Delay(200);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-count", "2");
        await stop.ClickAsync();
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-count", "3");

        // On a touch screen the click of a press comes a little after the finger has gone; it is no second one, not even
        // where the time of the press before runs out in between.
        int submitted = await stop.EvaluateAsync<int>(
            """
            async (button) => {
              let submitted = 0;
              button.form.addEventListener("submit", () => submitted++);
              const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
              for (const pauseMs of [80, 30]) {
                for (const end of ["pointerdown", "pointerup"]) {
                  button.dispatchEvent(new PointerEvent(end, { bubbles: true, button: 0 }));
                }
                await wait(pauseMs);
              }
              button.click();
              return submitted;
            }
            """
        );
        Assert.Equal(0, submitted);
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-count", "5");
    }

    [Fact]
    [Trait("Covers", "APP-1")]
    public async Task WithoutScriptsStopIsAFormThatSaysWhatCameOfIt()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window hand = await browsers.OpenAsync(place);
        IPage running = await TreatmentPage.RunningAsync(place, hand);
        await using Window plain = await browsers.OpenAsync(place, o => o.JavaScriptEnabled = false);
        IPage page = await plain.GoAsync("/pens");

        await page.Locator("button.stop").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Stopped");
        await Expect(running.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/pens$"));
    }

    /// <summary>Broken parts of a page must not take STOP with them: here every script but its own is missing, and all styles.</summary>
    [Fact]
    [Trait("Covers", "APP-1")]
    public async Task StopWorksWhileEverythingElseOnThePageIsBroken()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window hand = await browsers.OpenAsync(place);
        IPage running = await TreatmentPage.RunningAsync(place, hand);
        await using Window window = await browsers.OpenAsync(place);
        await window.Context.RouteAsync(
            u =>
                u.Contains("/css/", StringComparison.Ordinal)
                || u.Contains("/lib/", StringComparison.Ordinal)
                || u.Contains("treat.", StringComparison.Ordinal)
                || u.Contains("/live", StringComparison.Ordinal)
                || u.Contains("traces.", StringComparison.Ordinal),
            route => route.AbortAsync()
        );
        await window.BeAsync("anna");
        IPage page = await window.GoAsync(new Uri(running.Url).PathAndQuery);

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well");
        await Expect(running.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");
    }

    [Fact]
    [Trait("Covers", "APP-2")]
    public async Task AStopThatDoesNotGetThroughIsSaidAtOnce()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.OpenAsync(place, window);

        await TreatmentPage.ActAsync(page, "unplug");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#stop-said")).ToContainTextAsync("does not answer", new() { Timeout = 2_000 });
        await Expect(page.Locator("#stop-said")).ToContainTextAsync("Let go of the trigger");

        await place.KillAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#stop-said")).ToContainTextAsync("did not get through", new() { Timeout = 2_000 });
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "ill");
    }

    /// <summary>Nobody has to know the pen's name, nor be right about it: a wrong one stops all.</summary>
    [Theory]
    [Trait("Covers", "APP-1")]
    [Trait("Covers", "APP-5")]
    [InlineData("/stop")]
    [InlineData("/stop/NO-SUCH-PEN")]
    public async Task APlainRequestStopsWithoutTokenNameOrBody(string path)
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage page = await TreatmentPage.RunningAsync(place, window);
        using HttpClient other = place.Ask();

        using HttpResponseMessage answer = await other.PostAsync(path, null);

        Assert.True(answer.IsSuccessStatusCode);
        await Expect(page.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");
    }

    [Fact]
    public async Task AScriptGetsTheOutcomeAsJson()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        using HttpClient other = place.Ask();
        other.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        using HttpResponseMessage answer = await other.PostAsync("/stop", null);

        JsonElement said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(said.GetProperty("well").GetBoolean());
        Assert.Contains("nothing was stopped", said.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    private static async Task StoppedAsync(IPage page)
    {
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well");
        await Expect(page.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");
    }
}
