using System;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Pen.Protocol;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>The program dies in the middle of a treatment.</summary>
public sealed class RestartTests(Browsers browsers) : IClassFixture<Browsers>
{
    /// <summary>What the pen allows (FLT-17), and what its brake and the ticks of this test take.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMilliseconds(Limits.CompanionTimeoutMs + 500);

    [Fact]
    [Trait("Covers", "APP-6")]
    [Trait("Covers", "P6")]
    public async Task WhenTheProgramIsKilledThePenStopsByItselfAndPageAndSessionGoOn()
    {
        await using var pen = new PenOutside();
        string[] arguments = ["--simulate", "no", "--port", pen.Address];
        await using Workplace place = await Workplace.OpenAsync(arguments);
        await using Window window = await browsers.OpenAsync(place);
        Session session = place.SessionAtAreas();
        await window.BeAsync("anna");
        IPage page = await window.GoAsync($"/sessions/{session.Id}/areas");
        await RunAsync(page, pen);
        await Task.Delay(TimeSpan.FromSeconds(1));

        await place.KillAsync();
        var clock = Stopwatch.StartNew();
        await Expect(page.Locator("#live-said")).ToContainTextAsync("No values come from the program");
        while (await pen.ReadAsync(p => p.World.Motor.SpeedHz) > 0.5)
        {
            Assert.True(clock.Elapsed < StopsWithin, $"It runs {clock.ElapsedMilliseconds} ms after the program was killed.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        double strokes = await pen.ReadAsync(p => p.World.Motor.Strokes);
        await place.StartAsync(arguments);

        // Nobody loads the page again: it finds the program by itself, and tells what has happened.
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-live", "up", new() { Timeout = 15_000 });
        await TreatmentPage.StateAsync(page, "Fault");
        await Expect(page.GetByText("FLT-17")).ToBeVisibleAsync();
        Assert.Equal(strokes, await pen.ReadAsync(p => p.World.Motor.Strokes), 1.0);
        await pen.DoAsync(p => p.ReleaseTrigger());
        await pen.DoAsync(p => p.World.Watch.AcknowledgeSent());
        await page.GetByRole(AriaRole.Button, new() { Name = "I have read it" }).ClickAsync();
        await TreatmentPage.StateAsync(page, "Standby");

        await RunAsync(page, pen);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await pen.DoAsync(p => p.ReleaseTrigger());
        await TreatmentPage.StateAsync(page, "Ready");
        await page.GetByRole(AriaRole.Button, new() { Name = "All areas are done" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/aftercare$"));

        SessionDossier dossier = SessionDossier.Read(place.Records, session.Id);
        double moved = await pen.ReadAsync(p => p.World.Motor.Strokes);
        Assert.Equal(2, dossier.Runs.Count);
        Assert.Equal(FaultId.CompanionLost, Assert.Single(dossier.Runs[0].Faults));
        Assert.InRange(dossier.Runs.Sum(r => (double)r.Strokes), moved * 0.99 - 2, moved * 1.01 + 2);
        Assert.True(dossier.IsSimulated);
        Assert.Empty(await pen.ReadAsync(p => p.World.Watch.Violations.ToArray()));
    }

    private static async Task RunAsync(IPage page, PenOutside pen)
    {
        await TreatmentPage.StateAsync(page, "Standby");
        await TreatmentPage.PrepareAsync(page, "cheek");
        await TreatmentPage.ArmAsync(page);
        await pen.DoAsync(p => p.PressTrigger());
        await pen.DoAsync(p => p.World.Skin.Press());
        await TreatmentPage.StateAsync(page, "Running");
    }
}
