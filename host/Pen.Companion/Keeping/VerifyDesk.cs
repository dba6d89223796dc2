using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pen.Companion.Sessions;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Keeping;

/// <summary>A verification, as it stands.</summary>
/// <param name="Backup">The backup that is verified; null for the records themselves.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Begun">When it began.</param>
public sealed record VerifyRun(string? Backup, string By, DateTimeOffset Begun)
{
    /// <summary>When it was done; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What it has found; null while it goes on, and where it failed.</summary>
    public StoreVerification? Found { get; init; }

    /// <summary>Why it could not be done; null where it could.</summary>
    public StoreException? Failed { get; init; }
}

/// <summary>
/// Verifies the records, or a backup, beside everything else: it may take seconds, and nobody has to wait in front of a page that does not
/// come. One at a time.
/// </summary>
public sealed class VerifyDesk(
    Practice practice,
    BackupFolder backups,
    CompanionOptions options,
    TimeProvider clock,
    ILogger<VerifyDesk> log
)
{
    private readonly Lock one = new();

    /// <summary>The one that goes on, or was the last; null before any.</summary>
    public VerifyRun? Last { get; private set; }

    /// <summary>Whether one goes on.</summary>
    public bool IsBusy => Last is { Ended: null };

    /// <summary>Begins one; the one that goes on is waited for instead.</summary>
    /// <param name="backup">A backup; null for the records themselves.</param>
    /// <param name="by">Who asks for it.</param>
    public void Begin(BackupFile? backup, string by)
    {
        lock (one)
        {
            if (IsBusy)
            {
                return;
            }

            Last = new VerifyRun(backup?.Name, by, clock.GetUtcNow());
        }

        _ = Task.Run(() => Work(backup));
    }

    private void Work(BackupFile? backup)
    {
        VerifyRun done = Last!;
        try
        {
            done = done with { Found = backup is null ? practice.Store.Verify() : VerifyCopy(backups.PathOf(backup)) };
        }
        catch (StoreException problem)
        {
            done = done with { Failed = problem };
        }
        catch (Exception problem)
        {
            log.LogError(problem, "Verifying failed");
        }

        Last = done with { Ended = clock.GetUtcNow() };
    }

    /// <summary>A copy is opened, never the backup itself: opening may change a file, and a backup stays as it was made.</summary>
    private StoreVerification VerifyCopy(string path)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pen-verify-");
        try
        {
            string copy = Path.Combine(folder.FullName, "records.db");
            File.Copy(path, copy);
            return RecordStore.Open(copy, StoreKey.LoadOrCreate(options.Key)).Verify();
        }
        finally
        {
            // Connections that wait to be used again would keep the copy open.
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
