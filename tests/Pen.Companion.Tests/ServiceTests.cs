using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Client;
using Pen.Companion.Tests.Bench;
using Pen.Control.Storage;
using Pen.Protocol;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>The page of one pen: faults, log, settings, self-test, report.</summary>
public sealed class ServiceTests(Browsers browsers) : IClassFixture<Browsers>
{
    private const string Outside = "SIM-OUTSIDE";
    private const int LongLog = 2500;

    [Fact]
    public async Task ABlockedMotorIsExplainedAcknowledgedAndStandsInLogHistoryOdometerAndReport()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage treatment = await TreatmentPage.RunningAsync(place, window);
        string root = await treatment.Locator(".standing a[href^='/pens/']").GetAttributeAsync("href") ?? "";
        await TreatmentPage.ActAsync(treatment, "block-rotor");
        await TreatmentPage.StateAsync(treatment, "Fault");

        IPage page = await window.GoAsync(root);
        ILocator fault = page.Locator("[data-fault='1']");
        await Expect(fault).ToContainTextAsync("motor blocked");
        await Expect(fault).ToContainTextAsync("The needles stopped moving although the motor was driven.");
        await Expect(fault).ToContainTextAsync("look at the needles");
        await Expect(fault).ToContainTextAsync("The cause is gone.");
        await Expect(page.Locator(".sim-panel button[value='block-rotor']")).ToHaveAttributeAsync("aria-pressed", "true");
        await TreatmentPage.ActAsync(page, "free-rotor");
        await Expect(page.Locator(".sim-panel button[value='block-rotor']")).ToHaveAttributeAsync("aria-pressed", "false");
        await TreatmentPage.ActAsync(page, "release");
        await page.Locator("#acknowledge").ClickAsync();
        await Expect(page.Locator("#pen-now .big")).ToHaveAttributeAsync("data-state", "Standby", new() { Timeout = 10_000 });

        await page.GetByRole(AriaRole.Link, new() { Name = "Usage log" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring the log" }).ClickAsync();
        await Expect(page.Locator("#log-pull")).ToHaveAttributeAsync("data-pull", "done", new() { Timeout = 15_000 });
        await Expect(page.Locator("#log-pull")).ToContainTextAsync("none was altered");
        string serial = root.Split('/')[^1];
        using (LogArchive archive = LogArchive.OpenToRead(place.Logs, serial))
        {
            Assert.Empty(archive.Verify());
            Assert.True(archive.Entries.Count > 5);
            Assert.Equal(archive.Entries.Count, place.Records.PenRecords(serial).Count);
        }

        await page.GotoAsync(root + "/faults");
        ILocator row = page.Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("FLT-1 motor blocked");
        Assert.Matches(@"^\d+$", (await row.Locator("td.number").First.InnerTextAsync()).Replace(",", ""));
        await page.GotoAsync(root + "/odometer");
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("FLT-1 motor blocked");
        await page.GotoAsync(root + "/report");
        await Expect(page.Locator("body")).ToContainTextAsync("FLT-1");
        Assert.Equal(
            "190mm",
            await page.EvaluateAsync<string>(
                "() => [...document.styleSheets].flatMap(s => [...s.cssRules]).find(r => r.selectorText === 'main').style.maxWidth"
            )
        );
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    [Fact]
    public async Task ALongLogComesInTheBackgroundAndTellsHowFarItIs()
    {
        await using var pen = new PenOutside();
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await HereAsync(forms);
        await pen.DoAsync(p =>
        {
            UsageLog log = p.Firmware!.Parts.Log;
            for (int i = 0; i < LongLog; i++)
            {
                log.Append(new byte[LogRecord.Length], 0);
            }
        });
        Assert.Contains(
            "Not brought anywhere yet",
            (await forms.GetAsync($"/pens/{Outside}/log")).Words,
            StringComparison.Ordinal
        );

        Answer begun = await forms.PostAsync($"/pens/{Outside}/log");
        Assert.Equal(HttpStatusCode.Redirect, begun.Status);
        var seen = new HashSet<string>();
        Answer last = await forms.GetAsync($"/pens/{Outside}/log");
        for (int i = 0; i < 200 && last.Text.Contains("data-pull=\"running\"", StringComparison.Ordinal); i++)
        {
            seen.Add(Regex.Match(last.Words, "([0-9,]+) of [0-9,]+ records are safe here").Groups[1].Value);
            await Task.Delay(50);
            last = await forms.GetAsync($"/pens/{Outside}/log?handler=Pull");
        }

        Assert.Contains("data-pull=\"done\"", last.Text, StringComparison.Ordinal);
        using LogArchive archive = LogArchive.OpenToRead(place.Logs, Outside);
        Assert.Empty(archive.Verify());
        Assert.True(archive.Entries.Count > LongLog, $"{archive.Entries.Count} records");
        Assert.Equal(archive.Entries.Count, place.Records.PenRecords(Outside).Count);
        Assert.True(seen.Count > 2, $"It told no more than {string.Join(" | ", seen)}");
        Assert.Contains("none was altered", last.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALogThatAnotherProgramBringsIsSaidAndNothingIsLost()
    {
        await using var pen = new PenOutside();
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await HereAsync(forms);
        using (LogArchive.OpenToWrite(place.Logs, Outside))
        {
            await forms.GetAsync($"/pens/{Outside}/log");
            await forms.PostAsync($"/pens/{Outside}/log");
            await LogAsync(forms, "The disk did not take the log", "the pen has kept everything");
        }

        await forms.PostAsync($"/pens/{Outside}/log");
        await LogAsync(forms, "none was altered");
    }

    [Fact]
    public async Task ASettingIsChangedTakenBackAndNeverBeyondItsRange()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using PlainForms forms = await PlainForms.EnterAsync(place);
        string root = await RootAsync(forms);
        string settings = root + "/settings";
        await forms.GetAsync(settings);

        Answer changed = await forms.PostAsync(settings, ("id", "PresetDepthMicrons"), ("value", "700"));
        Answer shown = await forms.GetAsync(changed.To);
        Assert.Contains("Preset depth: was 500 µm, is 700 µm now.", shown.Words, StringComparison.Ordinal);
        Assert.Contains("Back to 500 µm", shown.Words, StringComparison.Ordinal);
        Answer undone = await forms.PostAsync(settings, ("id", "PresetDepthMicrons"), ("value", "500"));
        Assert.Contains("was 700 µm, is 500 µm now", (await forms.GetAsync(undone.To)).Words, StringComparison.Ordinal);

        Answer refused = await forms.PostAsync(settings, ("id", "PresetDepthMicrons"), ("value", "9999"));
        Assert.Contains("The pen refused 9999 µm", refused.Words, StringComparison.Ordinal);
        Assert.Contains("at most 1500 µm", refused.Words, StringComparison.Ordinal);
        Assert.Contains("value=\"500\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains(
            "steps of 50 µm",
            (await forms.PostAsync(settings, ("id", "PresetDepthMicrons"), ("value", "510"))).Words,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "This is not a whole number.",
            (await forms.PostAsync(settings, ("id", "Buzzer"), ("value", "1.5"))).Words,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await forms.PostAsync(settings, ("id", "99"), ("value", "1"))).Status);
    }

    [Fact]
    public async Task AFailedSelfTestNamesWhatItFoundAndAHealthyOneSaysSo()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using PlainForms forms = await PlainForms.EnterAsync(place);
        string root = await RootAsync(forms);
        await forms.GetAsync(root + "/self-test");
        Answer healthy = await forms.PostAsync(root + "/self-test");
        Assert.Contains(
            "Tested just now: every check passed.",
            (await forms.GetAsync(healthy.To)).Words,
            StringComparison.Ordinal
        );

        await forms.GetAsync(root);
        await forms.PostAsync(root + "/panel", ("act", "stick-depth"));
        await forms.GetAsync(root + "/self-test");
        Answer failed = await forms.PostAsync(root + "/self-test");
        Answer shown = await forms.GetAsync(failed.To);
        Assert.Contains("The depth stop does not reach 0.50 mm.", shown.Words, StringComparison.Ordinal);
        Assert.Contains("For the technician: Look for what blocks the stop", shown.Words, StringComparison.Ordinal);
        Assert.Contains("FLT-7 depth stop did not arrive", shown.Words, StringComparison.Ordinal);
        Assert.Contains("data-result=\"failed\"", shown.Text, StringComparison.Ordinal);

        await forms.PostAsync("/look", ("language", "de"), ("back", "/"));
        Answer german = await forms.GetAsync(root + "/self-test");
        Assert.Contains("Der Tiefenanschlag erreicht 0,50 mm nicht.", german.Words, StringComparison.Ordinal);
        Assert.Contains("Tiefenanschlag nicht angekommen", german.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APenThatIsAwayShowsWhatTheRecordsKnowAndAnUnknownOneDoesNotExist()
    {
        await using var pen = new PenOutside();
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await HereAsync(forms);
        await forms.GetAsync($"/pens/{Outside}/log");
        await forms.PostAsync($"/pens/{Outside}/log");
        await LogAsync(forms, "none was altered");
        await pen.DisposeAsync();
        await UntilAsync(forms, "/pens", "trying again");
        await forms.GetAsync("/pens");
        await forms.PostAsync("/pens?handler=Remove", ("address", pen.Address));

        Answer away = await forms.GetAsync("/pens/" + Outside);
        Assert.Contains("Not connected", away.Words, StringComparison.Ordinal);
        Assert.Contains("up to number", away.Words, StringComparison.Ordinal);
        foreach (string below in new[] { "faults", "odometer", "log", "settings", "self-test", "report" })
        {
            Assert.Equal(HttpStatusCode.OK, (await forms.GetAsync($"/pens/{Outside}/{below}")).Status);
        }

        Answer unknown = await forms.GetAsync("/pens/PEN-NEVER");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("STOP", unknown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APanelTakesOnlyWhatThereIs()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using PlainForms forms = await PlainForms.EnterAsync(place);
        string root = await RootAsync(forms);
        await forms.GetAsync(root);
        Assert.Equal(HttpStatusCode.Redirect, (await forms.PostAsync(root + "/panel", ("act", "remove"))).Status);
        await UntilAsync(forms, root, "none in the pen");
        Assert.Equal(HttpStatusCode.Redirect, (await forms.PostAsync(root + "/panel", ("act", "insert:0"))).Status);
        await UntilAsync(forms, root, "nano tip");
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await forms.PostAsync(root + "/panel", ("act", "cell"), ("value", "3,6"))).Status
        );
        // The pen measures its cell under its own load and through its divider, so it may say a hundredth or two less.
        await UntilAsync(forms, root, said => BatteryVolts(said) is > 3.5 and < 3.7);
        foreach (string act in new[] { "start-motor", "insert:many", "", "press:1e99" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await forms.PostAsync(root + "/panel", ("act", act))).Status);
        }

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await forms.PostAsync(root + "/panel", ("act", "cell"), ("value", "NaN"))).Status
        );
    }

    private static async Task<string> RootAsync(PlainForms forms)
    {
        await UntilAsync(forms, "/pens", "at rest");
        string list = (await forms.GetAsync("/pens")).Text;
        int begin = list.IndexOf("/pens/SIM-", StringComparison.Ordinal);
        return list[begin..list.IndexOf('"', begin)];
    }

    private static Task HereAsync(PlainForms forms) => UntilAsync(forms, "/pens", Outside, "at rest");

    private static Task LogAsync(PlainForms forms, params string[] words) => UntilAsync(forms, $"/pens/{Outside}/log", words);

    private static double BatteryVolts(string page)
    {
        Match said = Regex.Match(page, @"Battery (\d\.\d+) V", RegexOptions.None, TimeSpan.FromSeconds(1));
        return said.Success ? double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : double.NaN;
    }

    private static Task UntilAsync(PlainForms forms, string path, params string[] words) =>
        UntilAsync(forms, path, page => words.All(w => page.Contains(w, StringComparison.Ordinal)), string.Join(" | ", words));

    private static async Task UntilAsync(
        PlainForms forms,
        string path,
        Func<string, bool> enough,
        [CallerArgumentExpression(nameof(enough))] string what = ""
    )
    {
        long end = Environment.TickCount64 + 15_000;
        string said;
        do
        {
            said = (await forms.GetAsync(path)).Words;
            if (enough(said))
            {
                return;
            }

            await Task.Delay(100);
        } while (Environment.TickCount64 < end);

        Assert.Fail($"{path} does not say {what}, but: {said}");
    }
}
