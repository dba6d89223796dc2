using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;

namespace Pen.Benchmarks;

/// <summary>Somebody who treats through the companion's pages as a browser does, without one: what is measured is the server alone.</summary>
public sealed partial class TreatmentVisitor(Workplace place, string name) : IDisposable
{
    private readonly HttpClient http = place.Ask();
    private string session = "";
    private string token = "";

    /// <summary>Values that came over the live line.</summary>
    public long Samples { get; private set; }

    /// <summary>Says who it is and opens the treatment screen of a new session, with the pen that is given.</summary>
    public async Task OpenAsync(string pen)
    {
        http.DefaultRequestHeaders.Remove("Cookie");
        session = place.SessionAtAreas(name).Id;
        await GetAsync("/who");
        await PostAsync("/who", ("name", name));
        await GetAsync($"/sessions/{session}/areas?pen={pen}");
    }

    /// <summary>Prepares, arms, and waits until the trigger may be pressed.</summary>
    public async Task ArmAsync(string pen, string area, int depthMicrons)
    {
        string path = $"/sessions/{session}/areas?pen={pen}&handler=";
        await PostAsync(
            path + "Prepare",
            ("area", area),
            ("depthMicrons", depthMicrons.ToString(CultureInfo.InvariantCulture)),
            ("speedHz", "120")
        );
        await PostAsync(path + "Arm");
        for (int tries = 0; tries < 100; tries++)
        {
            string standing = await GetAsync(path + "Standing");
            if (
                standing.Contains("data-state=\"Ready\"", StringComparison.Ordinal)
                && standing.Contains("data-verified=\"true\"", StringComparison.Ordinal)
            )
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The pen did not get ready.");
    }

    /// <summary>Moves something around the program's own simulated pen.</summary>
    public Task ActAsync(string pen, string act) => PostAsync($"/pens/{pen}/panel", ("act", act));

    /// <summary>Puts the pen to rest.</summary>
    public Task DisarmAsync(string pen) => PostAsync($"/sessions/{session}/areas?pen={pen}&handler=Disarm");

    /// <summary>Puts the pen to rest, collects, and leaves the session for its aftercare.</summary>
    public Task FinishAsync(string pen) => PostAsync($"/sessions/{session}/areas?pen={pen}&handler=Finish");

    /// <summary>What a page does every time that a run has ended.</summary>
    public Task DoneAsync(string pen) => GetAsync($"/sessions/{session}/areas?pen={pen}&handler=Done");

    /// <summary>Reads the live line until it is told to stop.</summary>
    public async Task WatchAsync(string pen, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(
                $"/live/{pen}",
                HttpCompletionOption.ResponseHeadersRead,
                ct
            );
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                Samples += line == "event: sample" ? 1 : 0;
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<string> GetAsync(string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        }

        Match form = Token().Match(text);
        token = form.Success ? form.Groups[1].Value : token;
        return text;
    }

    private async Task PostAsync(string path, params (string Name, string Value)[] fields)
    {
        IEnumerable<KeyValuePair<string, string>> body = fields
            .Append((Name: "__RequestVerificationToken", Value: token))
            .Select(f => new KeyValuePair<string, string>(f.Name, f.Value));
        using var form = new FormUrlEncodedContent(body);
        using HttpResponseMessage answer = await http.PostAsync(path, form);
        Match refused = Alert().Match(await answer.Content.ReadAsStringAsync());
        if ((int)answer.StatusCode >= 400 || refused.Success)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {refused.Groups[1].Value}");
        }
    }

    [GeneratedRegex("role=\"alert\">(.*?)</div>", RegexOptions.Singleline)]
    private static partial Regex Alert();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
