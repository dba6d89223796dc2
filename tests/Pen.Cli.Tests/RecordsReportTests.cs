using System;
using System.IO;
using System.Threading.Tasks;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Tests;

/// <summary>records report, as somebody types it.</summary>
public sealed class RecordsReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pen-records-").FullName;

    private string Address => Path.Combine(folder, "records.db");

    private string KeyPath => Path.Combine(folder, "records.key");

    private CommandLine Typed => new(("PEN_RECORDS", Address), ("PEN_RECORDS_KEY", KeyPath));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AReportIsWrittenOnceAndOnlyItsOwnerReadsIt()
    {
        Begin();
        string file = Path.Combine(folder, "rose.html");
        (int code, string output, _) = await Typed.RunAsync("records", "report", "treatment", "Rose", file, "--language", "de");
        Assert.Equal(0, code);
        Assert.Contains("Open it in a browser", output);
        string html = await File.ReadAllTextAsync(file);
        Assert.Contains("Behandlungsbericht", html);
        Assert.DoesNotContain("Margarethe", html);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        (code, _, string problem) = await Typed.RunAsync("records", "report", "aftercare", "Rose", file, "--with-name");
        Assert.Equal(8, code);
        Assert.Contains("Check the path", problem);
        Assert.Equal(html, await File.ReadAllTextAsync(file));
        string named = Path.Combine(folder, "named.html");
        Assert.Equal(0, (await Typed.RunAsync("records", "report", "aftercare", "Rose", named, "--with-name")).Code);
        Assert.Contains("Margarethe", await File.ReadAllTextAsync(named));
    }

    [Theory]
    [InlineData(8, "treatment", "Nobody")]
    [InlineData(8, "treatment", "Rose", "--session", "4")]
    [InlineData(8, "course", "Rose", "--course", "2")]
    [InlineData(8, "pen", "PEN-1")]
    [InlineData(8, "cartridge", "LOT-1")]
    [InlineData(2, "poem", "Rose")]
    [InlineData(2, "course", "Rose", "--language", "xx")]
    public async Task WhatIsNotThereIsSaidAndMakesNoFile(int expected, string kind, string who, params string[] more)
    {
        Begin();
        string file = Path.Combine(folder, "none.html");
        (int code, _, string problem) = await Typed.RunAsync(["records", "report", kind, who, file, .. more]);
        Assert.Equal(expected, code);
        Assert.NotEmpty(problem);
        Assert.False(File.Exists(file));
    }

    private void Begin()
    {
        RecordStore store = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));
        ClientRecord client = store.AddClient("anna", "Rose");
        store.SetIdentity("anna", client, new Identity("Margarethe Beispiel"));
        store.OpenSession("anna", store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1").Id, "pen-36");
    }
}
