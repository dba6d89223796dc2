using System;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>One record of the usage log, byte by byte as the pen stores it.</summary>
public sealed class LogEntry
{
    private readonly byte[] bytes;

    internal LogEntry(ReadOnlySpan<byte> stored) => bytes = stored.ToArray();

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Sequence number, from 1.</summary>
    public uint Sequence => Wire.GetU32(bytes, LogRecord.Sequence);

    /// <summary>Count of starts since the memory was new, low 16 bits.</summary>
    public int BootCount => Wire.GetU16(bytes, LogRecord.BootCount);

    /// <summary>What it tells.</summary>
    public LogKind Kind => (LogKind)bytes[LogRecord.Kind];

    /// <summary>Time since that boot.</summary>
    public TimeSpan Uptime => TimeSpan.FromMilliseconds(Wire.GetU32(bytes, LogRecord.UptimeMs));

    /// <summary>Time of day; null when the pen did not know it.</summary>
    public DateTimeOffset? Utc =>
        (bytes[LogRecord.Flags] & LogRecord.FlagClockSet) == 0
            ? null
            : DateTimeOffset.FromUnixTimeSeconds(Wire.GetU32(bytes, LogRecord.UtcSeconds));

    /// <summary>Chained CRC-32 as stored.</summary>
    public uint Crc => Wire.GetU32(bytes, LogRecord.Crc);

    /// <summary>An unsigned byte of its data at an offset of the record's layout.</summary>
    public int U8(int offset) => bytes[offset];

    /// <summary>A signed byte.</summary>
    public int I8(int offset) => (sbyte)bytes[offset];

    /// <summary>An unsigned 16-bit number.</summary>
    public int U16(int offset) => Wire.GetU16(bytes, offset);

    /// <summary>A signed 16-bit number.</summary>
    public int I16(int offset) => Wire.GetI16(bytes, offset);

    /// <summary>A signed 32-bit number.</summary>
    public int I32(int offset) => Wire.GetI32(bytes, offset);

    /// <summary>The CRC that it must have behind a record with <paramref name="crcBefore"/>.</summary>
    public uint ExpectedCrc(uint crcBefore)
    {
        var linked = new byte[4 + LogRecord.Crc];
        Wire.PutU32(linked, 0, crcBefore);
        bytes.AsSpan(0, LogRecord.Crc).CopyTo(linked.AsSpan(4));
        return new HostChecksum().Crc32(linked, 0, linked.Length);
    }
}
