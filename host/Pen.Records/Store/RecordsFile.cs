using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Pen.Records.Store.Database;

namespace Pen.Records.Store;

/// <summary>
/// All records as lines of JSON: to move from a file to a server and back, and to be read by whoever comes after us. What is encrypted stays
/// so. Format: docs/records.md.
/// </summary>
internal static class RecordsFile
{
    private const string Format = "penfirmware-records";
    private const int FormatVersion = 1;

    /// <summary>Files of older tables that can be read: those of version 2 have no photos, and nothing else is different.</summary>
    private const int OldestSchema = 2;

    /// <summary>A photo of 10 MB in base64, and what stands around it.</summary>
    private const int LongestLine = 16 << 20;

    /// <summary>Tables with their columns, in the order in which they refer to one another.</summary>
    private static readonly (string Table, string[] Columns, string[] Bytes, string Order)[] Tables =
    [
        (
            "client",
            ["id", "pseudonym", "created_ms", "seen_ms", "revision", "key", "identity", "erased_ms"],
            ["key", "identity"],
            "id"
        ),
        (
            "course",
            ["id", "client_id", "indication", "planned_sessions", "interval_weeks", "protocols", "created_ms"],
            [],
            "id"
        ),
        ("session", ["id", "course_id", "client_id", "number", "state", "device", "opened_ms", "closed_ms"], [], "id"),
        ("session_event", ["session_id", "seq", "at_ms", "kind", "body"], ["body"], "session_id, seq"),
        ("photo", ["id", "client_id", "session_id", "area", "taken_ms", "added_ms", "media_type", "body"], ["body"], "id"),
        ("cartridge_use", ["session_id", "lot", "serial", "type", "verified"], [], "session_id, serial"),
        ("pen_record", ["serial", "sequence", "bytes"], ["bytes"], "serial, sequence"),
        ("pen_conflict", ["serial", "sequence", "bytes", "found_ms"], ["bytes"], "serial, sequence, found_ms"),
        ("audit", ["seq", "at_ms", "actor", "action", "subject", "body", "hash"], ["hash"], "seq"),
    ];

    /// <summary>Writes all rows; the last line counts them and carries the SHA-256 of the lines before it.</summary>
    public static long Write(DbConnection connection, DbTransaction transaction, Stream to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long rows = 0;
        void Line(object value)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value), (byte)'\n'];
            hash.AppendData(line);
            to.Write(line);
        }

        Line(
            new
            {
                format = Format,
                version = FormatVersion,
                schema = Schema.Newest,
            }
        );
        foreach ((string table, string[] columns, _, string order) in Tables)
        {
            IEnumerable<dynamic> found = connection.Query(
                $"SELECT {string.Join(", ", columns)} FROM {table} ORDER BY {order}",
                transaction: transaction,
                buffered: false
            );
            foreach (IDictionary<string, object?> row in found)
            {
                Line(new { table, row });
                rows++;
            }
        }

        string digest = Convert.ToHexString(hash.GetCurrentHash());
        to.Write([
            .. JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    end = true,
                    rows,
                    sha256 = digest,
                }
            ),
            (byte)'\n',
        ]);
        return rows;
    }

    /// <summary>Reads all rows into empty tables.</summary>
    /// <exception cref="StoreException">The file is none of ours, was altered or cut off, or the tables are not empty.</exception>
    public static long Read(DbConnection connection, DbTransaction transaction, Stream from)
    {
        if (Tables.Any(t => connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {t.Table}", transaction: transaction) > 0))
        {
            throw new StoreException("There are records already.", "Import into new ones: another file, or an empty database.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        (long number, long rows, bool ended) = (0, 0, false);
        foreach (byte[] line in Lines(from))
        {
            number++;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line.AsMemory(0, line.Length - 1));
                JsonElement root = document.RootElement;
                if (ended)
                {
                    throw Broken(number, "stands behind the end");
                }

                if (number == 1)
                {
                    Head(root);
                }
                else if (root.TryGetProperty("end", out _))
                {
                    ended = true;
                    bool whole =
                        root.GetProperty("rows").GetInt64() == rows
                        && root.GetProperty("sha256").GetString() == Convert.ToHexString(hash.GetCurrentHash());
                    rows = whole ? rows : throw Broken(number, "says that what stands before it was altered");
                }
                else
                {
                    Insert(connection, transaction, root);
                    rows++;
                }
            }
            catch (Exception problem)
                when (problem
                        is JsonException
                            or KeyNotFoundException
                            or InvalidOperationException
                            or FormatException
                            or ArgumentException
                )
            {
                throw Broken(number, "cannot be read");
            }

            hash.AppendData(line);
        }

        return ended ? rows : throw Broken(number, "is the last, and the end is missing");
    }

    private static void Head(JsonElement root)
    {
        int schema = root.GetProperty("schema").GetInt32();
        if (root.GetProperty("format").GetString() != Format || root.GetProperty("version").GetInt32() != FormatVersion)
        {
            throw new StoreException("This is no file of records.", "Name one that \"pen records export\" has written.");
        }

        if (schema is < OldestSchema || schema > Schema.Newest)
        {
            throw new StoreException(
                $"The file is of version {schema}, and this program reads {OldestSchema} to {Schema.Newest}.",
                schema > Schema.Newest ? "Update this program." : "Export it anew with this program."
            );
        }
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, JsonElement root)
    {
        string name = root.GetProperty("table").GetString()!;
        JsonElement row = root.GetProperty("row");
        (string table, string[] columns, string[] bytes, _) = Tables.First(t => t.Table == name);
        var values = new DynamicParameters();
        foreach (string column in columns)
        {
            JsonElement value = row.GetProperty(column);
            object? plain = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Number => value.GetInt64(),
                _ when bytes.Contains(column) => value.GetBytesFromBase64(),
                _ => value.GetString(),
            };
            values.Add(column, plain, plain is null && bytes.Contains(column) ? System.Data.DbType.Binary : null);
        }

        connection.Execute(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (@{string.Join(", @", columns)})",
            values,
            transaction
        );
    }

    /// <summary>Lines with their ends; none is longer than any that is ever written.</summary>
    private static IEnumerable<byte[]> Lines(Stream from)
    {
        using var line = new MemoryStream();
        byte[] chunk = new byte[1 << 16];
        int count;
        while ((count = from.Read(chunk)) > 0)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(chunk, (byte)'\n', start, count - start)) >= 0; start = end + 1)
            {
                line.Write(chunk, start, end + 1 - start);
                yield return line.ToArray();
                line.SetLength(0);
            }

            line.Write(chunk, start, count - start);
            if (line.Length > LongestLine)
            {
                throw new StoreException(
                    "A line of the file is longer than any of ours.",
                    "Name a file that \"pen records export\" has written."
                );
            }
        }

        if (line.Length > 0)
        {
            throw new StoreException("The file ends in the middle of a line.", "Bring the whole file.");
        }
    }

    private static StoreException Broken(long number, string how) =>
        new($"Line {number} of the file {how}; nothing was imported.", "Bring the file as it was exported.");
}
