using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using Dapper;
using Pen.Client;
using Pen.Records.Store.Database;

namespace Pen.Records.Store;

/// <summary>What came of bringing a backup back.</summary>
/// <param name="Kept">Where the records that were there are now; null where there were none.</param>
/// <param name="BackAgain">Pseudonyms of clients who were forgotten after the backup was made: they have to be forgotten again.</param>
public sealed record RestoreResult(string? Kept, IReadOnlyList<string> BackAgain);

/// <summary>Brings a backup back.</summary>
public static class StoreBackup
{
    /// <summary>
    /// Puts a backup in the place of the records. It is looked at before, and what was there is kept beside it under another name. No
    /// program may have the records open.
    /// </summary>
    /// <returns>Where the records that were there are now, and which clients had been forgotten in them and are back.</returns>
    /// <exception cref="StoreException">The backup is not sound, or the records are in use.</exception>
    public static RestoreResult Restore(string backup, string path, TimeProvider? time = null)
    {
        if (!File.Exists(backup))
        {
            throw new StoreException($"There is no backup {backup}.", "Check the path.");
        }

        string incoming = path + ".incoming";
        try
        {
            File.Copy(backup, incoming, overwrite: true);
            Check(incoming);
            string? kept = null;
            IReadOnlyList<string> back = [];
            if (File.Exists(path))
            {
                kept = FormattableString.Invariant(
                    $"{path}.replaced-{(time ?? TimeProvider.System).GetUtcNow():yyyyMMddHHmmss}"
                );
                // A copy made by the database itself: what still stands in its journal comes along.
                var there = new SqliteDatabase(path);
                using (var connection = there.Open())
                {
                    there.Backup(connection, kept);
                    back = Forgotten(connection, incoming);
                }

                SqliteDatabase.Release();
            }

            File.Move(incoming, path, overwrite: true);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            return new RestoreResult(kept, back);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{path} could not be restored: {problem.Message}",
                "Close every program that uses it.",
                problem
            );
        }
        finally
        {
            SqliteDatabase.Release();
            File.Delete(incoming);
            File.Delete(incoming + "-wal");
            File.Delete(incoming + "-shm");
        }
    }

    /// <summary>Who was erased since the backup was made: the backup still holds them.</summary>
    private static IReadOnlyList<string> Forgotten(DbConnection there, string incoming)
    {
        using DbConnection restored = new SqliteDatabase(incoming).Open();
        HashSet<string> known = [.. restored.Query<string>("SELECT id FROM client WHERE erased_ms IS NULL")];
        return
        [
            .. there
                .Query<(string Id, string Pseudonym)>(
                    "SELECT id, pseudonym FROM client WHERE erased_ms IS NOT NULL ORDER BY pseudonym"
                )
                .Where(c => known.Contains(c.Id))
                .Select(c => c.Pseudonym),
        ];
    }

    private static void Check(string file)
    {
        var database = new SqliteDatabase(file);
        using var connection = database.Open();
        int version = Schema.Read(database, connection);
        string damage = database.Integrity(connection);
        if (version == 0 || version > Schema.Newest || damage.Length > 0)
        {
            throw new StoreException(
                version == 0 ? "The backup holds no records."
                    : damage.Length > 0 ? Sentence.Of($"The backup is damaged: {damage}.")
                    : "The backup is from a newer program.",
                "Take another backup, or update this program."
            );
        }
    }
}
