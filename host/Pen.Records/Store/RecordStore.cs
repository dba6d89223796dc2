using System;
using System.Data.Common;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Pen.Client;
using Pen.Records.Store.Database;

namespace Pen.Records.Store;

/// <summary>
/// The records of a practice: clients under pseudonyms, courses, sessions with everything that happened in them, and the pens' own records
/// beside them. Every change is one transaction and one entry of the trail; nothing that was written is changed, corrections are added.
/// Safe for use by several threads, programs and rooms at once.
/// </summary>
public sealed partial class RecordStore
{
    /// <summary>How bodies are written.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Characters of the name or sign of whoever does something, at the most.</summary>
    public const int LongestActor = 100;

    private readonly StoreDatabase database;
    private readonly StoreKey key;
    private readonly TimeProvider clock;

    private RecordStore(StoreDatabase database, StoreKey key, TimeProvider clock)
    {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /// <summary>Where records are kept unless told otherwise: PEN_RECORDS, or a file in the user's data folder.</summary>
    public static string DefaultAddress =>
        DefaultPlace.For("PEN_RECORDS", Environment.SpecialFolder.LocalApplicationData, "records.db");

    /// <summary>Where they are, without any password.</summary>
    public string Place => database.Place;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens the records; makes them where there are none, and brings older ones up to date after a backup.</summary>
    /// <param name="address">Path of a file, or postgres://user@host/name.</param>
    /// <param name="key">Key for what is personal.</param>
    /// <param name="time">Clock; the system's unless told.</param>
    /// <exception cref="StoreException">They cannot be opened, are from a newer program, or belong to another key.</exception>
    public static RecordStore Open(string address, StoreKey key, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var store = new RecordStore(StoreDatabase.For(address), key, time ?? TimeProvider.System);
        store.Prepare();
        return store;
    }

    /// <summary>Copies all records into a new file, as they are at one moment, while others go on working.</summary>
    /// <exception cref="StoreException">The copy cannot be written, or this database is backed up by its own means.</exception>
    public void Backup(string path) =>
        Read(c =>
        {
            database.Backup(c, path);
            return true;
        });

    /// <summary>Writes all records as lines of JSON, as they are at one moment. What is encrypted stays so.</summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="StoreException">The file is there already, or cannot be written.</exception>
    public long Export(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            return Write((connection, transaction) => RecordsFile.Write(connection, transaction, file));
        }
        catch (IOException problem)
        {
            throw new StoreException(
                $"{path} cannot be written: {problem.Message}",
                "Give a new name, on a disk with room.",
                problem
            );
        }
    }

    /// <summary>Reads exported records into these, which must be empty, and begun with the same key.</summary>
    /// <returns>Number of rows; nothing is there when this throws.</returns>
    /// <exception cref="StoreException">The file is none of ours, was altered or cut off, or there are records already.</exception>
    public long Import(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Write((connection, transaction) => RecordsFile.Read(connection, transaction, file));
        }
        catch (IOException problem)
        {
            throw new StoreException($"{path} cannot be read: {problem.Message}", "Check the path.", problem);
        }
    }

    private void Prepare()
    {
        int version = Read(connection => Schema.Read(database, connection));
        if (version > Schema.Newest)
        {
            throw new StoreException(
                $"The records in {Place} are of version {version}, and this program knows versions up to {Schema.Newest}.",
                "Update this program."
            );
        }

        if (version < Schema.Newest)
        {
            Migrate(version);
        }

        CheckKey();
    }

    /// <summary>Brings the tables up to date, all at once; what holds anything is backed up before.</summary>
    private void Migrate(int from)
    {
        if (from > 0 && database is SqliteDatabase)
        {
            string moment = FormattableString.Invariant($"{clock.GetUtcNow():yyyyMMddHHmmss}-{NewId()[^6..]}");
            Backup($"{Place}.before-{Schema.Newest}-{moment}");
        }

        Write(
            (connection, transaction) =>
            {
                // Another room may have been faster.
                for (int version = Schema.Read(database, connection, transaction); version < Schema.Newest; version++)
                {
                    Schema.Advance(database, connection, transaction, version);
                }

                return true;
            }
        );
    }

    private void CheckKey()
    {
        const string sql = "SELECT value FROM store WHERE name = 'key'";
        string known =
            Read(connection => connection.QuerySingleOrDefault<string>(sql))
            ?? Write(
                (connection, transaction) =>
                {
                    // Another room may have been faster.
                    if (connection.QuerySingleOrDefault<string>(sql, transaction: transaction) is { } other)
                    {
                        return other;
                    }

                    key.Keep();
                    connection.Execute(
                        "INSERT INTO store (name, value) VALUES ('key', @Check)",
                        new { key.Check },
                        transaction
                    );
                    return key.Check;
                }
            );
        if (known != key.Check)
        {
            throw key.Foreign(Place);
        }
    }

    /// <summary>Reads, with words for whatever the database says.</summary>
    private T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            using DbConnection connection = database.Open();
            return work(connection);
        }
        catch (Exception problem) when (database.Explain(problem) is { } words)
        {
            throw words;
        }
    }

    /// <summary>Writes all of it or nothing.</summary>
    private T Write<T>(Func<DbConnection, DbTransaction, T> work) =>
        Read(connection =>
        {
            using DbTransaction transaction = database.BeginWrite(connection);
            T result = work(connection, transaction);
            transaction.Commit();
            return result;
        });

    /// <summary>Notes in the trail who has done what to which record.</summary>
    private void Note(
        DbConnection connection,
        DbTransaction transaction,
        string actor,
        string action,
        string subject,
        object body
    )
    {
        if (actor.Trim().Length is 0 or > LongestActor)
        {
            throw new StoreException(
                "Nobody is named who does this.",
                $"Give a name or a sign of 1 to {LongestActor} characters."
            );
        }

        AuditChain.Append(
            connection,
            transaction,
            new AuditRow
            {
                AtMs = NowMs,
                Actor = actor.Trim(),
                Action = action,
                Subject = subject,
                Body = JsonSerializer.Serialize(body, Json),
            }
        );
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
