using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Companion.Api;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>A pen that works for another program.</summary>
public sealed class ApiWorkTests
{
    [Fact]
    public async Task APenIsArmedOnlyWhileTheProgramWatchesItAndRefusalsNameTheirLimit()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using var owner = new Caller(place);
        string serial = await StaffedPlace.PensAsync(owner);
        using HttpClient program = Staff.With(
            place,
            await Staff.TokenAsync(owner, "desk", Scopes.PensRead, Scopes.PensCommand)
        );
        string session = $"/api/v1/sessions/{place.SessionAtAreas().Id}";
        using HttpResponseMessage deep = await program.PostAsync(session + "/prepare", Prepare(serial, 2000, 100));
        Assert.Equal(HttpStatusCode.Conflict, deep.StatusCode);
        JsonElement said = await deep.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("NeedsConfirmation", said.GetProperty("code").GetString());
        Assert.Equal("Depth", said.GetProperty("field").GetString());
        Assert.True(said.GetProperty("limit").GetInt32() is > 0 and < 2000);

        using HttpResponseMessage prepared = await program.PostAsync(session + "/prepare", Prepare(serial, 500, 100));
        Assert.Equal(HttpStatusCode.OK, prepared.StatusCode);
        using HttpResponseMessage blind = await program.PostAsync(session + "/arm", Json($"{{\"pen\":\"{serial}\"}}"));
        Assert.Equal("not-watched", (await blind.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        using (
            HttpResponseMessage live = await program.GetAsync(
                $"/api/v1/pens/{serial}/live",
                HttpCompletionOption.ResponseHeadersRead
            )
        )
        {
            using HttpResponseMessage armed = await program.PostAsync(session + "/arm", Json($"{{\"pen\":\"{serial}\"}}"));
            Assert.Equal(HttpStatusCode.OK, armed.StatusCode);
            Assert.Equal("Ready", await StateAsync(program, serial));
            using HttpClient other = Staff.With(place, await Staff.TokenAsync(owner, "other", Scopes.PensCommand));
            using HttpResponseMessage taken = await other.PostAsync($"/api/v1/pens/{serial}/disarm", null);
            Assert.Equal("seat-taken", (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        var gone = Stopwatch.StartNew();
        while (await StateAsync(program, serial) != "Standby")
        {
            Assert.True(gone.Elapsed < TimeSpan.FromSeconds(9), "The pen is armed although nobody watches it.");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task TheExampleOfTheDocumentationTreatsAnArea()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using var owner = new Caller(place);
        string serial = await StaffedPlace.PensAsync(owner);
        string token = await Staff.TokenAsync(owner, "example", Scopes.PensRead, Scopes.PensCommand, Scopes.RecordsRead);
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { "-u", Example(), place.Address.AbsoluteUri, token, place.SessionAtAreas().Id })
        {
            start.ArgumentList.Add(argument);
        }

        using Process example = Process.Start(start)!;
        var lines = new List<string>();
        while (await example.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            lines.Add(line);
            if (line == "armed Ready")
            {
                await RunAsync(owner, serial);
                await Task.Delay(700);
                await HandAsync(owner, serial, "release");
            }
        }

        await example.WaitForExitAsync();
        string all = string.Join('\n', lines) + await example.StandardError.ReadToEndAsync();
        Assert.True(example.ExitCode == 0, all);
        Assert.Contains("prepared 500 µm 100 Hz", all, StringComparison.Ordinal);
        Assert.True(all.Contains("ran yes", StringComparison.Ordinal), all);
        Assert.Contains("stopped True", all, StringComparison.Ordinal);
        Assert.Matches("total Cheek 1 runs [1-9][0-9]* strokes", all);
    }

    private static StringContent Prepare(string serial, int depthMicrons, int speedHz) =>
        Json($"{{\"pen\":\"{serial}\",\"depthMicrons\":{depthMicrons},\"speedHz\":{speedHz},\"area\":\"Cheek\"}}");

    private static async Task<string?> StateAsync(HttpClient program, string serial) =>
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/pens/" + serial)).GetProperty("state").GetString();

    /// <summary>Presses the trigger until the pen runs: it takes no press before its depth is measured.</summary>
    private static async Task RunAsync(Caller owner, string serial)
    {
        for (int i = 0; i < 80; i++)
        {
            if (i % 10 == 0)
            {
                await HandAsync(owner, serial, "release");
                await Task.Delay(200);
                await HandAsync(owner, serial, "press");
            }

            if ((await owner.TextAsync("/pens?handler=List")).Contains(": running", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    private static async Task HandAsync(Caller owner, string serial, string act)
    {
        using HttpResponseMessage done = await owner.SendAsync("/pens", $"/pens/{serial}/panel", ("act", act));
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
    }

    private static string Example()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "PenFirmware.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root.FullName, "docs", "examples", "http-api.py");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
