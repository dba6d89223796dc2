using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>What a page has answered.</summary>
/// <param name="Status">Status.</param>
/// <param name="To">Where it sends to; empty where it does not.</param>
/// <param name="Text">The page, with its markup.</param>
/// <param name="Policy">What it lets the browser do.</param>
public sealed record Answer(HttpStatusCode Status, string To, string Text, string Policy)
{
    /// <summary>The page as people read it, roughly: without markup, and with its signs resolved.</summary>
    public string Words =>
        WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Text, "<[^>]+>", " "), @"\s+", " ")).Replace(" .", ".");
}

/// <summary>A visitor without scripts and without a browser, who fills in forms.</summary>
public sealed partial class PlainForms : IDisposable
{
    private readonly HttpClient ask;
    private string token = "";

    private PlainForms(HttpClient ask) => this.ask = ask;

    /// <summary>Comes in, and says who works here.</summary>
    public static async Task<PlainForms> EnterAsync(Workplace place, string by = "anna")
    {
        var forms = new PlainForms(place.Ask());
        await forms.GetAsync("/who");
        await forms.PostAsync("/who", ("name", by));
        return forms;
    }

    /// <summary>Looks at a page.</summary>
    public async Task<Answer> GetAsync(string path) => await ReadAsync(await ask.GetAsync(path));

    /// <summary>Looks at a page, and wherever it sends to.</summary>
    public async Task<Answer> FollowAsync(string path)
    {
        Answer answer = await GetAsync(path);
        for (int i = 0; i < 5 && answer.To.Length > 0; i++)
        {
            answer = await GetAsync(answer.To);
        }

        return answer;
    }

    /// <summary>Sends a form, with the token of the page that was looked at last.</summary>
    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))
        );
        return await ReadAsync(await ask.PostAsync(path, content));
    }

    /// <inheritdoc />
    public void Dispose() => ask.Dispose();

    private async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync();
            token = Token().Match(text) is { Success: true } found ? found.Groups[1].Value : token;
            string policy = response.Headers.TryGetValues("Content-Security-Policy", out IEnumerable<string>? all)
                ? string.Join("; ", all)
                : "";
            return new Answer(response.StatusCode, response.Headers.Location?.OriginalString ?? "", text, policy);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
