using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Records.Store.Model;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests.Bench;

/// <summary>The treatment screen, as hands use it.</summary>
public static class TreatmentPage
{
    /// <summary>The screen of a new session, with a pen that answers.</summary>
    public static async Task<IPage> OpenAsync(Workplace place, Window window, string by = "anna")
    {
        Session session = place.SessionAtAreas(by);
        await window.BeAsync(by);
        IPage page = await window.GoAsync($"/sessions/{session.Id}/areas");
        await StateAsync(page, "Standby");
        return page;
    }

    /// <summary>The same, prepared for the cheek and armed.</summary>
    public static async Task<IPage> ArmedAsync(Workplace place, Window window, string by = "anna")
    {
        IPage page = await OpenAsync(place, window, by);
        await PrepareAsync(page, "cheek");
        await ArmAsync(page);
        return page;
    }

    /// <summary>The same, with the trigger pressed and the needles on the skin.</summary>
    public static async Task<IPage> RunningAsync(Workplace place, Window window, string by = "anna")
    {
        IPage page = await ArmedAsync(place, window, by);
        await ActAsync(page, "press");
        await StateAsync(page, "Running");
        await ActAsync(page, "skin");
        return page;
    }

    /// <summary>Arms, and waits until the depth stop has arrived: a hand that presses before is not obeyed, and the page says when it has.</summary>
    public static async Task ArmAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Arm" }).ClickAsync();
        await StateAsync(page, "Ready");
        await Expect(page.Locator("#state-words")).ToHaveAttributeAsync("data-verified", "true");
    }

    /// <summary>Chooses an area and prepares what is proposed.</summary>
    public static async Task PrepareAsync(IPage page, string area)
    {
        await page.Locator("#area").SelectOptionAsync(area);
        await Expect(page.Locator($"#area-{area}")).ToHaveAttributeAsync("aria-checked", "true");
        await page.Locator("[data-prepare]").ClickAsync();
        await Expect(page.GetByText("Prepared:")).ToBeVisibleAsync();
    }

    /// <summary>Moves something around the simulated pen, by its panel.</summary>
    public static async Task ActAsync(IPage page, string act)
    {
        ILocator button = page.Locator($".sim-panel button[value='{act}']");
        if (!await button.IsVisibleAsync())
        {
            await page.Locator(".sim-panel details summary").ClickAsync();
        }

        // While the pen is armed every key is STOP's, so the button is pressed with the pointer.
        await page.RunAndWaitForResponseAsync(
            () => button.ClickAsync(),
            r => r.Url.EndsWith("/panel", StringComparison.Ordinal)
        );
    }

    /// <summary>Waits until the pen is in a state, by the page's own words.</summary>
    public static Task StateAsync(IPage page, string state) =>
        Expect(page.Locator("#state-words")).ToHaveAttributeAsync("data-state", state, new() { Timeout = 15_000 });
}
