using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Dapper;
using Pen.Client;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Tests.Store;

public sealed class SqliteStoreTests() : StoreTests(folder => System.IO.Path.Combine(folder, "records.db"));

[Collection("postgres")]
public sealed class PostgresStoreTests(PostgresServer server) : StoreTests(_ => server.NewDatabase());

/// <summary>What the records promise, on both databases.</summary>
public abstract class StoreTests(Func<string, string> address) : StoreBench(address)
{
    [Fact]
    public void AClientHasAPseudonymAndOnlyThat()
    {
        ClientRecord made = Store.AddClient("anna");
        Assert.StartsWith("C-", made.Pseudonym);
        ClientRecord named = Store.AddClient("anna", " Rose 7 ");
        Assert.Equal("Rose 7", named.Pseudonym);
        Assert.Equal(named, Store.FindClient("Rose 7"));
        Assert.Equal(named, Store.FindClient(named.Id));
        Assert.Null(Store.FindClient("nobody"));
        Assert.Contains("already", Assert.Throws<StoreException>(() => Store.AddClient("anna", "Rose 7")).Message);
        foreach (string bad in new[] { "", " ", new string('x', 41), "a\nb" })
        {
            Assert.Throws<StoreException>(() => Store.AddClient("anna", bad));
        }

        Assert.Throws<StoreException>(() => Store.AddClient(" ", "Tulip"));
        Assert.Equal(2, Store.RecentClients(10).Count);
        Assert.Single(Store.RecentClients(1));
    }

    [Fact]
    public void ANameIsEncryptedAndReadBackByItsKeyAlone()
    {
        ClientRecord client = Store.AddClient("anna");
        Assert.Null(Store.ReadIdentity(client.Id));
        var identity = new Identity("Margarethe Beispiel", "030 1234567");
        ClientRecord named = Store.SetIdentity("anna", client, identity);
        Assert.Equal((true, 2L), (named.HasIdentity, named.Revision));
        Assert.Equal(identity, Again().ReadIdentity(client.Id));
        byte[] secret = Behind(c => c.QuerySingle<byte[]>("SELECT identity FROM client"));
        Assert.Equal(-1, secret.AsSpan().IndexOf("Margarethe"u8));
        Assert.DoesNotContain(Store.Audit(), e => e.Body.Contains("Margarethe", StringComparison.Ordinal));
        // Another client's name cannot be put in its place.
        ClientRecord other = Store.SetIdentity("anna", Store.AddClient("anna"), new Identity("Somebody Else"));
        Alter("UPDATE client SET identity = @secret WHERE id = @Id", new { secret, other.Id });
        Assert.Contains("altered", Assert.Throws<StoreException>(() => Store.ReadIdentity(other.Id)).Message);
        string another = System.IO.Path.Combine(Folder, "another.key");
        Assert.Contains(
            "is not at",
            Assert.Throws<StoreException>(() => RecordStore.Open(Address, StoreKey.LoadOrCreate(another))).Message
        );
        SecretFile.Create(another, [.. Enumerable.Repeat((byte)7, 32)]);
        Assert.Contains(
            "key does not belong",
            Assert.Throws<StoreException>(() => RecordStore.Open(Address, StoreKey.LoadOrCreate(another))).Message
        );
    }

    [Fact]
    public void TwoRoomsThatChangeOneClientAreTold()
    {
        ClientRecord client = Store.AddClient("anna");
        RecordStore other = Again();
        other.SetIdentity("ben", client, new Identity("By Ben"));
        Assert.Throws<StoreConflictException>(() => Store.SetIdentity("anna", client, new Identity("By Anna")));
        Assert.Equal("By Ben", Store.ReadIdentity(client.Id)!.Name);
        ClientRecord again = Store.FindClient(client.Id)!;
        Store.SetIdentity("anna", again, new Identity("By both"));
        Assert.Equal("By both", other.ReadIdentity(client.Id)!.Name);
        Assert.Equal(["anna", "ben", "anna"], Store.Audit("client:" + client.Id).Select(e => e.Actor));
    }

    [Fact]
    public void ASessionIsWhatHappenedInIt()
    {
        (ClientRecord client, Course course, Session session) = Begin();
        Assert.Equal((1, SessionState.Open), (session.Number, session.State));
        Assert.Contains(
            "still open",
            Assert.Throws<StoreException>(() => Store.OpenSession("anna", course.Id, "pen-36")).Message
        );
        Store.AddEvent("anna", session.Id, 1, "screening", new { outcome = "go" }, personal: true);
        Store.AddEvent("anna", session.Id, 2, "area", new { area = "cheek", depthMicrons = 1000 });
        Assert.Throws<StoreConflictException>(() => Again().AddEvent("ben", session.Id, 2, "area", new { area = "nose" }));
        Assert.Throws<StoreConflictException>(() => Store.AddEvent("anna", session.Id, 4, "area", new { }));
        Assert.Throws<StoreException>(() => Store.AddEvent("anna", session.Id, 3, "Area!", new { }));
        Assert.Throws<StoreException>(() =>
            Store.AddEvent("anna", session.Id, 3, "note", new { text = new string('x', 70_000) })
        );
        IReadOnlyList<SessionEvent> events = Again().Events(session.Id);
        Assert.Equal(["screening", "area"], events.Select(e => e.Kind));
        byte[][] bodies = Behind(c => c.Query<byte[]>("SELECT body FROM session_event ORDER BY seq").ToArray());
        Assert.Equal((-1, true), (bodies[0].AsSpan().IndexOf("outcome"u8), bodies[1].AsSpan().IndexOf("cheek"u8) > 0));
        Assert.Equal("""{"outcome":"go"}""", events[0].Body);
        Assert.Equal([session.Id], Store.OpenSessions().Select(s => s.Id));
        Store.EndSession("anna", session.Id, SessionState.Closed);
        Assert.Contains(
            "over",
            Assert.Throws<StoreException>(() => Store.AddEvent("anna", session.Id, 3, "note", new { })).Message
        );
        Assert.Throws<StoreException>(() => Store.EndSession("anna", session.Id, SessionState.Abandoned));
        Store.Correct("anna", session.Id, "It was the left cheek only.");
        Assert.Equal("correction", Store.Events(session.Id)[2].Kind);
        Assert.Equal("""{"area":"cheek","depthMicrons":1000}""", Store.Events(session.Id)[1].Body);
        Assert.Equal(2, Store.OpenSession("anna", course.Id, "dermaroller").Number);
        Assert.Equal([1, 2], Store.Sessions(client.Id).Select(s => s.Number));
        Assert.Equal([course], Store.Courses(client.Id));
        Assert.Empty(Problems());
    }

    [Fact]
    public void WhatIsForgottenIsGoneAndWhatTheDevicesDidStays()
    {
        (ClientRecord client, Course course, Session session) = Begin();
        Store.SetIdentity("anna", client, new Identity("Margarethe Beispiel"));
        Store.AddEvent("anna", session.Id, 1, "screening", new { pregnant = false }, personal: true);
        Store.AddEvent("anna", session.Id, 2, "area", new { area = "cheek" });
        Store.UseCartridge("anna", session.Id, Cartridge("A17", "00FF"));
        Store.EraseClient("anna", client.Id);
        Assert.Null(Store.ReadIdentity(client.Id));
        Assert.NotNull(Store.FindClient(client.Id)!.Erased);
        IReadOnlyList<SessionEvent> events = Store.Events(session.Id);
        Assert.Equal([null, """{"area":"cheek"}"""], events.Select(e => e.Body));
        Assert.Equal(client.Pseudonym, Assert.Single(Store.Recall("A17")).Pseudonym);
        Assert.Throws<StoreException>(() => Store.EraseClient("anna", client.Id));
        Assert.Throws<StoreException>(() => Store.AddEvent("anna", session.Id, 3, "note", new { }, personal: true));
        Assert.Throws<StoreException>(() => Store.PlanCourse("anna", client.Id, "melasma", 3, 8, "2026.1"));
        Assert.Empty(Problems());
    }

    [Fact]
    public void APensRecordsComeOnceAndContradictionsAreKeptAndTold()
    {
        Assert.Equal(new PenImport(100, 0, 0), Store.ImportPen("anna", "SIM-1", Records(100)));
        Assert.Equal(new PenImport(0, 100, 0), Store.ImportPen("anna", "SIM-1", Records(100)));
        Assert.Equal(new PenImport(20, 50, 0), Store.ImportPen("anna", "SIM-1", Records(70, first: 51)));
        Assert.Equal(new PenImport(120, 0, 0), Store.ImportPen("anna", "SIM-2", Records(120)));
        Assert.Equal(120, Store.PenRecords("SIM-1").Count);
        Assert.Equal([60u, 61u], Store.PenRecords("SIM-1", 60, 61).Select(r => r.Sequence));
        Assert.Empty(Problems());
        Assert.Equal(new PenImport(0, 0, 3), Store.ImportPen("anna", "SIM-2", Records(3, fill: 9)));
        Assert.Equal(3, Problems().Count(p => p.Contains("came twice with different content", StringComparison.Ordinal)));
        Assert.Throws<StoreException>(() => Store.ImportPen("anna", new string('x', 17), Records(1)));
    }

    [Fact]
    public void WhoWasTreatedWithALotIsFound()
    {
        (ClientRecord first, _, Session one) = Begin();
        (ClientRecord second, _, Session two) = Begin();
        Store.UseCartridge("anna", one.Id, Cartridge("A17", "01"));
        Store.UseCartridge("anna", one.Id, Cartridge("A17", "01"));
        Store.UseCartridge("anna", two.Id, Cartridge("A17", "02"));
        Store.UseCartridge("anna", two.Id, Cartridge("B2", "03"));
        Assert.Equal(
            [second.Pseudonym, first.Pseudonym],
            Store.Recall("A17").Select(u => u.Pseudonym).OrderBy(p => p == first.Pseudonym)
        );
        Assert.Equal("03", Assert.Single(Store.Recall("B2")).Serial);
        Assert.Empty(Store.Recall("' OR 1=1 --"));
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'nobody' WHERE seq = 2", "Entry 2 of the trail was altered")]
    [InlineData("DELETE FROM audit WHERE seq = 2", "Entries 2 to 2 of the trail are missing")]
    [InlineData("UPDATE course SET interval_weeks = 1", "is not the one that was planned")]
    [InlineData("DELETE FROM session_event WHERE seq = 2", "2 is missing")]
    [InlineData("UPDATE session_event SET seq = 7 WHERE seq = 2", "Event 7 of session")]
    [InlineData("DELETE FROM pen_record WHERE sequence = 5", "19 records of pens are here, and 20 were imported")]
    [InlineData("UPDATE pen_record SET bytes = @bytes WHERE sequence = 5", "Record 5 of pen SIM-1 was altered")]
    [InlineData("UPDATE session_event SET body = @bytes WHERE seq = 1", "Event 1 of session")]
    public void WhatWasAlteredIsFound(string alter, string said)
    {
        (_, _, Session session) = Begin();
        Store.AddEvent("anna", session.Id, 1, "screening", new { outcome = "go" }, personal: true);
        Store.AddEvent("anna", session.Id, 2, "area", new { area = "cheek" });
        Store.ImportPen("anna", "SIM-1", Records(20));
        Assert.Empty(Problems());
        byte[] bytes = Records(5)[4].Bytes.ToArray();
        bytes[20] ^= 1;
        Assert.Equal(1, Alter(alter, new { bytes }));
        Assert.Contains(Problems(), p => p.Contains(said, StringComparison.Ordinal));
    }

    /// <summary>Somebody who knows how the trail is made alters an entry and its hash: the one behind it no longer fits.</summary>
    [Fact]
    public void AnEntryThatWasRewrittenWithItsHashIsFoundByTheNext()
    {
        Begin();
        const string columns = $"SELECT {AuditRow.Columns} FROM audit WHERE seq = @seq";
        AuditRow first = Behind(c => c.QuerySingle<AuditRow>(columns, new { seq = 1 }));
        AuditRow second = Behind(c => c.QuerySingle<AuditRow>(columns, new { seq = 2 }));
        second.Actor = "somebody else";
        second.Hash = AuditChain.HashOf(first.Hash, second);
        Assert.Equal(1, Alter("UPDATE audit SET actor = @Actor, hash = @Hash WHERE seq = @Seq", second));
        Assert.Contains("Entry 3 of the trail was altered", Assert.Single(Problems()));
    }

    [Fact]
    public void ACutOffEndShowsAgainstAHeadThatWasWrittenDown()
    {
        Begin();
        StoreVerification before = Store.Verify();
        Alter("DELETE FROM audit WHERE seq = @Entries", new { before.Entries });
        StoreVerification after = Store.Verify();
        Assert.NotEqual((before.Entries, before.Head), (after.Entries, after.Head));
    }

    [Fact]
    public async Task TenRoomsThatWriteAtOnceLoseNothing()
    {
        const int rooms = 10;
        const int each = 20;
        await Task.WhenAll(
            Enumerable
                .Range(0, rooms)
                .Select(room =>
                    Task.Run(() =>
                    {
                        RecordStore own = Again();
                        ClientRecord client = own.AddClient($"room {room}", $"client of room {room}");
                        Course course = own.PlanCourse($"room {room}", client.Id, "lines", 1, 8, "2026.1");
                        Session session = own.OpenSession($"room {room}", course.Id, "pen-12");
                        for (int i = 1; i <= each; i++)
                        {
                            own.AddEvent($"room {room}", session.Id, i, "note", new { i }, personal: i % 2 == 0);
                        }
                    })
                )
        );
        Assert.Equal(rooms, Store.OpenSessions().Count);
        Assert.All(Store.OpenSessions(), s => Assert.Equal(each, Store.Events(s.Id).Count));
        StoreVerification verified = Store.Verify();
        Assert.Empty(verified.Problems);
        Assert.Equal(rooms * (3 + each), verified.Entries);
    }

    [Fact]
    public void RoomsThatBeginTheSameRecordsAtOnceBeginThemOnce()
    {
        Behind(c =>
            c.Execute(
                "DROP TABLE photo; DROP TABLE cartridge_use; DROP TABLE session_event; DROP TABLE session; DROP TABLE course; DROP TABLE client; "
                    + "DROP TABLE audit; DROP TABLE pen_record; DROP TABLE pen_conflict; DROP TABLE store"
            )
        );
        var rooms = new RecordStore[8];
        Parallel.For(0, rooms.Length, new ParallelOptions { MaxDegreeOfParallelism = rooms.Length }, i => rooms[i] = Again());
        foreach (RecordStore room in rooms)
        {
            room.AddClient("anna");
        }

        Assert.Equal(rooms.Length, Store.RecentClients(100).Count);
        Assert.Empty(Problems());
    }

    [Fact]
    public void RecordsOfANewerProgramAreNotTouched()
    {
        Alter("UPDATE store SET value = '99' WHERE name = 'schema'");
        Assert.Contains("version 99", Assert.Throws<StoreException>(Again).Message);
    }
}
