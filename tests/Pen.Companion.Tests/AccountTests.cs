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

/// <summary>Accounts, their secrets, and what comes of guessing.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task TheLastOwnerStays()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        using Caller owner = await Staff.OwnerAsync(place);
        string id = System
            .Text.RegularExpressions.Regex.Match(await owner.TextAsync("/people"), "name=\"id\" value=\"([0-9a-f]{32})\"")
            .Groups[1]
            .Value;
        using HttpResponseMessage role = await owner.SendAsync(
            "/people",
            "/people?handler=Role",
            ("id", id),
            ("role", "Reader")
        );
        Assert.Contains("one owner", await role.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage off = await owner.SendAsync(
            "/people",
            "/people?handler=Disable",
            ("id", id),
            ("disabled", "true")
        );
        Assert.Contains("one owner", await off.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task DamagedAccountsLetNobodyInAndStopStillStops()
    {
        await using Workplace place = await Workplace.OpenAsync();
        using Caller owner = await Staff.OwnerAsync(place);
        await place.KillAsync();
        string file = Path.Combine(place.Home, "accounts.json");
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
        foreach (string damage in new[] { "", "{", "null", "[]", "{\"version\":1,\"accounts\":[]}" })
        {
            await File.WriteAllTextAsync(file, damage);
            await place.StartAsync("--simulate", "yes");
            using var caller = new Caller(place);
            using HttpResponseMessage start = await caller.GetAsync("/");
            Assert.True(PeopleTests.IsRefused(start), damage);
            Assert.Contains("cannot be read", await caller.TextAsync("/sign-in"), StringComparison.Ordinal);
            using HttpResponseMessage stop = await caller.PostAsync("/stop");
            Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
            await place.KillAsync();
        }
    }

    [Fact]
    public async Task GuessingAPinLocksAlsoOverARestartAndTellsNothing()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        using Caller owner = await Staff.OwnerAsync(place);
        using Caller paul = await Staff.AddAsync(place, owner, "paul", "Practitioner", Staff.Pin);
        using var thief = new Caller(place);
        string said = "";
        for (int guess = 0; guess < Tries.Allowed; guess++)
        {
            using HttpResponseMessage answer = await thief.SignInAsync("paul", "55500" + guess);
            said = await answer.Content.ReadAsStringAsync();
        }

        Assert.Contains("After five wrong tries", said, StringComparison.Ordinal);
        using HttpResponseMessage right = await thief.SignInAsync("paul", Staff.Pin);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        using HttpResponseMessage unknown = await thief.SignInAsync("nobody at all", "123456");
        Assert.Contains("After five wrong tries", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await place.KillAsync();
        await place.StartAsync("--simulate", "no");
        using var later = new Caller(place);
        using HttpResponseMessage still = await later.SignInAsync("paul", Staff.Pin);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Contains("After five wrong tries", await still.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenWrongPinsInADayNeedAnOwner()
    {
        string home = Directory.CreateTempSubdirectory("pen-people-").FullName;
        try
        {
            var clock = new HandClock();
            var options = new CompanionOptions
            {
                Listen = [],
                Records = "",
                Key = "",
                Logs = "",
                Home = home,
            };
            var secrets = new Secrets();
            var book = new AccountBook(options, secrets, NullLogger<AccountBook>.Instance);
            Assert.Null(book.Add("olga", Role.Owner, Staff.OwnerSecret, false));
            Assert.Null(book.Add("paul", Role.Practitioner, Staff.Pin, false));
            var desk = new SignInDesk(book, secrets, new Tries(options, clock, NullLogger<Tries>.Instance), clock);
            for (int guess = 0; guess < Tries.AllowedADay; guess++)
            {
                await desk.TryAsync("paul", "55500" + guess, IPAddress.Loopback);
                clock.Go(TimeSpan.FromMinutes(16));
            }

            Assert.Null((await desk.TryAsync("paul", Staff.Pin, IPAddress.Loopback)).Account);
            Assert.True(book.Named("paul")!.Barred);
            Assert.Null(book.SetSecret(book.Named("paul")!.Id, "904417", true));
            clock.Go(TimeSpan.FromMinutes(16));
            Assert.NotNull((await desk.TryAsync("paul", "904417", IPAddress.Loopback)).Account);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public void ManyTriesAtOnceAreNoMoreTriesAndOneAccountDoesNotClearAnother()
    {
        string home = Directory.CreateTempSubdirectory("pen-tries-").FullName;
        try
        {
            var clock = new HandClock();
            var options = new CompanionOptions
            {
                Listen = [],
                Records = "",
                Key = "",
                Logs = "",
                Home = home,
            };
            var tries = new Tries(options, clock, NullLogger<Tries>.Instance, most: 50);
            for (int i = 0; i < 4; i++)
            {
                tries.Count("account:victim", "10.0.0.9");
            }

            tries.Count("account:thief", "10.0.0.9");
            Assert.NotNull(tries.LockedUntil("account:third", "10.0.0.9"));
            tries.Forget("account:thief");
            Assert.Null(tries.LockedUntil("account:third", "10.0.0.9"));
            tries.Count("account:victim", "10.0.0.10");
            Assert.Equal(clock.GetUtcNow() + Tries.Window, tries.LockedUntil("account:victim", "10.0.0.77"));
            clock.Go(TimeSpan.FromMinutes(14.9));
            Assert.NotNull(tries.LockedUntil("account:victim", "10.0.0.77"));
            clock.Go(TimeSpan.FromMinutes(0.2));
            Assert.Null(tries.LockedUntil("account:victim", "10.0.0.77"));

            int against = tries.Today("account:victim");
            for (int i = 0; i < 100; i++)
            {
                tries.Count("name:" + i, "10.1.0." + i);
            }

            Assert.Equal(against, tries.Today("account:victim"));
            Assert.Equal(0, tries.Today("name:0"));
            Assert.True(new FileInfo(Path.Combine(home, "tries.json")).Length < 10_000);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public void ASittingLocksWithoutAPersonAndNotWhileItsPenIsArmed()
    {
        DateTimeOffset t = DateTimeOffset.UnixEpoch;
        TimeSpan idle = TimeSpan.FromMinutes(10);
        var sitting = new Sitting("a", t);
        Assert.False(sitting.Look(t.AddMinutes(9), idle, isPerson: false, isAtWork: false));
        Assert.True(sitting.Look(t.AddMinutes(10), idle, isPerson: true, isAtWork: false));
        Assert.True(sitting.Look(t.AddMinutes(11), idle, isPerson: true, isAtWork: true));
        sitting.Unlock(t.AddMinutes(12));
        Assert.False(sitting.Look(t.AddMinutes(21), idle, isPerson: true, isAtWork: false));
        Assert.False(sitting.Look(t.AddMinutes(30), idle, isPerson: false, isAtWork: false));
        Assert.False(sitting.Look(t.AddMinutes(45), idle, isPerson: false, isAtWork: true));
        Assert.False(sitting.Look(t.AddMinutes(54), idle, isPerson: false, isAtWork: false));
        Assert.True(sitting.Look(t.AddMinutes(56), idle, isPerson: false, isAtWork: false));
    }

    [Theory]
    [InlineData("123456", Role.Practitioner, null)]
    [InlineData("111111", Role.Practitioner, null)]
    [InlineData("271834", Role.Practitioner, SecretKind.Pin)]
    [InlineData("271834", Role.Owner, null)]
    [InlineData("27183", Role.Practitioner, null)]
    [InlineData("aaaaaaaaaaaa", Role.Owner, null)]
    [InlineData("paul paul", Role.Owner, null)]
    [InlineData("three brown kettles", Role.Owner, SecretKind.Password)]
    public void ASecretIsNoRowAndNoName(string secret, Role role, SecretKind? kind) =>
        Assert.Equal(kind, Secrets.KindOf(secret, role, "paul"));
}
