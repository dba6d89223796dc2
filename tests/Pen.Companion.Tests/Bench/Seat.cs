using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>Somebody at a screen without scripts: plain pages, plain forms, cookies of their own.</summary>
public sealed partial class Seat : IDisposable
{
    private readonly HttpClient http;

    private Seat(HttpClient http) => this.http = http;

    /// <summary>Sits down and says who it is.</summary>
    public static async Task<Seat> TakeAsync(Workplace place, string name)
    {
        var seat = new Seat(place.Ask());
        using HttpResponseMessage answer = await seat.PostAsync("/who", "/who", new() { ["name"] = name });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return seat;
    }

    /// <summary>Asks for something.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    /// <summary>What a page says, its signs as people see them. It must be there.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Fills the form of a page in and sends it: the hidden fields come from the page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string to, Dictionary<string, string> fields)
    {
        Dictionary<string, string> all = await HiddenAsync(page);
        foreach ((string name, string value) in fields)
        {
            all[name] = value;
        }

        return await http.PostAsync(to, new FormUrlEncodedContent(all));
    }

    /// <summary>The same, after which the browser goes where it is sent; and what stands there.</summary>
    public async Task<string> DoAsync(string page, string to, Dictionary<string, string> fields)
    {
        using HttpResponseMessage answer = await PostAsync(page, to, fields);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? await ReadAsync(answer.Headers.Location!.ToString())
            : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a file by the form of a page.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(
        string page,
        string field,
        string fileName,
        byte[] content,
        Dictionary<string, string>? fields = null
    )
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in await HiddenAsync(page))
        {
            form.Add(new StringContent(value), name);
        }

        foreach ((string name, string value) in fields ?? [])
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(content), field, fileName);
        using HttpResponseMessage answer = await http.PostAsync(page, form);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<Dictionary<string, string>> HiddenAsync(string page)
    {
        var fields = new Dictionary<string, string>();
        string html = await http.GetStringAsync(page);
        foreach (Match match in Hidden().Matches(html))
        {
            fields.TryAdd(
                Attribute("name").Match(match.Value).Groups[1].Value,
                WebUtility.HtmlDecode(Attribute("value").Match(match.Value).Groups[1].Value)
            );
        }

        return fields;
    }

    private static Regex Attribute(string name) => new($"\\b{name}=\"([^\"]*)\"");

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
