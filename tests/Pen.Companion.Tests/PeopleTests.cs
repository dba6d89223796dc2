using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Pen.Companion.People;
using Pen.Companion.Tests.Bench;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>Who may do what: every page for every role, signing in and out, the lock.</summary>
public sealed class PeopleTests(StaffedPlace staff, Browsers browsers) : IClassFixture<StaffedPlace>, IClassFixture<Browsers>
{
    /// <summary>Pages for everybody: what is needed to get in, and the colours.</summary>
    private static readonly string[] ForEverybody = ["lock", "look", "secret", "sign-in"];

    [Fact]
    public async Task EveryPageIsForThoseOnlyWhomItsPolicyNames()
    {
        IReadOnlyList<PageRoute> pages = await AppRoutes.PagesAsync();
        Assert.Equal(ForEverybody, pages.Where(p => p.Anonymous).Select(p => p.Path).Distinct().Order());
        var wrong = new List<string>();
        foreach (PageRoute page in pages.Where(p => !p.Anonymous))
        {
            int least = page.Policy switch
            {
                Policies.Own => 3,
                Policies.Treat => 2,
                Policies.Watch or null => 1,
                _ => throw new InvalidOperationException($"{page.Path} has an unknown policy {page.Policy}"),
            };
            Caller[] roles = [staff.Nobody, staff.Reader, staff.Practitioner, staff.Owner];
            for (int role = 0; role < roles.Length; role++)
            {
                string path = AppRoutes.Fill(page.Path, staff);
                using HttpResponseMessage get = await roles[role].GetAsync(path);
                using HttpResponseMessage post = await roles[role].PostAsync(path);
                foreach (HttpResponseMessage answer in new[] { get, post })
                {
                    if (IsRefused(answer) == role >= least)
                    {
                        wrong.Add($"{answer.RequestMessage!.Method} {path}, role {role}, needs {least}: {Told(answer)}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/", 1)]
    [InlineData("/pens", 1)]
    [InlineData("/live/{serial}", 1)]
    [InlineData("/sessions/{id}/areas", 2)]
    [InlineData("/people", 3)]
    [InlineData("/settings", 3)]
    public async Task WhatCountsIsNotLeftToAnAttribute(string route, int least)
    {
        string path = AppRoutes.Fill(route.TrimStart('/'), staff);
        Caller[] roles = [staff.Nobody, staff.Reader, staff.Practitioner, staff.Owner];
        for (int role = 0; role < roles.Length; role++)
        {
            using HttpResponseMessage answer = await roles[role].Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            Assert.True(IsRefused(answer) == role < least, $"role {role}: {Told(answer)}");
        }
    }

    [Fact]
    public async Task AReaderStartsNoSimulatedPen()
    {
        using HttpResponseMessage answer = await staff.Reader.SendAsync("/pens", "/pens?handler=Simulate");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task ALockedScreenShowsNothingOfTheRecordsAndStillStops()
    {
        using var locked = new Caller(staff.Place);
        using HttpResponseMessage signed = await locked.SignInAsync("olga", Staff.OwnerSecret);
        using HttpResponseMessage done = await locked.SendAsync("/", "/lock?handler=Now");
        Assert.StartsWith("/lock", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        foreach (PageRoute page in (await AppRoutes.PagesAsync()).Where(p => !p.Anonymous))
        {
            string path = AppRoutes.Fill(page.Path, staff);
            using HttpResponseMessage get = await locked.GetAsync(path);
            Assert.True(IsLocked(get), $"GET {path}: {Told(get)}");
            using HttpResponseMessage post = await locked.PostAsync(path);
            Assert.True(IsLocked(post), $"POST {path}: {Told(post)}");
        }

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/sessions/{staff.SessionId}/areas?handler=Done");
        part.Headers.Add("HX-Request", "true");
        using HttpResponseMessage refused = await locked.Http.SendAsync(part);
        Assert.Equal(HttpStatusCode.Locked, refused.StatusCode);

        using HttpResponseMessage stop = await locked.PostAsync("/stop");
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        using HttpResponseMessage live = await locked.Http.GetAsync(
            $"/live/{staff.Serial}",
            HttpCompletionOption.ResponseHeadersRead
        );
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains(staff.Serial, await locked.TextAsync("/lock?handler=Pens"), StringComparison.Ordinal);

        using HttpResponseMessage open = await locked.SendAsync("/lock", "/lock", ("secret", Staff.OwnerSecret));
        Assert.Equal(HttpStatusCode.Found, open.StatusCode);
        using HttpResponseMessage again = await locked.GetAsync("/people");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task TheLockCoversThePageAndWhatWasTypedIsStillThere()
    {
        await using Window window = await browsers.OpenAsync(staff.Place);
        IPage page = await window.GoAsync("/sign-in?back=/settings");
        await page.FillAsync("#name", "olga");
        await page.FillAsync("#secret", Staff.OwnerSecret);
        await page.ClickAsync("main button");
        await page.FillAsync("#token-name", "half a na");
        IPage other = await window.GoAsync("/");
        await other.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        await Expect(other.Locator("#lock-title")).ToBeVisibleAsync();

        await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(page.Locator("#lock-title")).ToBeVisibleAsync();
        await Expect(page.Locator("#token-name")).ToBeHiddenAsync();
        await page.ClickAsync("button.stop");
        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well");
        await page.FillAsync("#lock-secret", Staff.OwnerSecret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock" }).ClickAsync();

        await Expect(page.Locator("#token-name")).ToHaveValueAsync("half a na");
        await Expect(page.Locator("#token-name")).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    [Trait("Covers", "APP-1")]
    public async Task AFootSwitchStopsWhereverTheCursorIs()
    {
        using HttpResponseMessage kept = await staff.Owner.SendAsync(
            "/settings",
            "/settings?handler=House",
            ("idleMinutes", "10"),
            ("stopKey", "PageDown")
        );
        Assert.Equal(HttpStatusCode.Found, kept.StatusCode);
        await using Window window = await browsers.OpenAsync(staff.Place);
        IPage page = await window.GoAsync("/sign-in");
        await page.FocusAsync("#name");

        await page.Keyboard.PressAsync("PageDown");

        await Expect(page.Locator("#stop-form")).ToHaveAttributeAsync("data-outcome", "well");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task SigningInGivesANewCookieAndSigningOutEndsItOnTheServer()
    {
        using var caller = new Caller(staff.Place);
        var planted = new System.Net.Cookie("pen-sitting", new string('A', 64), "/", staff.Place.Address.Host);
        caller.Cookies.Add(planted);
        using HttpResponseMessage signed = await caller.SignInAsync("olga", Staff.OwnerSecret);
        string first = Sitting(caller);
        Assert.NotEqual(planted.Value, first);

        using HttpResponseMessage again = await caller.SignInAsync("olga", Staff.OwnerSecret);
        Assert.NotEqual(first, Sitting(caller));
        Assert.True(await IsNobodyAsync(first));

        string last = Sitting(caller);
        Assert.False(await IsNobodyAsync(last));
        using HttpResponseMessage gone = await caller.SendAsync("/", "/sign-in?handler=Out");
        Assert.True(await IsNobodyAsync(last));
        string set = string.Join(
            ';',
            signed.Headers.GetValues("Set-Cookie").Where(c => c.StartsWith("pen-sitting", StringComparison.Ordinal))
        );
        Assert.Contains("httponly", set, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", set, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewRoleAndAClosedAccountHoldAtOnce()
    {
        using Caller temp = await Staff.AddAsync(staff.Place, staff.Owner, "timo", "Owner", "seven green doors");
        string people = await staff.Owner.TextAsync("/people");
        string id = System
            .Text.RegularExpressions.Regex.Match(
                people,
                "timo</h2>.*?name=\"id\" value=\"([0-9a-f]{32})\"",
                System.Text.RegularExpressions.RegexOptions.Singleline
            )
            .Groups[1]
            .Value;
        Assert.Equal(HttpStatusCode.OK, (await temp.GetAsync("/people")).StatusCode);

        await staff.Owner.SendAsync("/people", "/people?handler=Role", ("id", id), ("role", "Reader"));
        Assert.Equal(HttpStatusCode.Forbidden, (await temp.GetAsync("/people")).StatusCode);

        using HttpResponseMessage live = await temp.Http.GetAsync(
            $"/live/{staff.Serial}",
            HttpCompletionOption.ResponseHeadersRead
        );
        await using Stream stream = await live.Content.ReadAsStreamAsync();
        await staff.Owner.SendAsync("/people", "/people?handler=Disable", ("id", id), ("disabled", "true"));
        Assert.True(IsRefused(await temp.GetAsync("/")));
        await EndsAsync(stream).WaitAsync(TimeSpan.FromSeconds(5));
    }

    internal static bool IsRefused(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Locked
        || answer.Headers.Location?.OriginalString is { } to
            && (
                to.StartsWith("/sign-in", StringComparison.Ordinal)
                || to.StartsWith("/lock", StringComparison.Ordinal)
                || to.StartsWith("/secret", StringComparison.Ordinal)
            );

    private static bool IsLocked(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Locked
        || (answer.Headers.Location?.OriginalString.StartsWith("/lock", StringComparison.Ordinal) ?? false);

    private static string Told(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {answer.Headers.Location}";

    private static async Task EndsAsync(Stream stream)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) > 0) { }
        }
        catch (Exception over) when (over is IOException or HttpRequestException)
        {
            // Cut off: that is an end too.
        }
    }

    private string Sitting(Caller caller) => caller.Cookies.GetCookies(staff.Place.Address)["pen-sitting"]!.Value;

    /// <summary>Whether a cookie of before is worth nothing any more.</summary>
    private async Task<bool> IsNobodyAsync(string sitting)
    {
        using var thief = new Caller(staff.Place);
        thief.Cookies.Add(new System.Net.Cookie("pen-sitting", sitting, "/", staff.Place.Address.Host));
        using HttpResponseMessage answer = await thief.GetAsync("/");
        return IsRefused(answer);
    }
}
