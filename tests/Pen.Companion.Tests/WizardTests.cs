using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>The way of a treatment in a real browser.</summary>
public sealed class WizardTests(Browsers browsers) : IClassFixture<Browsers>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(12);

    private const string Evil = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>";

    [Fact]
    public async Task ANewUserComesFromNothingToThePrintedSheet()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        await window.Context.AddInitScriptAsync("window.print = () => { window.printed = true; }");
        IPage page = await window.GoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your first treatment" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Connected: at rest")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Begin a treatment" }).ClickAsync();
        await page.Locator("#name").FillAsync("anna");
        await Wizard.PressAsync(page, "Go on");

        string pseudonym = await Wizard.BeginAsync(page, "Erika Muster");
        await Expect(page.Locator("#device")).ToHaveValueAsync("pen-36");
        await Wizard.PressAsync(page, "Begin session 1");
        await Wizard.AtAsync(page, "screening");
        await Wizard.AnswerAsync(page);
        await Wizard.PressAsync(page, "Judge the answers");
        await Wizard.AtAsync(page, "consent");
        await page.Locator("input[value='Paper']").CheckAsync();
        await Wizard.PressAsync(page, "The client has read or heard it, and agrees");
        await Wizard.AtAsync(page, "numbing");
        await page.Locator("#none").FillAsync("none is wanted");
        await Wizard.PressAsync(page, "Leave it out");
        await NeedleAsync(page);
        await Wizard.PressAsync(page, "Aftercare is explained: its times begin");
        await Expect(page.GetByText("Aftercare was explained on")).ToBeVisibleAsync();

        var complaints = new ConcurrentQueue<string>();
        IPage sheet = await page.RunAndWaitForPopupAsync(() => Wizard.PressAsync(page, "Print the aftercare sheet"));
        sheet.Console += (_, message) => complaints.Enqueue(message.Text);
        await sheet.WaitForFunctionAsync("() => window.printed === true");
        await sheet.ReloadAsync();
        string printed = await PrintedAsync(sheet);
        Assert.Contains("SIMULATED", printed, StringComparison.Ordinal);
        Assert.Contains("Erika Muster", printed, StringComparison.Ordinal);
        Assert.Contains("Cheek", printed, StringComparison.Ordinal);
        await Wizard.PressAsync(page, "Close the session");
        await Wizard.AtAsync(page, "over");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Cheek" })).ToBeVisibleAsync();

        SessionDossier dossier = OnlySession(place);
        Assert.Equal(SessionState.Closed, dossier.Session.State);
        Assert.Equal(pseudonym, dossier.Client.Pseudonym);
        Assert.True(dossier.IsSimulated);
        Assert.All(dossier.Runs, r => Assert.Equal((TreatmentArea.Cheek, true), (r.Area, r.Strokes > 0)));
        Assert.NotEmpty(dossier.Runs);
        Assert.Equal("none is wanted", dossier.Facts.NumbingEnded!.What.Reason);
        IPage report = await window.GoAsync($"/sessions/{dossier.Session.Id}/sheets/treatment");
        string reported = await PrintedAsync(report);
        Assert.Contains(pseudonym, reported, StringComparison.Ordinal);
        Assert.Contains("SIMULATED", reported, StringComparison.Ordinal);
        Assert.DoesNotContain("Erika Muster", reported, StringComparison.Ordinal);
        Assert.Empty(complaints);
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    [Fact]
    public async Task TheNumbingTimeRunsOnWhenTheProgramIsKilled()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        await using Window window = await browsers.OpenAsync(place);
        Session session = place.SessionAt(TreatmentStep.Numbing);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync($"/sessions/{session.Id}/numbing");
        await page.Locator("#minutes").FillAsync("2");
        await Wizard.PressAsync(page, "The cream is on: start the time");
        ILocator digits = page.GetByRole(AriaRole.Timer);
        await Expect(digits).ToHaveTextAsync(new Regex(@"^1:[0-5]\d$"));

        await place.KillAsync();
        await Expect(digits).Not.ToHaveTextAsync((await digits.TextContentAsync())!);
        await place.StartAsync("--simulate", "no");
        await page.GotoAsync("/");
        await Expect(page.GetByText("Waits for: numbing")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();

        DateTimeOffset until = TreatmentFacts.From(place.Records.Events(session.Id)).NumbUntil!.Value;
        // Long enough that a time which began anew would be seen, also where the machine is slow.
        TimeSpan run = TimeSpan.FromMinutes(2) - (until - DateTimeOffset.UtcNow);
        await Task.Delay(run < LongEnough ? LongEnough - run : TimeSpan.Zero);
        await page.ReloadAsync();
        string[] shown = (await digits.TextContentAsync())!.Split(':');
        double left = (int.Parse(shown[0]) * 60) + int.Parse(shown[1]);
        Assert.InRange(left - (until - DateTimeOffset.UtcNow).TotalSeconds, -1, LongEnough.TotalSeconds / 2);
        await Wizard.AtAsync(page, "numbing");
        await page.Locator("#early").FillAsync("started by mistake");
        await Wizard.PressAsync(page, "The cream is off, early");
        await Wizard.AtAsync(page, "areas");
        Assert.Equal("started by mistake", OnlySession(place).Facts.NumbingEnded!.What.Reason);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task TheClockChangesThePageWhenTheTimeIsOver()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        await using Window window = await browsers.OpenAsync(place);
        Session session = place.SessionAt(TreatmentStep.Numbing);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync($"/sessions/{session.Id}");
        var begun = new Backdated(TimeSpan.FromSeconds(-54));
        Treatment
            .Resume(place.RecordsAt(begun), Records.Knowledge.ProtocolLibrary.BuiltIn, "anna", session.Id, begun)
            .StartNumbing("", 1);
        await page.ReloadAsync();
        await Expect(page.Locator("#early")).ToBeVisibleAsync();

        await Expect(page.GetByText("Take the cream off, part by part.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Wizard.PressAsync(page, "The cream is off: to the areas");

        await Wizard.AtAsync(page, "areas");
        NumbingEnded off = OnlySession(place).Facts.NumbingEnded!.What;
        Assert.Equal((1, null), (off.ActedMinutes, off.Reason));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task WithoutScriptsTheFormsGoTheWholeWayToTheAreas()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place, o => o.JavaScriptEnabled = false);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync("/begin");
        await Wizard.BeginAsync(page);
        await page.Locator("#device").SelectOptionAsync("pen-36");
        await Wizard.PressAsync(page, "Begin session 1");

        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());
        await Wizard.AnswerAsync(page, "keloid");
        await Wizard.PressAsync(page, "Judge the answers");
        await Expect(page.GetByText("Answers are missing: 1.")).ToBeVisibleAsync();
        Assert.Equal(18, await page.Locator("input[value=no]:checked").CountAsync());
        await page.Locator("input[name='answer.keloid'][value=no]").CheckAsync();
        await Wizard.PressAsync(page, "Judge the answers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        await Expect(page.GetByText("Ich willige in die Behandlung ein")).ToBeVisibleAsync();
        await page.Locator("input[value='Spoken']").CheckAsync();
        await Wizard.PressAsync(page, "The client has read or heard it, and agrees");
        await Wizard.PressAsync(page, "The cream is on: start the time");
        await page.Locator("#early").FillAsync("enough");
        await Wizard.PressAsync(page, "The cream is off, early");

        await Wizard.AtAsync(page, "areas");
        ConsentGiven consent = OnlySession(place).Facts.Consent!.What;
        Assert.Equal((ConsentForm.Spoken, "de"), (consent.Form, consent.Language));
        Assert.Contains("Ich willige in die Behandlung ein", consent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScriptInAnyFieldShowsAsText()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        await using Window window = await browsers.OpenAsync(place);
        await window.BeAsync("<b>anna");
        IPage page = await window.GoAsync("/begin");
        await page.Locator("#pseudonym").FillAsync("<img src=x onerror=alert(1)>");
        await page.Locator("#contact").FillAsync(Evil);
        await Wizard.BeginAsync(page, Evil);
        await page.Locator("#device").SelectOptionAsync("dermaroller");
        await Wizard.PressAsync(page, "Begin session 1");
        await Wizard.AnswerAsync(page, "under-22");
        await page.Locator("input[name='answer.under-22'][value=yes]").CheckAsync();
        await Wizard.PressAsync(page, "Judge the answers");
        await page.Locator("#reason").FillAsync(Evil);
        await Wizard.PressAsync(page, "Go on for this reason");
        await page.Locator("input[value='Screen']").CheckAsync();
        await Wizard.PressAsync(page, "The client has read or heard it, and agrees");
        await page.Locator("#product").FillAsync(Evil);
        await Wizard.PressAsync(page, "The cream is on: start the time");
        await page.Locator("#early").FillAsync(Evil);
        await Wizard.PressAsync(page, "The cream is off, early");
        await page.Locator("summary", new() { HasText = "Note" }).ClickAsync();
        await page.Locator("#note-text").FillAsync(Evil);
        await Wizard.PressAsync(page, "Keep the note");
        string id = new Uri(page.Url).Segments[2].Trim('/');
        await page.GotoAsync($"/sessions/{id}/products");
        await page.Locator("#name").FillAsync(Evil);
        await page.Locator("#lot").FillAsync(Evil);
        await page.Locator("input[name=read]").CheckAsync();
        await Wizard.PressAsync(page, "Write it down");
        await page.Locator("summary", new() { HasText = "Give the session up" }).ClickAsync();
        await page.Locator("#give-up-reason").FillAsync(Evil);
        await Wizard.PressAsync(page, "Give it up for good");
        await page.Locator("#text").FillAsync(Evil);
        await Wizard.PressAsync(page, "Add the correction");

        string[] all = ["/", "/begin", "over", "so-far", "sheets/treatment?name=true", "sheets/aftercare?name=true"];
        foreach (string path in all)
        {
            await page.GotoAsync(path.StartsWith('/') ? path : $"/sessions/{id}/{path}");
            Assert.Equal(0, await page.Locator("img, main script").CountAsync());
            Assert.False(await page.EvaluateAsync<bool>("'pwned' in window"));
        }

        await page.GotoAsync("/begin");
        await page.Locator("#q").PressSequentiallyAsync("zzz");
        await Expect(page.GetByText("No pseudonym contains this.")).ToBeVisibleAsync();
        await page.GotoAsync($"/sessions/{id}/so-far");
        Assert.True(await page.GetByText("<script>window.pwned=1</script>").CountAsync() >= 4);
        Assert.Empty(window.Complaints);
    }

    private static SessionDossier OnlySession(Workplace place)
    {
        RecordStore store = place.Records;
        ClientRecord client = Assert.Single(store.RecentClients(10));
        return SessionDossier.Read(store, Assert.Single(store.Sessions(client.Id)).Id);
    }

    private static async Task NeedleAsync(IPage page)
    {
        await Wizard.AtAsync(page, "areas");
        await TreatmentPage.StateAsync(page, "Standby");
        await TreatmentPage.PrepareAsync(page, "cheek");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arm" }).ClickAsync();
        await TreatmentPage.StateAsync(page, "Ready");
        await Wizard.StartAsync(page);
        await TreatmentPage.ActAsync(page, "skin");
        await Expect(page.Locator("[data-live=n]")).Not.ToHaveTextAsync("0");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#state-words")).Not.ToHaveAttributeAsync("data-state", "Running");
        await TreatmentPage.ActAsync(page, "release");
        await Wizard.PressAsync(page, "All areas are done");
        await Wizard.AtAsync(page, "aftercare");
    }

    /// <summary>What stands on paper when a page is printed.</summary>
    private static async Task<string> PrintedAsync(IPage page)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await page.PdfAsync());
            using Process read = Process.Start(
                new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true }
            )!;
            string text = await read.StandardOutput.ReadToEndAsync();
            await read.WaitForExitAsync();
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
