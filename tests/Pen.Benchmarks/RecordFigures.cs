using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Dapper;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Database;
using Pen.Records.Store.Model;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>How fast a practice's records are when they are many: 100,000 sessions with 5,000,000 records of pens.</summary>
public static class RecordFigures
{
    private const int Clients = 20_000;
    private const int SessionsEach = 5;
    private const int RecordsPerSession = 50;
    private const int Lots = 1000;
    private const int Import = 4096;
    private const int Rooms = 10;
    private const int EventsPerRoom = 50;
    private const int Attempts = 9;

    /// <summary>Every figure, in the database at an address; in a file of its own without one. It must be empty.</summary>
    public static IEnumerable<QualityRow> Measure(string? address)
    {
        string folder = Directory.CreateTempSubdirectory("pen-figures-").FullName;
        try
        {
            var key = StoreKey.LoadOrCreate(Path.Combine(folder, "records.key"));
            string place = address ?? Path.Combine(folder, "records.db");
            RecordStore store = RecordStore.Open(place, key);
            Fill(place);
            ClientRecord client = Regular(store);
            yield return Row("start list", 50, () => (store.RecentClients(50), store.OpenSessions()));
            yield return Row(
                "history of a client of 10 sessions",
                50,
                () => (store.Courses(client.Id), store.Sessions(client.Id).Select(s => store.Events(s.Id)).ToList())
            );
            yield return Row("recall of a lot", 100, () => store.Recall("LOT-7"));
            int pen = 0;
            List<LogEntry> records = Records();
            yield return Row(
                $"import of {Import} records of a pen",
                200,
                () => store.ImportPen("bench", $"BENCH-{pen++}", records)
            );
            yield return Writers(place, key);
        }
        finally
        {
            SqliteDatabase.Release();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static QualityRow Row(string what, double limitMs, Func<object> work)
    {
        work();
        double[] ms =
        [
            .. Enumerable
                .Range(0, Attempts)
                .Select(_ =>
                {
                    var watch = Stopwatch.StartNew();
                    work();
                    return watch.Elapsed.TotalMilliseconds;
                })
                .Order(),
        ];
        return new QualityRow(
            "RECORDS",
            what,
            $"median {ms[Attempts / 2]:F1} ms, slowest {ms[^1]:F1} ms",
            $"≤ {limitMs} ms",
            ms[Attempts / 2] <= limitMs
        );
    }

    /// <summary>Through the back door, because nobody works for ten years here. Both databases understand it.</summary>
    private static void Fill(string place)
    {
        using DbConnection connection = StoreDatabase.For(place).Open();
        using DbTransaction transaction = connection.BeginTransaction();
        void Many(int count, string insert, object? values = null) =>
            connection.Execute(
                insert.Replace(
                    "FROM n",
                    $"FROM (WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < {count - 1}) SELECT i FROM r) n"
                ),
                values,
                transaction,
                commandTimeout: 600
            );

        const int sessions = Clients * SessionsEach;
        Many(
            Clients,
            "INSERT INTO client (id, pseudonym, created_ms, seen_ms, revision) SELECT 'c' || i, 'p' || i, i, i, 1 FROM n"
        );
        Many(
            Clients,
            "INSERT INTO course (id, client_id, indication, planned_sessions, interval_weeks, protocols, created_ms) "
                + "SELECT 'k' || i, 'c' || i, 'acne-scars', 5, 8, '2026.1', i FROM n"
        );
        Many(
            sessions,
            "INSERT INTO session (id, course_id, client_id, number, state, device, opened_ms, closed_ms) "
                + $"SELECT 's' || i, 'k' || (i / {SessionsEach}), 'c' || (i / {SessionsEach}), i % {SessionsEach} + 1, 1, 'pen-36', i, i FROM n"
        );
        Many(
            sessions,
            "INSERT INTO session_event (session_id, seq, at_ms, kind, body) SELECT 's' || i, 1, i, 'area', @body FROM n",
            new { body = "\0{}"u8.ToArray() }
        );
        Many(
            sessions,
            $"INSERT INTO cartridge_use (session_id, lot, serial, type, verified) SELECT 's' || i, 'LOT-' || (i % {Lots}), 'x' || i, 3, 1 FROM n"
        );
        Many(
            sessions * RecordsPerSession,
            "INSERT INTO pen_record (serial, sequence, bytes) SELECT 'PEN-' || (i / 250000), i % 250000 + 1, @bytes FROM n",
            new { bytes = new byte[LogRecord.Length] }
        );
        transaction.Commit();
        connection.Execute("ANALYZE;", commandTimeout: 600, commandType: System.Data.CommandType.Text);
    }

    private static ClientRecord Regular(RecordStore store)
    {
        ClientRecord client = store.AddClient("bench", "Regular");
        Course course = store.PlanCourse("bench", client.Id, "acne-scars", 10, 8, "2026.1");
        for (int session = 0; session < 10; session++)
        {
            string id = store.OpenSession("bench", course.Id, "pen-36").Id;
            for (int i = 1; i <= 20; i++)
            {
                store.AddEvent("bench", id, i, "note", new { text = "as usual" }, personal: i % 2 == 0);
            }

            store.EndSession("bench", id, SessionState.Closed);
        }

        return client;
    }

    private static List<LogEntry> Records()
    {
        var entries = new List<LogEntry>();
        byte[] bytes = new byte[LogRecord.Length];
        for (uint sequence = 1; sequence <= Import; sequence++)
        {
            Wire.PutU32(bytes, 0, sequence);
            entries.Add(new LogEntry(bytes));
        }

        return entries;
    }

    private static QualityRow Writers(string place, StoreKey key)
    {
        var watch = Stopwatch.StartNew();
        Task.WaitAll([
            .. Enumerable
                .Range(0, Rooms)
                .Select(room =>
                    Task.Run(() =>
                    {
                        RecordStore store = RecordStore.Open(place, key);
                        ClientRecord client = store.AddClient("bench", $"of room {room}");
                        string course = store.PlanCourse("bench", client.Id, "lines", 1, 8, "2026.1").Id;
                        string session = store.OpenSession("bench", course, "pen-12").Id;
                        for (int i = 1; i <= EventsPerRoom; i++)
                        {
                            store.AddEvent("bench", session, i, "note", new { i });
                        }
                    })
                ),
        ]);
        double seconds = watch.Elapsed.TotalSeconds;
        RecordStore after = RecordStore.Open(place, key);
        int events = after.OpenSessions().Sum(s => after.Events(s.Id).Count);
        return new QualityRow(
            "RECORDS",
            $"{Rooms} rooms write {EventsPerRoom} events each at once",
            $"{events} events, {events / seconds:F0} a second",
            $"{Rooms * EventsPerRoom}, none lost",
            events == Rooms * EventsPerRoom
        );
    }
}
