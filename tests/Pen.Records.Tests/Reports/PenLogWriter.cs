using System;
using System.Collections.Generic;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Records.Tests.Reports;

/// <summary>Writes records as a pen does, one behind the other, with its chain.</summary>
internal sealed class PenLogWriter
{
    private readonly List<LogEntry> entries = [];
    private uint crc;
    private int boot;
    private DateTimeOffset start;

    public IReadOnlyList<LogEntry> Entries => entries;

    public uint Next => (uint)entries.Count + 1;

    /// <summary>Starts the pen; the clock is set from then on.</summary>
    public void Boot(int count, DateTimeOffset at)
    {
        (boot, start) = (count, at);
        Add(LogKind.Boot, at);
    }

    public void Session(LogKind kind, DateTimeOffset at, uint number) =>
        Add(kind, at, d => Wire.PutU32(d, SessionData.Session, number));

    public void Cartridge(DateTimeOffset at, CartridgeType type, int needles, string serial) =>
        Add(
            LogKind.CartridgeInserted,
            at,
            d =>
            {
                d[CartridgeData.Type] = (byte)type;
                d[CartridgeData.Needles] = (byte)needles;
                Convert.FromHexString(serial[..16]).CopyTo(d, CartridgeData.Serial);
            }
        );

    public void RunStarted(
        DateTimeOffset at,
        TreatmentArea area,
        int depth,
        int hz,
        CartridgeType type = CartridgeType.Needles36,
        int needles = 36
    ) =>
        Add(
            LogKind.RunStarted,
            at,
            d =>
            {
                Wire.Put16(d, RunStartedData.DepthMicrons, depth);
                Wire.Put16(d, RunStartedData.MeasuredDepthMicrons, (depth - 5));
                Wire.Put16(d, RunStartedData.SpeedHz, hz);
                d[RunStartedData.Area] = (byte)area;
                d[RunStartedData.CartridgeType] = (byte)type;
                d[RunStartedData.Needles] = (byte)needles;
            }
        );

    /// <summary>How far a run is, or was when it ended.</summary>
    public void Run(LogKind kind, DateTimeOffset at, double seconds, int strokes, StopReason why = StopReason.None) =>
        Add(
            kind,
            at,
            d =>
            {
                Wire.Put16(d, RunEndedData.DurationCentiseconds, (int)(seconds * 100));
                Wire.Put16(d, RunEndedData.Strokes, strokes);
                Wire.Put16(d, RunEndedData.MeanSpeedErrorPermille, -4);
                Wire.Put16(d, RunEndedData.WorstSpeedErrorPermille, 21);
                d[RunEndedData.MeanCurrent] = 182 / RunEndedData.CurrentStepMilliamps;
                d[RunEndedData.PeakCurrent] = 410 / RunEndedData.CurrentStepMilliamps;
                d[RunEndedData.WorstDepthError] = unchecked((byte)(sbyte)-3);
                d[RunEndedData.StopReason] = (byte)why;
            }
        );

    public void Fault(DateTimeOffset at, FaultId fault) => Add(LogKind.FaultRaised, at, d => d[FaultData.Fault] = (byte)fault);

    public uint UptimeMs(DateTimeOffset at) => (uint)(at - start).TotalMilliseconds;

    private void Add(LogKind kind, DateTimeOffset at, Action<byte[]>? data = null)
    {
        byte[] record = new byte[LogRecord.Length];
        Wire.PutU32(record, LogRecord.Sequence, Next);
        Wire.Put16(record, LogRecord.BootCount, boot);
        record[LogRecord.Kind] = (byte)kind;
        record[LogRecord.Flags] = LogRecord.FlagClockSet;
        Wire.PutU32(record, LogRecord.UptimeMs, UptimeMs(at));
        Wire.PutU32(record, LogRecord.UtcSeconds, (uint)at.ToUnixTimeSeconds());
        data?.Invoke(record);
        byte[] linked = [.. new byte[4], .. record];
        Wire.PutU32(linked, 0, crc);
        crc = new HostChecksum().Crc32(linked, 0, 4 + LogRecord.Crc);
        Wire.PutU32(record, LogRecord.Crc, crc);
        entries.Add(new LogEntry(record));
    }
}
