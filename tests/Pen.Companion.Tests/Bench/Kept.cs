using System;
using System.IO;
using System.Threading;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Tests.Bench;

/// <summary>Records as they are after some months of work.</summary>
public static class Kept
{
    private static int number;

    /// <summary>A pseudonym that no other client has.</summary>
    public static string Pseudonym(string begin = "Rose") => $"{begin}-{Interlocked.Increment(ref number)}";

    /// <summary>A client with a name.</summary>
    public static ClientRecord Client(this RecordStore store, string name, string contact = "", string? pseudonym = null) =>
        store.SetIdentity("anna", store.AddClient("anna", pseudonym ?? Pseudonym()), new Identity(name, contact));

    /// <summary>A session of a client, with a note and a cartridge; over unless told otherwise.</summary>
    public static Session Session(
        this RecordStore store,
        ClientRecord client,
        string note = "Nothing special.",
        string lot = "LOT-1",
        string? serial = null,
        bool open = false
    )
    {
        var course = store.Courses(client.Id) is [.., { } last]
            ? last
            : store.PlanCourse("anna", client.Id, "acne-scars", 3, 4, "2026.1");
        Session session = store.OpenSession("anna", course.Id, "pen-36");
        store.AddEvent("anna", session.Id, 1, "note", new NoteWritten(note), personal: true);
        store.AddEvent("anna", session.Id, 2, "pen-session", new PenSessionOpened("anna", "SIM00042", 1, 1, "1.2.0", true));
        store.UseCartridge("anna", session.Id, Cartridge(lot, serial ?? Pseudonym("SER")));
        if (!open)
        {
            store.EndSession("anna", session.Id, SessionState.Closed);
        }

        return session;
    }

    /// <summary>The records of a place, as they would be written at another time.</summary>
    public static RecordStore RecordsAt(this Workplace place, DateTimeOffset time) =>
        RecordStore.Open(
            Path.Combine(place.Home, "..", "records.db"),
            StoreKey.LoadOrCreate(Path.Combine(place.Home, "..", "key")),
            new OtherTime(time)
        );

    private static CartridgeInfo Cartridge(string lot, string serial) =>
        new(
            CartridgeState.Accepted,
            CartridgeRefusal.None,
            CartridgeType.Needles36,
            36,
            2500,
            500_000,
            0,
            new DateOnly(2030, 1, 1),
            lot,
            serial,
            true
        );

    private sealed class OtherTime(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
