using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Tests;

/// <summary>records, as somebody types them.</summary>
public sealed class RecordsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pen-records-").FullName;

    private string Address => Path.Combine(folder, "data", "records.db");

    private string KeyPath => Path.Combine(folder, "settings", "records.key");

    private CommandLine Typed =>
        new(("PEN_RECORDS", Address), ("PEN_RECORDS_KEY", KeyPath), ("PEN_LOGS", Path.Combine(folder, "logs")));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task RecordsAreListedShownVerifiedBackedUpAndForgotten()
    {
        (int code, string output, _) = await Typed.RunAsync("records", "list");
        Assert.Equal(0, code);
        Assert.StartsWith("0 clients, 0 open sessions", output);
        RecordStore store = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));
        ClientRecord client = store.AddClient("anna", "Rose");
        Session session = store.OpenSession(
            "anna",
            store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1").Id,
            "pen-36"
        );
        store.AddEvent("anna", session.Id, 1, "note", new { text = "\u001b[31mred" }, personal: true);
        (code, output, _) = await Typed.RunAsync("records", "list");
        Assert.Contains("OPEN: session 1 of Rose", output);
        (code, output, _) = await Typed.RunAsync("records", "show", "Rose");
        Assert.Equal(0, code);
        Assert.Contains("acne-scars: 3 sessions planned, 8 weeks apart", output);
        Assert.DoesNotContain('\u001b', output);
        (code, output, _) = await Typed.RunAsync("records", "verify", "--json");
        Assert.Equal(0, code);
        Assert.Equal(4, JsonDocument.Parse(output).RootElement.GetProperty("entries").GetInt32());
        string backup = Path.Combine(folder, "backup.db");
        Assert.Equal(0, (await Typed.RunAsync("records", "backup", backup)).Code);
        (code, _, string problem) = await Typed.RunAsync("records", "backup", backup);
        Assert.Equal(7, code);
        Assert.Contains("never replaces anything", problem);
        (code, _, problem) = await Typed.RunAsync("records", "erase", "Rose", "--by", "anna");
        Assert.Equal(2, code);
        (code, _, _) = await Typed.RunAsync("records", "erase", "Rose", "--by", "anna", "--yes");
        Assert.Equal(0, code);
        (_, output, _) = await Typed.RunAsync("records", "show", "Rose");
        Assert.Contains("(erased)", output);
        (code, output, _) = await Typed.RunAsync("records", "restore", backup);
        Assert.Equal(0, code);
        Assert.Contains("Rose was forgotten after this backup and is back", output);
        (_, output, _) = await Typed.RunAsync("records", "show", "Rose");
        Assert.DoesNotContain("(erased)", output);
        (code, _, problem) = await Typed.RunAsync("records", "show", "Nobody");
        Assert.Equal(8, code);
        Assert.DoesNotContain("   at ", problem);
    }

    [Fact]
    public async Task TheTrailTellsWhoDidWhatToWhom()
    {
        RecordStore store = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));
        ClientRecord rose = store.AddClient("anna", "Rose");
        store.AddClient("ben\u001b[2J", "Lily");
        Session session = store.OpenSession(
            "cleo",
            store.PlanCourse("anna", rose.Id, "acne-scars", 3, 8, "2026.1").Id,
            "pen-36"
        );
        (int code, string output, _) = await Typed.RunAsync("records", "audit");
        Assert.Equal(0, code);
        Assert.Equal(
            ["client.add", "client.add", "course.plan", "session.open"],
            output.Trim().Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2])
        );
        Assert.DoesNotContain('\u001b', output);
        (_, output, _) = await Typed.RunAsync("records", "audit", "--last", "1");
        Assert.Contains("session.open", output);
        (_, output, _) = await Typed.RunAsync("records", "audit", "Rose", "--last", "2");
        Assert.DoesNotContain("ben", output);
        Assert.EndsWith($"session.open       session:{session.Id}\n", output);
        Assert.Equal(2, output.Trim().Split('\n').Length);
        (code, output, _) = await Typed.RunAsync("records", "audit", "Rose", "--json");
        Assert.Equal("cleo", JsonDocument.Parse(output).RootElement[2].GetProperty("actor").GetString());
        Assert.Equal(8, (await Typed.RunAsync("records", "audit", "Nobody")).Code);
    }

    [Fact]
    public async Task WhoHasNotBeenSeenForYearsIsListedAndForgottenOnlyWhenSomebodySaysSo()
    {
        RecordStore now = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));
        RecordStore then = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath), new OldClock());
        now.AddClient("anna", "Rose");
        then.AddClient("anna", "Lily");
        ClientRecord open = then.AddClient("anna", "Iris");
        then.OpenSession("anna", then.PlanCourse("anna", open.Id, "acne-scars", 3, 8, "2026.1").Id, "pen-36");
        Assert.Equal(2, (await Typed.RunAsync("records", "retention", "--years", "0")).Code);
        Assert.Equal(2, (await Typed.RunAsync("records", "retention", "--years", "10", "--erase")).Code);
        (int code, string output, _) = await Typed.RunAsync("records", "retention", "--years", "12");
        Assert.Equal((0, 0), (code, output.Split("Lily").Length - 1));
        (_, output, _) = await Typed.RunAsync("records", "retention", "--years", "10");
        Assert.StartsWith("Lily\n1 clients have not been seen for 10 years.", output);
        Assert.Null(now.FindClient("Lily")!.Erased);
        (code, _, _) = await Typed.RunAsync("records", "retention", "--years", "10", "--erase", "--by", "anna");
        Assert.Equal(0, code);
        Assert.NotNull(now.FindClient("Lily")!.Erased);
        Assert.All(["Rose", "Iris"], name => Assert.Null(now.FindClient(name)!.Erased));
        Assert.Empty(now.Verify().Problems);
    }

    private sealed class OldClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddYears(-11);
    }

    [Fact]
    public async Task WithoutTheirKeyRecordsAreNotOpenedAndNoOtherKeyIsMade()
    {
        await Typed.RunAsync("records", "list");
        string away = Path.Combine(folder, "away.key");
        File.Move(KeyPath, away);
        (int code, _, string problem) = await Typed.RunAsync("records", "list");
        Assert.Equal(7, code);
        Assert.Contains("without it everything personal is lost", problem);
        Assert.False(File.Exists(KeyPath));
        (code, _, _) = await Typed.RunAsync("records", "list", "--key", away);
        Assert.Equal(0, code);
        (code, _, problem) = await Typed.RunAsync("records", "list", "--records", "postgres://nobody@127.0.0.1:1/none");
        Assert.Equal(7, code);
        Assert.Contains("cannot be reached", problem);
    }
}
