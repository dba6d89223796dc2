using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using Dapper;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Database;
using Pen.Records.Store.Model;

namespace Pen.Records.Tests.Store;

/// <summary>Records in a database of their own, and a back door to it for whoever alters what he should not.</summary>
public abstract class StoreBench : IDisposable
{
    private protected StoreBench(Func<string, string> address)
    {
        Folder = Directory.CreateTempSubdirectory("pen-records-").FullName;
        Address = address(Folder);
        KeyPath = Path.Combine(Folder, "records.key");
        Store = RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));
    }

    protected string Folder { get; }

    protected string Address { get; }

    protected string KeyPath { get; }

    protected RecordStore Store { get; }

    public void Dispose()
    {
        SqliteDatabase.Release();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Another program on the same records.</summary>
    protected RecordStore Again() => RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));

    protected T Behind<T>(Func<DbConnection, T> work)
    {
        using DbConnection connection = StoreDatabase.For(Address).Open();
        return work(connection);
    }

    protected int Alter(string sql, object? values = null) => Behind(c => c.Execute(sql, values));

    protected (ClientRecord Client, Course Course, Session Session) Begin()
    {
        ClientRecord client = Store.AddClient("anna");
        Course course = Store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1");
        return (client, course, Store.OpenSession("anna", course.Id, "pen-36"));
    }

    /// <summary>Records of a pen that follow one another, with the chain that the pen writes.</summary>
    protected static List<LogEntry> Records(int count, uint first = 1, byte fill = 0)
    {
        var entries = new List<LogEntry>();
        uint crc = 0;
        for (uint sequence = 1; sequence < first + count; sequence++)
        {
            byte[] linked = new byte[4 + LogRecord.Length];
            Wire.PutU32(linked, 0, crc);
            Wire.PutU32(linked, 4, sequence);
            linked[4 + LogRecord.Kind] = (byte)LogKind.RunEnded;
            linked[4 + LogRecord.Data] = fill;
            crc = new HostChecksum().Crc32(linked, 0, 4 + LogRecord.Crc);
            Wire.PutU32(linked, 4 + LogRecord.Crc, crc);
            if (sequence >= first)
            {
                entries.Add(new LogEntry(linked.AsSpan(4)));
            }
        }

        return entries;
    }

    protected static CartridgeInfo Cartridge(string lot, string serial) =>
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

    protected string[] Problems() => [.. Store.Verify().Problems];
}
