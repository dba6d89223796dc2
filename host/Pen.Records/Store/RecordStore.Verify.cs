using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Dapper;
using Pen.Client;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>Whether the records are what was written: the trail against itself, and everything else against the trail.</content>
public sealed partial class RecordStore
{
    private const int MostProblems = 100;

    /// <summary>Verifies all of it. What was cut off at the trail's very end shows only against a head that was written down elsewhere.</summary>
    public StoreVerification Verify() =>
        Read(connection =>
        {
            var problems = new List<string>();
            string health = database.Integrity(connection);
            if (health.Length > 0)
            {
                problems.Add($"The database itself is damaged: {health}");
            }

            var trail = new Trail();
            Look(problems, "the trail", () => Follow(connection, trail, problems));
            Look(problems, "the events of sessions", () => Events(connection, trail.Told, problems));
            Look(problems, "the courses", () => Courses(connection, trail.Told, problems));
            Look(problems, "the photos", () => PhotosAsTold(connection, trail, problems));
            Look(problems, "the pens' records", () => Pens(connection, trail.PenRecords, problems));
            return new StoreVerification([.. problems.Take(MostProblems)], trail.Entries, Convert.ToHexString(trail.Head));
        });

    /// <summary>The newest entries of the trail, in order.</summary>
    /// <param name="subject">Of one record only, such as "client:…"; null for all.</param>
    /// <param name="most">How many at the most.</param>
    public IReadOnlyList<AuditEntry> Audit(string? subject = null, int most = 1000) =>
        Read<IReadOnlyList<AuditEntry>>(c =>
            [
                .. c.Query<AuditRow>(
                        $"SELECT {AuditRow.Columns} FROM audit "
                            + (subject is null ? "" : "WHERE subject = @subject ")
                            + "ORDER BY seq DESC LIMIT @most",
                        new { subject, most }
                    )
                    .Reverse()
                    .Select(r => new AuditEntry(r.Seq, Time(r.AtMs), r.Actor, r.Action, r.Subject, r.Body)),
            ]
        );

    /// <summary>What is no longer what anybody wrote may be anything at all: then the look at that part ends, and the rest is looked at.</summary>
    private static void Look(List<string> problems, string what, Action look)
    {
        try
        {
            look();
        }
        catch (Exception broken)
            when (broken
                    is JsonException
                        or KeyNotFoundException
                        or FormatException
                        or InvalidOperationException
                        or InvalidCastException
                        or ArgumentException
                        or DataException
                        or ArithmeticException
            )
        {
            problems.Add($"Something in {what} cannot be read, and what stands behind it was not looked at.");
        }
    }

    private static void Follow(DbConnection connection, Trail trail, List<string> problems)
    {
        IEnumerable<AuditRow> rows = connection.Query<AuditRow>(
            $"SELECT {AuditRow.Columns} FROM audit ORDER BY seq",
            buffered: false
        );
        foreach (AuditRow row in rows)
        {
            if (row.Seq != trail.Entries + 1)
            {
                problems.Add($"Entries {trail.Entries + 1} to {row.Seq - 1} of the trail are missing.");
            }
            else if (!AuditChain.Fits(trail.Head, row))
            {
                problems.Add(
                    $"Entry {row.Seq} of the trail was altered, or stands behind another one than it was written behind."
                );
            }

            trail.Take(row);
        }
    }

    private static void Events(DbConnection connection, Dictionary<string, string> told, List<string> problems)
    {
        IEnumerable<EventRow> rows = connection.Query<EventRow>(
            "SELECT session_id AS SessionId, seq, kind, body FROM session_event",
            buffered: false
        );
        foreach (EventRow row in rows)
        {
            string what = $"session:{row.SessionId} {row.Seq}";
            if (!told.Remove(what, out string? digest))
            {
                problems.Add($"Event {row.Seq} of session {row.SessionId} is in no entry of the trail.");
            }
            else if (digest != AuditChain.Digest(row.Body))
            {
                problems.Add($"Event {row.Seq} of session {row.SessionId} was altered.");
            }
        }

        problems.AddRange(
            told.Keys.Where(k => k.StartsWith("session:", StringComparison.Ordinal)).Select(k => $"The event {k} is missing.")
        );
    }

    private static void Courses(DbConnection connection, Dictionary<string, string> told, List<string> problems)
    {
        IEnumerable<CourseRow> rows = connection.Query<CourseRow>($"SELECT {CourseColumns} FROM course", buffered: false);
        foreach (CourseRow row in rows)
        {
            if (!told.Remove("course:" + row.Id, out string? body) || body != JsonSerializer.Serialize(row.ToCourse(), Json))
            {
                problems.Add($"Course {row.Id} is not the one that was planned.");
            }
        }

        problems.AddRange(
            told.Keys.Where(k => k.StartsWith("course:", StringComparison.Ordinal))
                .Select(k => $"The {k.Replace(':', ' ')} is missing.")
        );
    }

    /// <summary>The pens' records carry a chain of their own.</summary>
    private static void Pens(DbConnection connection, long expected, List<string> problems)
    {
        long there = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM pen_record");
        if (there != expected)
        {
            problems.Add($"{there} records of pens are here, and {expected} were imported.");
        }

        foreach (string serial in connection.Query<string>("SELECT DISTINCT serial FROM pen_record ORDER BY serial").ToList())
        {
            LogEntry? before = null;
            IEnumerable<byte[]> rows = connection.Query<byte[]>(
                "SELECT bytes FROM pen_record WHERE serial = @serial ORDER BY sequence",
                new { serial },
                buffered: false
            );
            foreach (byte[] bytes in rows)
            {
                var entry = new LogEntry(bytes);
                if (before is not null && entry.Sequence == before.Sequence + 1 && entry.ExpectedCrc(before.Crc) != entry.Crc)
                {
                    problems.Add($"Record {entry.Sequence} of pen {serial} was altered.");
                }

                before = entry;
            }
        }

        foreach (
            (string serial, long sequence) in connection.Query<(string, long)>(
                "SELECT serial, sequence FROM pen_conflict ORDER BY serial, sequence"
            )
        )
        {
            problems.Add($"Record {sequence} of pen {serial} came twice with different content.");
        }
    }

    /// <summary>What the trail has told so far.</summary>
    private sealed class Trail
    {
        public long Entries { get; private set; }

        public byte[] Head { get; private set; } = AuditChain.Beginning;

        public long PenRecords { get; private set; }

        /// <summary>What must be there: events with their digests, courses and photos with their contents.</summary>
        public Dictionary<string, string> Told { get; } = [];

        /// <summary>Clients who were forgotten.</summary>
        public HashSet<string> Forgotten { get; } = [];

        public void Take(AuditRow row)
        {
            (Entries, Head) = (row.Seq, row.Hash);
            using JsonDocument body = JsonDocument.Parse(row.Body);
            switch (row.Action)
            {
                case "pen.import":
                    PenRecords += body.RootElement.GetProperty("added").GetInt64();
                    break;
                case "session.event":
                    JsonElement number = body.RootElement.GetProperty("sequence");
                    Told[$"{row.Subject} {number}"] = body.RootElement.GetProperty("sha256").GetString()!;
                    break;
                case "client.erase":
                    Forgotten.Add(row.Subject);
                    break;
                case "course.plan":
                case "photo.add":
                    Told[row.Subject] = row.Body;
                    break;
            }
        }
    }
}
