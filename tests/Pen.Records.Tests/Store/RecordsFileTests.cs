using System;
using System.IO;
using System.Text;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Photos;

namespace Pen.Records.Tests.Store;

/// <summary>All records as lines of JSON: from a file to a server and back, whole or not at all.</summary>
[Collection("postgres")]
public sealed class RecordsFileTests(PostgresServer server) : StoreBench(folder => Path.Combine(folder, "records.db"))
{
    private string Exported => Path.Combine(Folder, "records.jsonl");

    private RecordStore New(string address) => RecordStore.Open(address, StoreKey.LoadOrCreate(KeyPath));

    private void Live()
    {
        (ClientRecord client, _, Session session) = Begin();
        Store.SetIdentity("anna", client, new Identity("Margarethe Beispiel"));
        Store.AddEvent("anna", session.Id, 1, "screening", new { pregnant = false }, personal: true);
        Store.AddEvent("anna", session.Id, 2, "area", new { area = "cheek", note = "a \"quoted\"\nline; ä" });
        Store.UseCartridge("anna", session.Id, Cartridge("A17", "01"));
        Store.ImportPen("anna", "SIM-1", Records(50));
        Store.ImportPen("anna", "SIM-1", Records(2, fill: 3));
        Store.EraseClient("anna", Begin().Client.Id);
    }

    [Fact]
    public void FromAFileToAServerAndBackNothingChanges()
    {
        Live();
        Store.AddPhoto("anna", Store.OpenSessions()[0].ClientId, SamplePhotos.Png());
        string forgotten = Begin().Client.Id;
        Store.AddPhoto("anna", forgotten, SamplePhotos.Png());
        Store.EraseClient("anna", forgotten);
        long rows = Store.Export(Exported);
        RecordStore clinic = New(server.NewDatabase());
        Assert.Equal(rows, clinic.Import(Exported));
        Assert.Equal(Store.Verify().Head, clinic.Verify().Head);
        Assert.Equal(Store.Verify().Problems, clinic.Verify().Problems);
        string back = Path.Combine(Folder, "back.jsonl");
        Assert.Equal(rows, clinic.Export(back));
        Assert.Equal(File.ReadAllText(Exported), File.ReadAllText(back));
        Session session = clinic.OpenSessions()[0];
        Assert.Equal("Margarethe Beispiel", clinic.ReadIdentity(session.ClientId)!.Name);
        Assert.Equal("""{"pregnant":false}""", clinic.Events(session.Id)[0].Body);
        Assert.DoesNotContain("Margarethe", File.ReadAllText(Exported));
        // Twice is once, and says so.
        Assert.Contains("There are records already", Assert.Throws<StoreException>(() => clinic.Import(Exported)).Message);
        Assert.Throws<StoreException>(() => Store.Export(Exported));
    }

    /// <summary>What a program without photos has written can still be read; only its head and its end are different.</summary>
    [Fact]
    public void AnOlderFileIsRead()
    {
        Live();
        long rows = Store.Export(Exported);
        string[] lines = File.ReadAllLines(Exported);
        lines[0] = lines[0].Replace("\"schema\":3", "\"schema\":2", StringComparison.Ordinal);
        string body = string.Join('\n', lines[..^1]) + "\n";
        string digest = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        File.WriteAllText(Exported, $"{body}{{\"end\":true,\"rows\":{rows},\"sha256\":\"{digest}\"}}\n");
        RecordStore clinic = New(server.NewDatabase());
        Assert.Equal(rows, clinic.Import(Exported));
        Assert.Equal(Store.Verify().Head, clinic.Verify().Head);
        Assert.DoesNotContain("photo", body);
    }

    [Fact]
    public void WhatWasAlteredOrCutOffIsNotImportedAtAll()
    {
        Live();
        Store.Export(Exported);
        byte[] whole = File.ReadAllBytes(Exported);
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int attempt = 0; attempt < 60; attempt++)
        {
            byte[] damaged = [.. whole];
            if (attempt % 3 == 0)
            {
                damaged = damaged[..random.Next(damaged.Length)];
            }
            else
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            string path = Path.Combine(Folder, "damaged.jsonl");
            File.WriteAllBytes(path, damaged);
            string target = Path.Combine(Folder, $"target{attempt}.db");
            Exception? problem = Record.Exception(() => New(target).Import(path));
            Assert.True(problem is StoreException, $"seed {seed}, attempt {attempt}: {problem?.GetType().Name ?? "imported"}");
            Assert.Empty(New(target).RecentClients(10));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}\n")]
    [InlineData("{\"format\":\"other\",\"version\":1,\"schema\":2}\n")]
    [InlineData("{\"format\":\"penfirmware-records\",\"version\":1,\"schema\":99}\n")]
    [InlineData("{\"format\":\"penfirmware-records\",\"version\":1,\"schema\":2}\n{\"table\":\"store\",\"row\":{}}\n")]
    [InlineData(
        "{\"format\":\"penfirmware-records\",\"version\":1,\"schema\":2}\n{\"table\":\"client; DROP TABLE client\",\"row\":{}}\n"
    )]
    public void WhatIsNoneOfOursIsRefused(string content)
    {
        File.WriteAllText(Exported, content);
        Assert.Throws<StoreException>(() => Store.Import(Exported));
        File.WriteAllBytes(Exported, Encoding.ASCII.GetBytes(new string('x', 20 << 20)));
        Assert.Contains("longer than any", Assert.Throws<StoreException>(() => Store.Import(Exported)).Message);
        Assert.Throws<StoreException>(() => Store.Import(Path.Combine(Folder, "nowhere")));
    }
}
