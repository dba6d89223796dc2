using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>What is kept of clients, and the protocols: found, shown, changed, corrected, forgotten.</summary>
public sealed class HistoryTests(OpenPlace open, Browsers browsers) : IClassFixture<OpenPlace>, IClassFixture<Browsers>
{
    private Workplace Place => open.Place;

    [Fact]
    public async Task SearchFindsPartsOfPseudonymsAndNamesAndNobodyElse()
    {
        RecordStore store = Place.Records;
        ClientRecord named = store.Client("Hildegunde Wiesengrund");
        ClientRecord other = store.AddClient("anna", Kept.Pseudonym("Tulpe"));
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string byName = await seat.ReadAsync("/clients?q=wiesen");
        string byPseudonym = await seat.ReadAsync("/clients?q=" + other.Pseudonym.ToUpperInvariant());
        string nobody = await seat.ReadAsync("/clients?q=100%25");

        Assert.Contains(named.Pseudonym, byName);
        Assert.DoesNotContain(other.Pseudonym, byName);
        Assert.Contains($"/clients/{other.Id}", byPseudonym);
        Assert.Contains($"/begin?client={other.Id}", byPseudonym);
        Assert.DoesNotContain(named.Pseudonym, byPseudonym);
        Assert.Contains("Nobody is found", nobody);
    }

    [Fact]
    public async Task TheListFollowsWhatIsTyped()
    {
        ClientRecord client = Place.Records.Client("Adelheid Sonnenschein");
        await using Window window = await browsers.OpenAsync(Place);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync("/clients");

        await page.Locator("#q").PressSequentiallyAsync("sonnens");

        await Expect(page.Locator(".person")).ToHaveCountAsync(1);
        await Expect(page.Locator(".person-name")).ToHaveTextAsync(client.Pseudonym);
        await Expect(page.Locator(".person-real")).ToHaveTextAsync("Adelheid Sonnenschein");
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    [Fact]
    public async Task AChangedNameIsToldOnceAndCanBeTakenBack()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Anna Alt", "old number");
        using Seat seat = await Seat.TakeAsync(Place, "bert");
        string identity = $"/clients/{client.Id}/identity";

        string after = await seat.DoAsync(identity, identity, new() { ["name"] = "Anna Neu", ["contact"] = "new number" });
        string again = await seat.ReadAsync($"/clients/{client.Id}");
        string undone = await seat.DoAsync($"/clients/{client.Id}", $"/clients/{client.Id}?handler=Undo", []);
        string twice = await seat.DoAsync($"/clients/{client.Id}", $"/clients/{client.Id}?handler=Undo", []);

        Assert.Contains("Anna Neu", after);
        Assert.Contains("old number", after);
        Assert.DoesNotContain("old number", again);
        Assert.Contains("was taken back", undone);
        Assert.Contains("cannot be taken back any more", twice);
        Assert.Equal(new Identity("Anna Alt", "old number"), store.ReadIdentity(client.Id));
        Assert.Equal(["bert", "bert"], store.Audit("client:" + client.Id).TakeLast(2).Select(e => e.Actor));
    }

    [Fact]
    public async Task AChangeBySomebodyElseIsNotTakenBack()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Anna Alt");
        using Seat seat = await Seat.TakeAsync(Place, "bert");
        string identity = $"/clients/{client.Id}/identity";
        await seat.DoAsync(identity, identity, new() { ["name"] = "Anna Neu" });
        store.SetIdentity("carla", store.FindClient(client.Id)!, new Identity("Anna Neuer"));

        string undone = await seat.DoAsync($"/clients/{client.Id}", $"/clients/{client.Id}?handler=Undo", []);

        Assert.Contains("was changed by somebody else meanwhile", undone);
        Assert.Equal("Anna Neuer", store.ReadIdentity(client.Id)!.Name);
    }

    [Fact]
    public async Task OfTwoRoomsThatChangeANameTheSecondIsTold()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Clara Zuerst");
        await using Window left = await browsers.OpenAsync(Place);
        await using Window right = await browsers.OpenAsync(Place);
        await left.BeAsync("anna");
        await right.BeAsync("bert");
        IPage first = await left.GoAsync($"/clients/{client.Id}/identity");
        IPage second = await right.GoAsync($"/clients/{client.Id}/identity");

        await first.Locator("#name").FillAsync("Clara Links");
        await first.Locator("main button.primary").ClickAsync();
        await Expect(first.Locator("h1")).ToHaveTextAsync(client.Pseudonym);
        await second.Locator("#name").FillAsync("Clara Rechts");
        await second.Locator("main button.primary").ClickAsync();

        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("was changed by somebody else meanwhile");
        await Expect(second.Locator(".note").First).ToContainTextAsync("Clara Links");
        await Expect(second.Locator("#name")).ToHaveValueAsync("Clara Rechts");
        Assert.Equal("Clara Links", store.ReadIdentity(client.Id)!.Name);
        await second.Locator("main button.primary").ClickAsync();
        await Expect(second.Locator("h1")).ToHaveTextAsync(client.Pseudonym);
        Assert.Equal("Clara Rechts", store.ReadIdentity(client.Id)!.Name);
        Assert.Empty(left.Complaints.Concat(right.Complaints));
    }

    [Fact]
    public async Task ScriptInEveryFieldIsText()
    {
        const string bad = "<script>window.bad=1</script>";
        const string image = "<img src=x onerror=window.bad=1>'\"&amp;</title></textarea><script>window.bad=1</script>";
        RecordStore store = Place.RecordsAt(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        ClientRecord client = store.Client(image, image, bad);
        Session session = store.Session(client, image, lot: bad, serial: image[..32]);
        store.Correct(image, session.Id, image);
        Course course = store.Courses(client.Id)[0];
        await using Window window = await browsers.OpenAsync(Place);
        await window.BeAsync(bad);
        string[] pages =
        [
            "/clients?q=" + Uri.EscapeDataString(bad),
            $"/clients/{client.Id}",
            $"/clients/{client.Id}/identity",
            $"/clients/{client.Id}/erase",
            $"/clients/{client.Id}/photos",
            $"/clients/{client.Id}/fhir",
            $"/clients/{client.Id}/sessions/{session.Id}/corrections",
            $"/clients/{client.Id}/reports/course/{course.Id}?name=true",
            "/cartridges?of=" + Uri.EscapeDataString(bad),
            "/cartridges/report?of=" + Uri.EscapeDataString(bad),
            "/practice/audit?q=" + Uri.EscapeDataString(bad),
            "/practice/retention?years=20",
            "/protocols?q=" + Uri.EscapeDataString(bad),
        ];
        IPage page = await window.GoAsync("/clients");
        foreach (string path in pages)
        {
            await page.GotoAsync(path);
            Assert.True(
                await page.EvaluateAsync<bool>("window.bad === undefined && !document.querySelector('img[src=x]')"),
                path
            );
            Assert.Contains("window.bad=1", await page.ContentAsync());
        }

        await page.GotoAsync($"/clients/{client.Id}");
        await Expect(page.Locator("h1")).ToHaveTextAsync(bad);
        await Expect(page.GetByText(image).First).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    [Fact]
    public async Task ACorrectionStandsBehindWhatWasWritten()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Dora Muster");
        Session over = store.Session(client, "left cheek");
        using Seat seat = await Seat.TakeAsync(Place, "bert");
        string corrections = $"/clients/{client.Id}/sessions/{over.Id}/corrections";

        string empty = await seat.DoAsync(corrections, corrections, new() { ["text"] = "  " });
        string after = await seat.DoAsync(corrections, corrections, new() { ["text"] = "It was the right cheek." });

        Assert.Contains("not a correction that can be kept", empty);
        Assert.Contains("left cheek", after);
        Assert.Contains("It was the right cheek.", after);
        Assert.Single(store.Events(over.Id), e => e.Kind == "correction");
        Assert.Equal("bert", store.Audit("session:" + over.Id)[^1].Actor);
    }

    [Fact]
    public async Task ACourseIsShownAsAPlanWithTheAdvisedDay()
    {
        DateTimeOffset lately = DateTimeOffset.Now.AddDays(-3);
        RecordStore store = Place.RecordsAt(lately);
        ClientRecord waits = store.Client("Erna Wartet");
        store.Session(waits);
        ClientRecord under = store.Client("Frida Liegt");
        Session now = store.Session(under, open: true);
        ProtocolLibrary library = ProtocolLibrary.BuiltIn;
        NextSession next = CourseAdvice
            .For(library, library.FindIndication("acne-scars")!)
            .After(DateOnly.FromDateTime(lately.LocalDateTime))!;
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string waiting = await seat.ReadAsync($"/clients/{waits.Id}");
        string going = await seat.ReadAsync($"/clients/{under.Id}");

        Assert.Contains($"advised from {next.Earliest:yyyy-MM-dd} on", waiting);
        Assert.Contains("2 to come", waiting);
        Assert.Contains($"/sessions/{store.Sessions(waits.Id)[0].Id}/sheets/treatment", waiting);
        Assert.Contains($"<a href=\"/sessions/{now.Id}\">Go on</a>", going);
        Assert.DoesNotContain("advised from", going);
    }

    [Fact]
    public async Task ACourseReportMayUseItsOwnStyleAndNothingElse()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Gerda Bericht");
        store.Session(client);
        await using Window window = await browsers.OpenAsync(Place);
        IPage page = await window.GoAsync("/clients");

        IResponse? answer = await page.GotoAsync($"/clients/{client.Id}/reports/course/{store.Courses(client.Id)[0].Id}");

        string policy = await answer!.HeaderValueAsync("content-security-policy") ?? "";
        Assert.Contains("style-src 'sha256-", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("rgb(18, 58, 92)", await page.Locator("h2").First.EvaluateAsync<string>("e => getComputedStyle(e).color"));
        Assert.DoesNotContain("Gerda", await page.ContentAsync());
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task AnErasedClientShowsNothingPersonalAnyMore()
    {
        const string secret = "Margarethe-Unvergessen";
        RecordStore store = Place.Records;
        ClientRecord client = store.Client(secret, secret + " 030 1234");
        Session session = store.Session(client, secret + " bled.");
        store.Correct("anna", session.Id, secret + " again.");
        PhotoInfo photo = store.AddPhoto("anna", client.Id, Pictures.Png());
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        string erase = $"/clients/{client.Id}/erase";
        string identity = $"/clients/{client.Id}/identity";
        await seat.DoAsync(identity, identity, new() { ["name"] = secret + " II" });

        string before = await seat.ReadAsync(erase);
        string other = await seat.DoAsync(erase, erase, new() { ["pseudonym"] = client.Pseudonym + "x" });
        Assert.Null(store.FindClient(client.Id)!.Erased);
        string after = await seat.DoAsync(erase, erase, new() { ["pseudonym"] = client.Pseudonym });

        Assert.Contains("cannot be undone", before);
        Assert.Contains("Nothing was erased", other);
        Assert.Contains("Everything personal was erased", after);
        Assert.NotNull(store.FindClient(client.Id)!.Erased);
        string fhir = $"/clients/{client.Id}/fhir";
        string[] everything =
        [
            after,
            await seat.ReadAsync("/clients?q=" + secret),
            await seat.ReadAsync($"/clients/{client.Id}/photos"),
            await seat.ReadAsync($"/clients/{client.Id}/sessions/{session.Id}/corrections"),
            await seat.ReadAsync($"/clients/{client.Id}/reports/course/{session.CourseId}?name=true"),
            await seat.ReadAsync("/practice/audit?q=" + client.Pseudonym),
            await seat.DoAsync(fhir, fhir, new() { ["names"] = "true" }),
            await seat.DoAsync($"/clients/{client.Id}", $"/clients/{client.Id}?handler=Undo", []),
        ];
        Assert.All(everything, text => Assert.DoesNotContain(secret + " ", text));
        using HttpResponseMessage picture = await seat.GetAsync($"/clients/{client.Id}/photos/{photo.Id}");
        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
    }

    [Fact]
    public async Task NobodyIsErasedInAnOpenSession()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Hanna Offen");
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        string erase = $"/clients/{client.Id}/erase";
        await seat.ReadAsync(erase);
        store.Session(client, open: true);

        string text = await seat.DoAsync("/who", erase, new() { ["pseudonym"] = client.Pseudonym });

        Assert.Contains("A session is still open", text);
        Assert.Null(store.FindClient(client.Id)!.Erased);
    }
}
