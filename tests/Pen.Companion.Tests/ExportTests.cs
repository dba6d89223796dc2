using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Tests;

/// <summary>What is given out: files for spreadsheets, and reports of pens.</summary>
public sealed class ExportTests(OpenPlace open) : IClassFixture<OpenPlace>
{
    private Workplace Place => open.Place;

    [Fact]
    public async Task ASpreadsheetCarriesNoFormulasAndNoNamesUnlessWanted()
    {
        RecordStore store = Place.Records;
        ClientRecord client = store.Client("Berta Tabelle", pseudonym: "=HYPERLINK(\"http://x\")");
        store.Session(client, "=cmd|calc");
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        Dictionary<string, string> plain = await CsvAsync(seat, []);
        Dictionary<string, string> named = await CsvAsync(seat, new() { ["names"] = "true" });

        Assert.Equal(["cartridges.csv", "runs.csv", "sessions.csv"], plain.Keys.Order());
        Assert.Contains("'=HYPERLINK", plain["sessions.csv"]);
        Assert.DoesNotContain("Berta Tabelle", string.Concat(plain.Values));
        Assert.Contains("Berta Tabelle", named["sessions.csv"]);
        Assert.Contains("'=cmd|calc", named["sessions.csv"]);
        string[] cells = [.. named.Values.SelectMany(t => t.Split('\n', ',', '"')).Select(c => c.Trim('\r', '\uFEFF'))];
        Assert.DoesNotContain(cells, c => c.StartsWith('=') || c.StartsWith('@'));
    }

    [Fact]
    public async Task ThePracticeLeadsToItsPens()
    {
        Place.Records.Session(Place.Records.Client("Cora Pen"));
        using Seat seat = await Seat.TakeAsync(Place, "anna");

        string hub = await seat.ReadAsync("/practice");
        string report = await seat.ReadAsync("/pens/SIM00042/report");

        Assert.Contains("/pens/SIM00042\"", hub);
        Assert.Contains("/pens/SIM00042/report", hub);
        Assert.Contains("SIMULATED", hub);
        Assert.Contains("SIM00042", report);
    }

    private static async Task<Dictionary<string, string>> CsvAsync(Seat seat, Dictionary<string, string> fields)
    {
        using HttpResponseMessage answer = await seat.PostAsync("/practice/csv", "/practice/csv", fields);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, string>();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.Name] = await reader.ReadToEndAsync();
        }

        return files;
    }
}
