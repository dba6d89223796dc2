using System;
using System.Data.Common;
using System.IO;
using Dapper;
using Pen.Records.Store;
using Pen.Records.Store.Database;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Photos;

namespace Pen.Records.Tests.Store;

/// <summary>One file on a disk: older, damaged, locked, backed up and brought back.</summary>
public sealed class SqliteFileTests() : StoreBench(folder => Path.Combine(folder, "sub", "records.db"))
{
    private string BackupPath => Path.Combine(Folder, "backup.db");

    [Fact]
    public void ABackupIsTakenWhileOthersWorkAndBroughtBack()
    {
        (ClientRecord client, _, Session session) = Begin();
        Store.SetIdentity("anna", client, new Identity("Margarethe Beispiel"));
        Store.Backup(BackupPath);
        Assert.Contains("never replaces", Assert.Throws<StoreException>(() => Store.Backup(BackupPath)).Message);
        Assert.False(File.Exists(BackupPath + "-wal"));
        Store.AddEvent("anna", session.Id, 1, "note", new { text = "after the backup" });
        Store.EraseClient("anna", client.Id);
        SqliteDatabase.Release();
        RestoreResult done = StoreBackup.Restore(BackupPath, Address);
        Assert.Equal([client.Pseudonym], done.BackAgain);
        RecordStore restored = Again();
        Assert.Empty(restored.Events(session.Id));
        Assert.Equal("Margarethe Beispiel", restored.ReadIdentity(client.Id)!.Name);
        Assert.Empty(restored.Verify().Problems);
        RecordStore replaced = RecordStore.Open(done.Kept!, StoreKey.LoadOrCreate(KeyPath));
        Assert.Single(replaced.Events(session.Id));
    }

    [Fact]
    public void WhatIsNoBackupIsNotBroughtBack()
    {
        Begin();
        foreach (byte[] content in new[] { [], new byte[5000], "SQLite format 3\0 and then something else"u8.ToArray() })
        {
            File.WriteAllBytes(BackupPath, content);
            Assert.Throws<StoreException>(() => StoreBackup.Restore(BackupPath, Address));
        }

        Assert.Throws<StoreException>(() => StoreBackup.Restore(Path.Combine(Folder, "nowhere"), Address));
        Assert.Single(Again().OpenSessions());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Address)!, "*.incoming*"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OlderRecordsAreBroughtUpToDateAfterABackup(int version)
    {
        string old = Path.Combine(Folder, "old.db");
        var database = new SqliteDatabase(old);
        using (DbConnection connection = database.Open())
        using (DbTransaction transaction = database.BeginWrite(connection))
        {
            Assert.Equal(0, Schema.Read(database, connection, transaction));
            for (int step = 0; step < version; step++)
            {
                Schema.Advance(database, connection, transaction, step);
            }

            connection.Execute(
                "INSERT INTO client (id, pseudonym, created_ms, seen_ms, revision) VALUES ('1', 'Rose', 1, 1, 1)",
                transaction: transaction
            );
            transaction.Commit();
        }

        RecordStore store = RecordStore.Open(old, StoreKey.LoadOrCreate(KeyPath));
        Assert.Equal("Rose", Assert.Single(store.RecentClients(5)).Pseudonym);
        Assert.Empty(store.Recall("A17"));
        Assert.Empty(store.Photos("1"));
        ClientRecord added = store.AddClient("anna");
        Assert.NotEmpty(store.ReadPhoto(store.AddPhoto("anna", added.Id, SamplePhotos.Png()).Id));
        string backup = Assert.Single(Directory.GetFiles(Folder, "old.db.before-3-*"));
        using DbConnection before = new SqliteDatabase(backup).Open();
        Assert.Equal(version, Schema.Read(database, before));
        Assert.False(database.HasTable(before, "photo"));
    }

    [Fact]
    public void AFileThatIsNoneOfOursIsRefusedInWords()
    {
        string path = Path.Combine(Folder, "letter.db");
        File.WriteAllText(path, "Dear Sir or Madam, this is certainly not a database. " + new string('x', 5000));
        StoreException problem = Assert.Throws<StoreException>(() => RecordStore.Open(path, StoreKey.LoadOrCreate(KeyPath)));
        Assert.Contains("is no file of records, or it is damaged", problem.Message);
        Assert.StartsWith("Dear Sir", File.ReadAllText(path));
        Assert.Contains(
            "cannot be opened",
            Assert.Throws<StoreException>(() => RecordStore.Open(Folder, StoreKey.LoadOrCreate(KeyPath))).Message
        );
    }

    [Fact]
    public void ADamagedFileIsFoundByTheVerification()
    {
        Session session = Begin().Session;
        for (int i = 1; i <= 40; i++)
        {
            Store.AddEvent("anna", session.Id, i, "note", new { text = new string((char)('a' + (i % 20)), 3000) });
        }

        Store.Backup(BackupPath);
        byte[] bytes = File.ReadAllBytes(BackupPath);
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int found = 0;
        for (int attempt = 0; attempt < 30; attempt++)
        {
            byte[] damaged = [.. bytes];
            for (int i = 0; i < 200; i++)
            {
                damaged[random.Next(4096, damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            string path = Path.Combine(Folder, $"damaged{attempt}.db");
            File.WriteAllBytes(path, damaged);
            try
            {
                found += RecordStore.Open(path, StoreKey.LoadOrCreate(KeyPath)).Verify().Problems.Count > 0 ? 1 : 0;
            }
            catch (StoreException)
            {
                found++;
            }
        }

        Assert.True(found == 30, $"seed {seed}: {found} of 30 damaged files were found");
    }

    [Fact]
    public void RecordsThatAnotherProgramHoldsAreToldToBeBusy()
    {
        Session session = Begin().Session;
        var database = new SqliteDatabase(Address);
        using DbConnection connection = database.Open();
        using DbTransaction transaction = database.BeginWrite(connection);
        Assert.Single(Store.OpenSessions());
        StoreException problem = Assert.Throws<StoreBusyException>(() =>
            Store.AddEvent("anna", session.Id, 1, "note", new { })
        );
        Assert.Contains("in use by another program", problem.Message);
        transaction.Rollback();
        Store.AddEvent("anna", session.Id, 1, "note", new { });
    }

    /// <summary>The disk is full: the file may not grow any more.</summary>
    [Fact]
    public void AFullDiskLosesNothingThatWasWritten()
    {
        Session session = Begin().Session;
        int written = 0;
        using (var small = new DiskQuota(Address))
        {
            StoreException problem = Assert.Throws<StoreException>(() =>
            {
                for (int i = 1; i < 3000; i++)
                {
                    small.Within(() => Store.AddEvent("anna", session.Id, i, "note", new { text = new string('x', 20_000) }));
                    written = i;
                }
            });
            Assert.Contains("full", problem.Message);
        }

        Assert.True(written > 0);
        Assert.Equal(written, Again().Events(session.Id).Count);
        Assert.Empty(Again().Verify().Problems);
        Again().AddEvent("anna", session.Id, written + 1, "note", new { });
    }

    /// <summary>max_page_count holds for a connection, and connections are kept for the next who asks: it is set on the one that is used.</summary>
    private sealed class DiskQuota(string path) : IDisposable
    {
        private const int MorePages = 100;
        private long limit;

        public void Within(Action work)
        {
            using (DbConnection connection = new SqliteDatabase(path).Open())
            {
                long pages = limit == 0 ? connection.ExecuteScalar<long>("PRAGMA page_count") + MorePages : limit;
                limit = pages;
                connection.Execute($"PRAGMA max_page_count = {pages}");
            }

            work();
        }

        public void Dispose()
        {
            using DbConnection connection = new SqliteDatabase(path).Open();
            connection.Execute("PRAGMA max_page_count = 1073741823");
        }
    }
}
