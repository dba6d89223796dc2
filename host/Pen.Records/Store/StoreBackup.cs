using System;
using System.IO;
using Pen.Records.Store.Database;

namespace Pen.Records.Store;

/// <summary>Brings a backup back.</summary>
public static class StoreBackup
{
    /// <summary>
    /// Puts a backup in the place of the records. It is looked at before, and what was there is kept beside it under another name. No
    /// program may have the records open.
    /// </summary>
    /// <returns>Where the records that were there are now; null where there were none.</returns>
    /// <exception cref="StoreException">The backup is not sound, or the records are in use.</exception>
    public static string? Restore(string backup, string path, TimeProvider? time = null)
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
                }

                SqliteDatabase.Release();
            }

            File.Move(incoming, path, overwrite: true);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            return kept;
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

    private static void Check(string file)
    {
        var database = new SqliteDatabase(file);
        using var connection = database.Open();
        int version = Schema.Read(connection);
        string damage = database.Integrity(connection);
        if (version == 0 || version > Schema.Newest || damage.Length > 0)
        {
            throw new StoreException(
                version == 0 ? "The backup holds no records."
                    : damage.Length > 0 ? $"The backup is damaged: {damage}."
                    : "The backup is from a newer program.",
                "Take another backup, or update this program."
            );
        }
    }
}
