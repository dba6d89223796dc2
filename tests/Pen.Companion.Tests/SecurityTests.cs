using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Pen.Companion.Security;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>What others send: foreign pages, foreign names, broken and endless requests; and what a tablet gets.</summary>
public sealed class SecurityTests(StaffedPlace staff) : IClassFixture<StaffedPlace>
{
    /// <summary>What may be posted without the token of a form, and why: STOP asks nothing of anybody; "here" only says that a hand is.</summary>
    private static readonly string[] WithoutFormToken = ["POST here", "POST stop/{serial?}"];

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.2")]
    [InlineData("[::2]")]
    [InlineData("")]
    public async Task AForeignNameThatPointsHereGetsNothing(string host)
    {
        foreach (string path in new[] { "GET /", "GET /css/companion.css", "POST /stop", "GET /api/v1/pens" })
        {
            string answer = await RawBytes.AskAsync(
                staff.Place.Address.Port,
                $"{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            Assert.Matches("^HTTP/1.1 (421|400) ", answer);
            Assert.DoesNotContain("<main", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://127.0.0.1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task AForeignPageChangesNothing(string header, string value)
    {
        foreach (string path in new[] { "/people?handler=Add", "/sign-in", "/stop", "/here", "/look", "/api/v1/clients" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("") };
            request.Headers.Add(header, value);
            using HttpResponseMessage answer = await staff.Owner.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task NoFormIsTakenWithoutItsToken()
    {
        foreach (PageRoute page in await AppRoutes.PagesAsync())
        {
            string path = AppRoutes.Fill(page.Path, staff);
            using HttpResponseMessage answer = await staff.Owner.PostAsync(path, ("name", "x"));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)answer.StatusCode}");
            using HttpResponseMessage wrong = await staff.Owner.PostAsync(path, ("__RequestVerificationToken", "CfDJ8AAAA"));
            Assert.True(wrong.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)wrong.StatusCode}");
        }

        IEnumerable<string> others = (await AppRoutes.OthersAsync())
            .Where(r => r.Method is not ("GET" or "HEAD") && !r.Path.StartsWith("api/", StringComparison.Ordinal))
            .Select(r => $"{r.Method} {r.Path}");
        Assert.Equal(WithoutFormToken, others.Distinct().Order());
    }

    [Theory]
    [InlineData("/css/../../pen-companion.dll")]
    [InlineData("/css/..%2f..%2fpen-companion.dll")]
    [InlineData("/css/%2e%2e/%2e%2e/pen-companion.dll")]
    [InlineData("/css/..\\..\\pen-companion.dll")]
    [InlineData("/lib/....//....//pen-companion.dll")]
    [InlineData("/..%00/accounts.json")]
    [InlineData("//etc/passwd")]
    [InlineData("/accounts.json")]
    [InlineData("/keys/")]
    [InlineData("/Texts/people.en.json")]
    public async Task NoFileBesideThePagesIsGivenOut(string path)
    {
        string answer = await RawBytes.AskAsync(
            staff.Place.Address.Port,
            $"GET {path} HTTP/1.1\r\nHost: {staff.Place.Address.Authority}\r\nConnection: close\r\n\r\n"
        );
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("MZ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsTooMuchOrNonsenseIsRefusedInWordsAndBreaksNothing()
    {
        using HttpResponseMessage large = await staff.Owner.PostAsync("/sign-in", ("name", new string('x', 100_000)));
        Assert.True(large.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest);
        using HttpResponseMessage json = await staff.Owner.Http.PostAsync(
            "/sign-in",
            new StringContent("{\"name\":1}", Encoding.UTF8, "application/json")
        );
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using HttpResponseMessage multipart = await staff.Owner.Http.PostAsync("/sign-in", broken);
        Assert.Equal(HttpStatusCode.BadRequest, multipart.StatusCode);
        Assert.Contains("STOP", await multipart.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var many = string.Join('&', Enumerable.Range(0, 5000).Select(i => $"a{i}=1"));
        using HttpResponseMessage fields = await staff.Owner.Http.PostAsync(
            "/sign-in",
            new StringContent(many, Encoding.UTF8, "application/x-www-form-urlencoded")
        );
        Assert.Equal(HttpStatusCode.BadRequest, fields.StatusCode);

        string host = staff.Place.Address.Authority;
        string headers = await RawBytes.AskAsync(
            staff.Place.Address.Port,
            $"GET / HTTP/1.1\r\nHost: {host}\r\nX: {new string('x', 20_000)}\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 431", headers, StringComparison.Ordinal);
        string line = await RawBytes.AskAsync(
            staff.Place.Address.Port,
            $"GET /{new string('x', 10_000)} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        );
        Assert.StartsWith("HTTP/1.1 414", line, StringComparison.Ordinal);
        string nonsense = await RawBytes.AskAsync(staff.Place.Address.Port, "\0\u0001\u0002 nothing of use\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", nonsense, StringComparison.Ordinal);
        using HttpResponseMessage stop = await staff.Nobody.PostAsync("/stop");
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        Assert.DoesNotContain(staff.Place.Printed.ToArray(), l => l.Contains("A request failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AScriptInANameIsOnlyAName()
    {
        const string name = "<script>alert('x')</script><img src=x onerror=alert(1)>";
        using HttpResponseMessage made = await staff.Owner.SendAsync(
            "/people",
            "/people?handler=Add",
            ("name", name),
            ("role", "Reader"),
            ("secret", "eight slow trains")
        );
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        string token = await Staff.TokenAsync(staff.Owner, "<b>shop</b>", "pens.read");
        Assert.StartsWith("pen_", token, StringComparison.Ordinal);
        using var caller = new Caller(staff.Place);
        await caller.SignInAsync(name, "eight slow trains");
        foreach (
            string text in new[]
            {
                await staff.Owner.TextAsync("/people"),
                await staff.Owner.TextAsync("/settings"),
                await caller.TextAsync("/secret"),
                await caller.TextAsync("/sign-in?back=%22%3E%3Cscript%3E"),
            }
        )
        {
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SigningInLeadsNowhereElse(string back)
    {
        using var caller = new Caller(staff.Place);
        using HttpResponseMessage signed = await caller.SendAsync(
            "/sign-in",
            "/sign-in",
            ("name", "olga"),
            ("secret", Staff.OwnerSecret),
            ("back", back)
        );
        Assert.Equal("/", signed.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task EveryKindOfAnswerTellsTheBrowserWhatItMayDo()
    {
        string[] paths =
        [
            "/",
            "/nothing-here",
            "/sign-in",
            "/stop",
            "/css/companion.css",
            "/js/stop.js",
            "/icon.svg",
            $"/live/{staff.Serial}",
            "/live/none",
            "/api/v1/pens",
            "/api/openapi.json",
            "/api/nothing",
        ];
        var answers = new List<HttpResponseMessage>();
        foreach (string path in paths)
        {
            answers.Add(await staff.Owner.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead));
        }

        answers.Add(await staff.Owner.PostAsync("/people"));
        answers.Add(await staff.Reader.GetAsync("/people"));
        answers.Add(await staff.Nobody.GetAsync("/people"));
        answers.Add(await staff.Owner.PostAsync("/sign-in", ("name", new string('x', 100_000))));
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/");
        foreign.Headers.Host = "evil.example";
        answers.Add(await staff.Owner.Http.SendAsync(foreign));
        foreach (HttpResponseMessage answer in answers)
        {
            string what = $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} {(int)answer.StatusCode}";
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out IEnumerable<string>? policy), what);
            Assert.Contains("default-src 'none'", policy!.Single(), StringComparison.Ordinal);
            Assert.True(answer.Headers.TryGetValues("X-Content-Type-Options", out _), what);
            Assert.True(answer.Headers.TryGetValues("X-Frame-Options", out _), what);
            Assert.False(answer.Headers.Contains("Server"), what);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"), what);
            answer.Dispose();
        }
    }

    [Fact]
    public async Task AnAnswerThatWouldBeANumberOnlyGetsWordsAndKeepsItsHeaders()
    {
        using HttpResponseMessage method = await staff.Nobody.Http.PutAsync("/stop", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        Assert.Contains("POST", method.Content.Headers.Allow);
        Assert.Contains("action=\"/stop\"", await method.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage nothing = await staff.Owner.Http.GetAsync("/nothing-here");
        Assert.Contains(
            "There is nothing at this address",
            await nothing.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        using HttpResponseMessage program = await staff.Nobody.Http.GetAsync("/api/nothing");
        Assert.Contains("no-such-address", await program.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneAddressTakesNotAllStreamsAndStopStillStops()
    {
        var open = new List<HttpResponseMessage>();
        try
        {
            for (int i = 0; i <= OpenStreams.MostOfOne; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/live/{staff.Serial}");
                request.Headers.Add(
                    "Cookie",
                    $"pen-sitting={staff.Owner.Cookies.GetCookies(staff.Place.Address)["pen-sitting"]!.Value}; pen-screen={i:X32}"
                );
                using HttpClient client = new(new HttpClientHandler { UseCookies = false }, disposeHandler: false)
                {
                    BaseAddress = staff.Place.Address,
                };
                open.Add(await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
            }

            // Another test's stream may not be closed quite yet.
            Assert.InRange(
                open.Count(o => o.StatusCode == HttpStatusCode.OK),
                OpenStreams.MostOfOne - 4,
                OpenStreams.MostOfOne
            );
            Assert.Equal(HttpStatusCode.TooManyRequests, open[^1].StatusCode);
            using HttpResponseMessage stop = await staff.Nobody.PostAsync("/stop");
            Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        }
        finally
        {
            open.ForEach(o => o.Dispose());
        }
    }
}
