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

/// <summary>What is looked up: cartridges, protocols, and addresses under which there is nothing.</summary>
public sealed class LookUpTests(OpenPlace open, Browsers browsers) : IClassFixture<OpenPlace>, IClassFixture<Browsers>
{
    private Workplace Place => open.Place;

    [Theory]
    [InlineData("/clients/nobody")]
    [InlineData("/clients/00000000000000000000000000000000")]
    [InlineData("/clients/..%2f..%2frecords.db")]
    [InlineData("/clients/00000000000000000000000000000000/erase")]
    [InlineData("/clients/00000000000000000000000000000000/identity")]
    [InlineData("/protocols/no-such-thing")]
    [InlineData("/cartridges/report?of=NO-LOT")]
    [InlineData("/pens/NOBODY/report")]
    public async Task WhatIsNotThereIsToldInWords(string path)
    {
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        using HttpResponseMessage answer = await seat.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("STOP", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task APseudonymIsNoAddress()
    {
        ClientRecord client = Place.Records.AddClient("anna", "0123456789abcdef0123456789abcdef");
        using Seat seat = await Seat.TakeAsync(Place, "anna");
        using HttpResponseMessage answer = await seat.GetAsync("/clients/" + client.Pseudonym);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task ARecallNamesEverybodyOfALotAndACartridgeThatWasUsedTwice()
    {
        RecordStore store = Place.Records;
        string lot = Kept.Pseudonym("LOT");
        string serial = Kept.Pseudonym("SER");
        ClientRecord[] treated = [store.Client("Ida"), store.Client("Jana"), store.Client("Karla")];
        store.Session(treated[0], lot: lot, serial: serial);
        store.Session(treated[1], lot: lot, serial: serial);
        store.Session(treated[2], lot: lot);
        ClientRecord other = store.Client("Lina");
        store.Session(other, lot: lot + "x");
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string recall = await seat.ReadAsync("/cartridges?of=" + lot);
        string history = await seat.ReadAsync("/cartridges?of=" + serial);

        Assert.Contains("Sessions: 3. Clients: 3. Cartridges: 2.", recall);
        Assert.All(treated, c => Assert.Contains("/clients/" + c.Id, recall));
        Assert.DoesNotContain(other.Id, recall);
        Assert.Contains($"{serial} was used in more than one session", recall);
        Assert.Contains("Sessions: 2.", history);
        Assert.DoesNotContain(treated[2].Id, history);
        Assert.Contains(treated[2].Pseudonym, await seat.ReadAsync("/cartridges/report?of=" + lot));
    }

    [Fact]
    public async Task EverySourceOfAnIndicationIsShownAndTheCautiousChoiceMarked()
    {
        ProtocolLibrary library = ProtocolLibrary.BuiltIn;
        CourseAdvice advice = CourseAdvice.For(library, library.FindIndication("acne-scars")!);
        await using Window window = await browsers.OpenAsync(Place);
        IPage page = await window.GoAsync("/protocols/acne-scars");

        ILocator interval = page.Locator(".known", new() { HasText = "Time between two sessions" });
        foreach (CitedRange range in advice.IntervalWeeks)
        {
            await Expect(interval).ToContainTextAsync(range.From);
        }

        ILocator marked = interval.Locator(".cautious");
        await Expect(marked).ToHaveCountAsync(1);
        await Expect(marked).ToContainTextAsync("the cautious choice: the longest");
        await Expect(marked).ToContainTextAsync($"{advice.ProposedInterval!.Most} weeks");
        await Expect(marked).ToContainTextAsync(advice.ProposedInterval.From);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task TheProtocolsCanBeSearched()
    {
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string all = await seat.ReadAsync("/protocols");
        string some = await seat.ReadAsync("/protocols?q=sAUNa");

        Assert.Contains(ProtocolLibrary.BuiltIn.Version, all);
        Assert.All(ProtocolLibrary.BuiltIn.Indications, i => Assert.Contains($"/protocols/{i.Id}", all));
        Assert.All(ProtocolLibrary.BuiltIn.Sources.Values, s => Assert.Contains(s.Title, all));
        Assert.Contains("sauna", some);
        Assert.DoesNotContain("/protocols/acne-scars", some);
    }
}
