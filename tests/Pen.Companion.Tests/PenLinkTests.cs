using System;
using System.Linq;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Client;
using Pen.Client.Tests;
using Pen.Companion.Tests.Bench;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>Ports and lines to pens: found, held by others, lost and back, and what is no pen at all.</summary>
public sealed class PenLinkTests(Browsers browsers) : IClassFixture<Browsers>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task APortThatAnotherProgramHoldsIsNamedWithItsHolderAndTakenWhenItIsFree()
    {
        await using PenServer server = Serve("SIM-PTY", tcp: false);
        PenClient other = await PenClient.ConnectAsync(server.PtyPath!);
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", server.PtyPath!);
        using PlainForms forms = await PlainForms.EnterAsync(place);

        string busy = await WordsAsync(forms, "in use by");
        Assert.Matches($@"The port {server.PtyPath} is in use by \S+ \(.*{Environment.ProcessId}.*\)", busy);
        Assert.Contains("then try again", busy, StringComparison.Ordinal);

        await other.DisposeAsync();
        await WordsAsync(forms, "SIM-PTY", "at rest");
        Assert.Contains(server.PtyPath!, (await forms.GetAsync("/pens/SIM-PTY")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortThatIsNotThereIsTriedUntilItIs()
    {
        int port = FreePort();
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", $"pen://127.0.0.1:{port}");
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await WordsAsync(forms, $"Nothing answers at pen://127.0.0.1:{port}.", "correct the address");

        await using PenServer server = Serve("SIM-LATE", tcp: true, port);
        await WordsAsync(forms, "SIM-LATE", "at rest");
    }

    [Fact]
    public async Task WhatIsNoPenIsSaidAndLeftAloneUntilSomebodyAsks()
    {
        await using var stranger = new Stranger();
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", stranger.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);

        await WordsAsync(forms, "does not speak the pen's language", "Choose the pen's own port");
        int visits = stranger.Visits;
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal(visits, stranger.Visits);

        await forms.GetAsync("/pens");
        await forms.PostAsync("/pens?handler=Again", ("address", stranger.Address));
        await UntilAsync(() => Task.FromResult(stranger.Visits > visits), "nobody asked again");

        await forms.GetAsync("/pens");
        await forms.PostAsync("/pens?handler=Remove", ("address", stranger.Address));
        Assert.DoesNotContain(stranger.Address, (await forms.GetAsync("/pens")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APenOfAnotherTimeSaysWhichSideIsToBeUpdated()
    {
        await using var pen = new ScriptedPen { Major = 9 };
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);

        await WordsAsync(forms, "speaks protocol 9.", "Update this program.");
    }

    [Fact]
    public async Task AnotherPenOnThePortIsNotTakenForTheFirst()
    {
        await using var pen = new ScriptedPen { Serial = "PEN-1" };
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await WordsAsync(forms, "PEN-1", "Connected");

        pen.Serial = "PEN-2";
        pen.Drop();
        await WordsAsync(forms, "Pen PEN-2 is at", "where pen PEN-1 was before");
        await forms.GetAsync("/pens");
        await forms.PostAsync("/pens?handler=Again", ("address", pen.Address));
        await WordsAsync(forms, "PEN-2", "Connected");
    }

    [Fact]
    public async Task OnePenAtTwoAddressesIsUsedAtOneOfThem()
    {
        await using PenServer server = Serve("SIM-TWIN", tcp: true);
        string tcp = $"pen://127.0.0.1:{server.TcpPort}";
        await using Workplace place = await Workplace.OpenAsync(
            "--simulate",
            "no",
            "--port",
            server.PtyPath!,
            "--port",
            tcp,
            "--port",
            $"pen://localhost:{server.TcpPort}"
        );
        using PlainForms forms = await PlainForms.EnterAsync(place);

        await WordsAsync(forms, "This pen is in use already", "at rest");
        // The second one's question who is there has disturbed the first; two that took it from each other would never come to rest.
        int calm = 0;
        await UntilAsync(
            async () =>
            {
                string[] stages = [.. Stages(await forms.GetAsync("/pens")).Order()];
                calm = stages is ["Connected", "Failed"] ? calm + 1 : 0;
                return calm > 60;
            },
            "six seconds without a change"
        );
    }

    [Fact]
    public async Task TwoSimulatedPensRunAtOnceAndOneCanBeStopped()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using PlainForms forms = await PlainForms.EnterAsync(place);
        await forms.GetAsync("/pens");
        await forms.PostAsync("/pens?handler=Simulate");
        await UntilAsync(
            async () => Stages(await forms.GetAsync("/pens")) is ["Connected", "Connected"],
            "two pens were not there"
        );

        string[] addresses = [.. Addresses(await forms.GetAsync("/pens"))];
        await forms.PostAsync("/pens?handler=Remove", ("address", addresses[0]));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Answer left = await forms.GetAsync("/pens");
        Assert.Equal([addresses[1]], Addresses(left));
        Assert.Equal(["Connected"], Stages(left));
    }

    [Fact]
    public async Task APulledCableIsSaidAndComesBackWithNothingPreparedOrArmed()
    {
        await using Workplace place = await Workplace.OpenAsync();
        await using Window window = await browsers.OpenAsync(place);
        IPage treatment = await TreatmentPage.ArmedAsync(place, window);
        string path = await treatment.Locator(".standing a[href^='/pens/']").GetAttributeAsync("href") ?? "";
        IPage pen = await window.GoAsync(path);
        await Expect(pen.Locator("#pen-now .big")).ToHaveAttributeAsync("data-state", "Ready");
        using PlainForms forms = await PlainForms.EnterAsync(place, "berta");
        Answer list = await forms.GetAsync("/pens");
        Answer refused = await forms.PostAsync("/pens?handler=Remove", ("address", Addresses(list).Single()));
        Assert.Contains("connected or armed", refused.Words, StringComparison.Ordinal);

        await TreatmentPage.ActAsync(treatment, "unplug");
        await Expect(pen.Locator("#pen-now .big")).ToHaveAttributeAsync("data-stage", "Recovering", new() { Timeout = 10_000 });
        await Expect(pen.Locator("#pen-now")).ToContainTextAsync("Check the cable");
        // The pen has not heard its computer for 2 s: it has stopped by itself, and says so when it is back.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await TreatmentPage.ActAsync(treatment, "plug");
        await Expect(pen.Locator("#pen-now .big")).ToHaveAttributeAsync("data-stage", "Connected", new() { Timeout = 10_000 });
        await Expect(pen.Locator("#pen-now .big")).ToHaveAttributeAsync("data-state", "Fault");
        await Expect(pen.Locator("[data-fault='17']")).ToContainTextAsync("has been silent for 2 s");

        int samples = await treatment.EvaluateAsync<int>(
            "() => new Promise(done => { let n = 0; document.addEventListener('pen:sample', () => n++); setTimeout(() => done(n), 1500); })"
        );
        Assert.True(samples > 10, $"{samples} values in 1.5 s");
        await pen.Locator("#acknowledge").ClickAsync();
        await Expect(pen.Locator("#pen-now .big")).ToHaveAttributeAsync("data-state", "Standby", new() { Timeout = 10_000 });
        Assert.Empty(window.Complaints);
    }

    private static PenServer Serve(string serial, bool tcp, int port = 0) =>
        PenServer.Start(
            new SimulatedPen(new SimulationOptions { SerialNumber = serial }),
            new PenServerOptions { Pty = port == 0, TcpPort = tcp ? port : null }
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string[] Stages(Answer list) =>
        [.. Regex.Matches(list.Text, "data-stage=\"(\\w+)\"").Select(m => m.Groups[1].Value)];

    private static string[] Addresses(Answer list) =>
        [.. Regex.Matches(list.Text, "data-address=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];

    /// <summary>Waits until the list of pens says all of this.</summary>
    private static async Task<string> WordsAsync(PlainForms forms, params string[] words)
    {
        string said = "";
        await UntilAsync(
            async () =>
            {
                said = (await forms.GetAsync("/pens")).Words;
                return words.All(w => said.Contains(w, StringComparison.Ordinal));
            },
            string.Join(" | ", words)
        );
        return said;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        long end = Environment.TickCount64 + (long)Soon.TotalMilliseconds;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 < end, $"It does not come: {what}");
            await Task.Delay(100);
        }
    }
}
