using System;
using System.Data;
using System.Data.Common;
using System.IO;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pen.Records.Store.Database;

/// <summary>One file, for one practice. What was written is on disk when the call returns (WAL, synchronous FULL).</summary>
internal sealed class SqliteDatabase(string path) : StoreDatabase
{
    private const int BusySeconds = 10;

    /// <inheritdoc />
    public override string BytesType => "BLOB";

    /// <inheritdoc />
    public override string Place => path;

    /// <summary>Lets go of every file that was open.</summary>
    public static void Release() => SqliteConnection.ClearAllPools();

    /// <inheritdoc />
    public override DbConnection Open()
    {
        SqliteNative.Use();
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var address = new SqliteConnectionStringBuilder
            {
                DataSource = path,
                DefaultTimeout = BusySeconds,
                ForeignKeys = true,
            };
            var connection = new SqliteConnection(address.ToString());
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
            return connection;
        }
        catch (Exception problem) when (Explain(problem) is { } words)
        {
            throw words;
        }
    }

    /// <inheritdoc />
    public override DbTransaction BeginWrite(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    /// <inheritdoc />
    public override bool HasTable(DbConnection connection, string name) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @name", new { name })
        > 0;

    /// <inheritdoc />
    public override void Backup(DbConnection connection, string target)
    {
        if (File.Exists(target))
        {
            throw new StoreException($"{target} is there already.", "Give another name: a backup never replaces anything.");
        }

        string unfinished = target + ".part";
        File.Delete(unfinished);
        try
        {
            using (
                var copy = new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()
                )
            )
            {
                copy.Open();
                ((SqliteConnection)connection).BackupDatabase(copy);
                // A file that stands alone, whole without a second one beside it.
                copy.Execute("PRAGMA journal_mode = DELETE");
                if (Integrity(copy) is { Length: > 0 } damage)
                {
                    throw new StoreException($"The backup is not sound: {damage}.", "Back up to another disk.");
                }
            }

            File.Move(unfinished, target);
        }
        catch (Exception problem) when (Explain(problem) is { } words)
        {
            throw words;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc />
    public override string Integrity(DbConnection connection)
    {
        string[] said = [.. connection.Query<string>("PRAGMA integrity_check(5)")];
        return said is ["ok"] ? "" : string.Join("; ", said);
    }

    /// <inheritdoc />
    public override StoreException? Explain(Exception problem) =>
        problem switch
        {
            SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => new StoreBusyException(problem),
            SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => new StoreException(
                $"The disk of {path} is full; nothing was written.",
                "Make room, then try again.",
                problem
            ),
            SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT } => new StoreException(
                $"{path} is no file of records, or it is damaged.",
                "Restore the last backup with \"pen records restore\".",
                problem
            ),
            SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM } =>
                new StoreException($"{path} cannot be opened or written.", "Check the path and its permissions.", problem),
            SqliteException => new StoreException(
                $"The database in {path} refused: {problem.Message}",
                "Have it looked at.",
                problem
            ),
            IOException or UnauthorizedAccessException => new StoreException(
                $"{path} cannot be opened or written.",
                "Check the path and its permissions.",
                problem
            ),
            _ => null,
        };
}
