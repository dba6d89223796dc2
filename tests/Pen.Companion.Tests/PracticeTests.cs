using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Pen.Companion.Keeping;
using Pen.Companion.Sessions;
using Pen.Companion.Tests.Bench;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>What keeps the records whole: backups, the trail, verifying, retention, files for others.</summary>
public sealed class PracticeTests(OpenPlace open, Browsers browsers) : IClassFixture<OpenPlace>, IClassFixture<Browsers>
{
    private Workplace Place => open.Place;

    [Fact]
    public async Task ABackupOpensAgainWhole()
    {
        ClientRecord client = Place.Records.Client("Wanda Gesichert");
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string made = await seat.DoAsync("/practice/backups", "/practice/backups", []);

        BackupFile file = Assert.Single(Folder().All());
        Assert.Contains(file.Name + " is made", made);
        using HttpResponseMessage answer = await seat.GetAsync("/practice/backups?handler=File&name=" + file.Name);
        Assert.Equal(file.Name, answer.Content.Headers.ContentDisposition!.FileNameStar);
        string copy = Path.Combine(Place.Home, "copy.db");
        await File.WriteAllBytesAsync(copy, await answer.Content.ReadAsByteArrayAsync());
        var records = RecordStore.Open(copy, StoreKey.LoadOrCreate(Path.Combine(Place.Home, "..", "key")));
        Assert.Empty(records.Verify().Problems);
        Assert.Equal("Wanda Gesichert", records.ReadIdentity(client.Id)!.Name);
        SqliteConnection.ClearAllPools();

        byte[] before = await File.ReadAllBytesAsync(Folder().PathOf(file));
        await seat.DoAsync("/practice/backups", "/practice/backups?handler=Verify", new() { ["name"] = file.Name });
        Assert.Contains($"Backup {file.Name}: whole", await VerifiedAsync(seat));
        Assert.Equal(before, await File.ReadAllBytesAsync(Folder().PathOf(file)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder().PathOf(file)));
        }

        string kept = await seat.DoAsync(
            "/practice/backups",
            "/practice/backups?handler=Delete",
            new() { ["name"] = file.Name }
        );
        Assert.Contains("Nothing was thrown away", kept);
        await seat.DoAsync(
            "/practice/backups",
            "/practice/backups?handler=Delete",
            new() { ["name"] = file.Name, ["sure"] = "true" }
        );
        Assert.Empty(Folder().All());
    }

    [Theory]
    [InlineData("../keys")]
    [InlineData("../../key")]
    [InlineData("../../records.db")]
    [InlineData("absolute")]
    [InlineData("records-secret.db")]
    [InlineData("records-20261121-201634.db/../../../key")]
    [InlineData("records-20261199-201634.db")]
    [InlineData("records-20200101-000000.db")]
    [InlineData("")]
    public async Task ANameOfABackupLeadsNowhereElse(string name)
    {
        // Their key is there once the records are.
        _ = Place.Records;
        Directory.CreateDirectory(Folder().Place);
        await File.WriteAllTextAsync(Path.Combine(Folder().Place, "records-secret.db"), "secret");
        string link = Path.Combine(Folder().Place, "records-20200101-000000.db");
        if (!Path.Exists(link))
        {
            File.CreateSymbolicLink(link, Path.Combine(Place.Home, "..", "key"));
        }

        // A file of the test's own: whatever goes wrong, nothing else can be hit.
        string key = Path.GetFullPath(Path.Combine(Place.Home, "..", "key"));
        name = name == "absolute" ? key : name;
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        using HttpResponseMessage file = await seat.GetAsync(
            "/practice/backups?handler=File&name=" + Uri.EscapeDataString(name)
        );
        using HttpResponseMessage gone = await seat.PostAsync(
            "/practice/backups",
            "/practice/backups?handler=Delete",
            new() { ["name"] = name, ["sure"] = "true" }
        );

        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.True(Path.Exists(key));
    }

    [Fact]
    public void AServerIsNotBackedUpHere()
    {
        CompanionOptions options = new()
        {
            Listen = [],
            Records = "postgres://pen@clinic/records",
            Key = "",
            Logs = "",
            Home = Place.Home,
        };
        Assert.False(new BackupFolder(options, new Practice(options), TimeProvider.System).IsPossible);
    }

    [Fact]
    public async Task VerifyingSaysWhetherTheRecordsAreWhatWasWritten()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        RecordStore store = place.Records;
        Session session = store.Session(store.Client("Xenia Wahr"));
        await using Window window = await browsers.OpenAsync(place);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync("/practice/verify");

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Expect(page.Locator("#verify-result")).ToContainTextAsync("✓ The records: whole");
        await Expect(page.Locator(".hash")).ToHaveTextAsync(store.Verify().Head);

        Tamper(place, $"UPDATE session_event SET kind = 'remark', body = x'00' WHERE session_id = '{session.Id}' AND seq = 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Expect(page.Locator("#verify-result")).ToContainTextAsync("⚠ The records: not as it was written");
        await Expect(page.Locator(".problem li")).ToContainTextAsync($"Event 2 of session {session.Id} was altered.");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task TheTrailTellsWhoDidWhat()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Yvonne Spur");
        ClientRecord other = store.Client("Zoe Nicht");
        Session session = store.Session(client);
        using Seat seat = await Seat.TakeAsync(Place, "Dr. Öztürk");
        string corrections = $"/clients/{client.Id}/sessions/{session.Id}/corrections";
        await seat.DoAsync(corrections, corrections, new() { ["text"] = "Wrong day." });

        string own = await seat.ReadAsync("/practice/audit?q=" + client.Pseudonym);
        string byActor = await seat.ReadAsync("/practice/audit?q=" + Uri.EscapeDataString("Öztürk"));
        string literally = await seat.ReadAsync("/practice/audit?q=%25_");

        Assert.Contains("Dr. Öztürk", own);
        Assert.Contains("wrote into a session", own);
        Assert.Contains("added a client", own);
        Assert.Contains("session:" + session.Id, own);
        Assert.DoesNotContain(other.Id, own);
        Assert.DoesNotContain("Yvonne", own);
        Assert.Contains("Dr. Öztürk", byActor);
        Assert.DoesNotContain("<bdi>anna</bdi>", byActor);
        Assert.Contains("There are no such entries", literally);
    }

    [Fact]
    public async Task TheTrailIsPagedFromTheNewestToTheFirst()
    {
        RecordStore store = Place.Records;
        for (int i = 0; i < 60; i++)
        {
            store.AddClient("pager", Kept.Pseudonym("Seite"));
        }

        await using Window window = await browsers.OpenAsync(Place);
        IPage page = await window.GoAsync("/practice/audit?q=pager");
        var seen = new List<long>();
        while (true)
        {
            seen.AddRange(
                await page.EvaluateAsync<long[]>("[...document.querySelectorAll('tbody td.number')].map(t => +t.textContent)")
            );
            if (await page.Locator("a[rel=next]").CountAsync() == 0)
            {
                break;
            }

            await page.GotoAsync((await page.Locator("a[rel=next]").GetAttributeAsync("href"))!);
        }

        long[] expected = [.. store.Audit(most: 10_000).Where(e => e.Actor == "pager").Select(e => e.Sequence).Reverse()];
        Assert.Equal(60, expected.Length);
        Assert.Equal(expected, seen);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task RetentionForgetsExactlyThoseWhoWereShown()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        RecordStore old = place.RecordsAt(new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero));
        ClientRecord[] gone = [old.Client("Alte Eins"), old.Client("Alte Zwei")];
        ClientRecord stays = place.Records.Client("Neue");
        using Seat seat = await Seat.TakeAsync(place, "anna");
        const string shown = "/practice/retention?years=10";

        string list = await seat.ReadAsync(shown);
        string wrong = await seat.DoAsync(shown, "/practice/retention", new() { ["count"] = "3" });
        ClientRecord later = old.Client("Alte Drei");
        string changed = await seat.DoAsync(shown, "/practice/retention", new() { ["count"] = "2" });
        old.EraseClient("anna", later.Id);
        string other = await seat.DoAsync(shown, "/practice/retention", new() { ["count"] = "2", ["digest"] = "00" });
        Assert.All(gone, c => Assert.Null(old.FindClient(c.Id)!.Erased));
        string done = await seat.DoAsync(shown, "/practice/retention", new() { ["count"] = "2" });

        Assert.All(gone, c => Assert.Contains(c.Pseudonym, list));
        Assert.DoesNotContain(stays.Pseudonym, list);
        Assert.Contains("The number is another one", wrong);
        Assert.Contains("The number is another one", changed);
        Assert.Contains("The list has changed", other);
        Assert.Contains("Everything personal of 2 clients is erased", done);
        Assert.All(gone, c => Assert.NotNull(old.FindClient(c.Id)!.Erased));
        Assert.Null(old.FindClient(stays.Id)!.Erased);
        Assert.Contains("Give 1 to 100", await seat.ReadAsync("/practice/retention?years=0"));
    }

    private BackupFolder Folder()
    {
        CompanionOptions options = new()
        {
            Listen = [],
            Records = "",
            Key = "",
            Logs = "",
            Home = Place.Home,
        };
        return new BackupFolder(options, new Practice(options), TimeProvider.System);
    }

    private static async Task<string> VerifiedAsync(Seat seat)
    {
        for (int tries = 0; tries < 100; tries++)
        {
            string text = await seat.ReadAsync("/practice/verify");
            if (!text.Contains("being verified", StringComparison.Ordinal))
            {
                return text;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("It is still being verified.");
    }

    private static void Tamper(Workplace place, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(place.Home, "..", "records.db")}");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
