using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Protocol;

namespace Pen.Client.Tests;

/// <summary>Records made here, chained as a pen chains them.</summary>
internal sealed class LogSamples
{
    private readonly List<byte[]> records = [];
    private uint crc;

    public IReadOnlyList<byte[]> Raw => records;

    public byte[] Add(LogKind kind, int boot = 1, uint uptimeMs = 0, uint utc = 0, Action<byte[]>? data = null)
    {
        var record = new byte[LogRecord.Length];
        Wire.PutU32(record, LogRecord.Sequence, (uint)records.Count + 1);
        Wire.Put16(record, LogRecord.BootCount, boot);
        record[LogRecord.Kind] = (byte)kind;
        record[LogRecord.Flags] = utc == 0 ? (byte)0 : LogRecord.FlagClockSet;
        Wire.PutU32(record, LogRecord.UptimeMs, uptimeMs);
        Wire.PutU32(record, LogRecord.UtcSeconds, utc);
        data?.Invoke(record);
        Seal(record, crc);
        crc = Wire.GetU32(record, LogRecord.Crc);
        records.Add(record);
        return record;
    }

    public static void Seal(byte[] record, uint crcBefore)
    {
        var linked = new byte[4 + LogRecord.Crc];
        Wire.PutU32(linked, 0, crcBefore);
        record.AsSpan(0, LogRecord.Crc).CopyTo(linked.AsSpan(4));
        Wire.PutU32(record, LogRecord.Crc, new HostChecksum().Crc32(linked, 0, linked.Length));
    }

    public IReadOnlyList<LogEntry> Entries(int first, int count) =>
        [.. records.Skip(first - 1).Take(count).Select(r => new LogEntry(r))];

    public IReadOnlyList<LogEntry> All => Entries(1, records.Count);

    public uint CrcBefore(int sequence) => sequence == 1 ? 0 : Wire.GetU32(records[sequence - 2], LogRecord.Crc);

    public static string TemporaryRoot() =>
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "pen-logs-" + Guid.NewGuid().ToString("N"))).FullName;
}
