using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using static Microsoft.Playwright.Assertions;

namespace Pen.Companion.Tests;

/// <summary>Photos: only the picture is kept, only pictures are kept, and nobody else's are shown.</summary>
public sealed class PhotoTests(OpenPlace open, Browsers browsers) : IClassFixture<OpenPlace>, IClassFixture<Browsers>
{
    private Workplace Place => open.Place;

    [Fact]
    public async Task APhotoComesOutWithoutPlaceAndStandsBesideAnother()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Mona Bild");
        Session session = store.Session(client);
        await using Window window = await browsers.OpenAsync(Place);
        await window.BeAsync("bert");
        IPage page = await window.GoAsync($"/clients/{client.Id}/photos");
        byte[] jpeg = await page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg });
        byte[] taken = Pictures.WithPlace(jpeg);

        await page.Locator("#photo").SetInputFilesAsync(File("front.jpg", "image/jpeg", taken));
        await page.Locator("#area").SelectOptionAsync("cheek");
        await page.Locator("#session").SelectOptionAsync(session.Id);
        await page.Locator(".upload button.primary").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The photo is kept");
        await page.Locator(".upload summary").ClickAsync();
        await page.Locator("#photo").SetInputFilesAsync(File("later.png", "image/png", Pictures.Png()));
        await page.Locator(".upload button.primary").ClickAsync();
        await Expect(page.Locator(".photos img")).ToHaveCountAsync(2);

        PhotoInfo photo = store.Photos(client.Id)[0];
        Assert.Equal((session.Id, "cheek", "image/jpeg"), (photo.SessionId, photo.Area, photo.MediaType));
        IAPIResponse answer = await page.APIRequest.GetAsync($"/clients/{client.Id}/photos/{photo.Id}");
        byte[] shown = await answer.BodyAsync();
        Assert.Equal("image/jpeg", answer.Headers["content-type"]);
        Assert.Equal("nosniff", answer.Headers["x-content-type-options"]);
        Assert.Equal("no-store", answer.Headers["cache-control"]);
        Assert.Contains("sandbox", answer.Headers["content-security-policy"]);
        Assert.True(Contains(taken, Pictures.Gps()[26..80]));
        Assert.False(Contains(shown, Pictures.Gps()[26..80]));
        Assert.False(Contains(shown, Encoding.ASCII.GetBytes(Pictures.Secret)));
        Assert.True(Contains(shown, jpeg[^500..]));

        await page.Locator("input[name=left]").Last.CheckAsync();
        await page.Locator("input[name=right]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Side by side" }).ClickAsync();
        await Expect(page.Locator(".compare figure")).ToHaveCountAsync(2);
        await Expect(page.Locator(".compare figcaption").First).ToContainTextAsync("Before");
        int[] widths = await page.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('.compare img')].map(i => i.naturalWidth)"
        );
        Assert.Equal([1366, 1], widths);
        Assert.Equal("bert", store.Audit("photo:" + photo.Id)[0].Actor);
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Foreign);
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "page.jpg", "neither a JPEG nor a PNG" },
            { "cut.jpg", "cut off or malformed" },
            { "cut.png", "cut off or malformed" },
            { "empty.jpg", "neither a JPEG nor a PNG" },
            { "large.jpg", "larger than 10 MB" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WhatIsNoPhotoIsRefusedInWords(string name, string words)
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Nora Falsch");
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        byte[] content = name switch
        {
            "page.jpg" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            "cut.jpg" => [0xFF, 0xD8, 0xFF, 0xE1, 0x40, 0x00, .. "Exif"u8],
            "cut.png" => Pictures.Png()[..60],
            "large.jpg" => [0xFF, 0xD8, .. new byte[(10 << 20) + 1]],
            _ => [],
        };

        (HttpStatusCode status, string text) = await seat.SendAsync($"/clients/{client.Id}/photos", "photo", name, content);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(words, text);
        Assert.Empty(store.Photos(client.Id));
    }

    [Fact]
    public async Task ABodyBeyondEverythingIsRefusedInWords()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Olga Viel");
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        (HttpStatusCode status, string text) = await seat.SendAsync(
            $"/clients/{client.Id}/photos",
            "photo",
            "huge.jpg",
            new byte[16 << 20]
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("larger than 10 MB", text);
        Assert.Contains("STOP", text);
        Assert.Empty(store.Photos(client.Id));
    }

    [Fact]
    public async Task ABrowserWithoutScriptsIsToldToo()
    {
        ClientRecord client = Place.Records.Client("Quirin Viel");
        await using Window window = await browsers.OpenAsync(Place, o => o.JavaScriptEnabled = false);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync($"/clients/{client.Id}/photos");
        string large = Path.Combine(Place.Home, "large.jpg");
        await System.IO.File.WriteAllBytesAsync(large, new byte[40 << 20]);

        await page.Locator("#photo").SetInputFilesAsync(large);
        await page.Locator(".upload button.primary").ClickAsync();

        await Expect(page.Locator("h1")).ToContainTextAsync("larger than 10 MB");
        await Expect(page.Locator("button.stop")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OnlyThePageOfPhotosTakesSoMuch()
    {
        ClientRecord client = Place.Records.Client("Paula Klein");
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        string identity = $"/clients/{client.Id}/identity";

        using HttpResponseMessage answer = await seat.PostAsync(
            identity,
            identity,
            new() { ["name"] = "P", ["contact"] = new string('x', 100_000) }
        );

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("Paula Klein", Place.Records.ReadIdentity(client.Id)!.Name);
    }

    [Fact]
    public async Task AFileThatIsTooLargeIsToldBeforeItIsSent()
    {
        ClientRecord client = Place.Records.Client("Rita Groß");
        await using Window window = await browsers.OpenAsync(Place);
        await window.BeAsync("anna");
        IPage page = await window.GoAsync($"/clients/{client.Id}/photos");

        await page.Locator("#photo").SetInputFilesAsync(File("large.jpg", "image/jpeg", new byte[(10 << 20) + 1]));
        await page.Locator(".upload button.primary").ClickAsync();

        await Expect(page.Locator(".upload .problem")).ToContainTextAsync("larger than 10 MB");
        Assert.Empty(Place.Records.Photos(client.Id));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task WrongAreaSessionOrDayIsRefused()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Sina Liste");
        Session others = store.Session(store.Client("Tina Andere"));
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        Dictionary<string, string>[] wrong =
        [
            new() { ["area"] = "moon" },
            new() { ["session"] = others.Id },
            new() { ["taken"] = DateTime.Today.AddDays(2).ToString("yyyy-MM-dd") },
            new() { ["taken"] = "yesterday" },
        ];
        foreach (Dictionary<string, string> fields in wrong)
        {
            (_, string text) = await seat.SendAsync($"/clients/{client.Id}/photos", "photo", "a.png", Pictures.Png(), fields);
            Assert.Contains("is not one that can be", text);
        }

        Assert.Empty(store.Photos(client.Id));
    }

    [Fact]
    public async Task NobodyElsesPictureAndNoFileIsShown()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Uta Eigen");
        ClientRecord other = store.Client("Vera Fremd");
        PhotoInfo photo = store.AddPhoto("anna", client.Id, Pictures.Png());
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        string[] paths =
        [
            $"/clients/{other.Id}/photos/{photo.Id}",
            $"/clients/{client.Id}/photos/..%2f..%2frecords.db",
            $"/clients/{client.Id}/photos/%2e%2e%2f%2e%2e%2fkey",
            $"/clients/{client.Id}/photos/{photo.Id.ToUpperInvariant()}",
            $"/clients/{client.Id}/photos/{photo.Id}.png",
        ];
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await seat.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, path);
        }

        using HttpResponseMessage own = await seat.GetAsync($"/clients/{client.Id}/photos/{photo.Id}");
        Assert.Equal("image/png", own.Content.Headers.ContentType!.MediaType);
        using HttpResponseMessage compare = await seat.GetAsync($"/clients/{other.Id}/compare?left={photo.Id}");
        Assert.Equal(HttpStatusCode.Redirect, compare.StatusCode);
    }

    private static FilePayload File(string name, string type, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = type,
            Buffer = content,
        };

    private static bool Contains(byte[] whole, byte[] part) => whole.AsSpan().IndexOf(part) >= 0;
}
