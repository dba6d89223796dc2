using System;
using System.Collections.Generic;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Records.Tests.Export;

/// <summary>The records that a pen writes while it is used, with its chain.</summary>
internal sealed class PenMemory(DateTimeOffset clock)
{
    private readonly List<LogEntry> entries = [];
    private uint crc;
    private uint uptimeMs = 1000;

    /// <summary>Number of the next record.</summary>
    public uint Next => (uint)entries.Count + 1;

    public IReadOnlyCollection<LogEntry> Entries => entries;

    public void Open(uint session) => Write(LogKind.SessionOpened, r => Wire.PutU32(r, SessionData.Session, session));

    public void Close(uint session) => Write(LogKind.SessionClosed, r => Wire.PutU32(r, SessionData.Session, session));

    /// <summary>A cartridge with the serial 00 … 00 and this last byte.</summary>
    public void Insert(byte serial) => Write(LogKind.CartridgeInserted, r => r[CartridgeData.Serial + 7] = serial);

    public void Start(TreatmentArea area, int depthMicrons, int speedHz = 100) =>
        Write(
            LogKind.RunStarted,
            r =>
            {
                Wire.Put16(r, RunStartedData.DepthMicrons, depthMicrons);
                Wire.Put16(r, RunStartedData.MeasuredDepthMicrons, depthMicrons - 10);
                Wire.Put16(r, RunStartedData.SpeedHz, speedHz);
                r[RunStartedData.Area] = (byte)area;
                r[RunStartedData.CartridgeType] = (byte)CartridgeType.Needles36;
                r[RunStartedData.Needles] = 36;
            }
        );

    public void End(int centiseconds, int strokes, LogKind kind = LogKind.RunEnded) =>
        Write(
            kind,
            r =>
            {
                Wire.Put16(r, RunEndedData.DurationCentiseconds, centiseconds);
                Wire.Put16(r, RunEndedData.Strokes, strokes);
                Wire.Put16(r, RunEndedData.MeanSpeedErrorPermille, -7);
                Wire.Put16(r, RunEndedData.WorstSpeedErrorPermille, 31);
                r[RunEndedData.MeanCurrent] = 40;
                r[RunEndedData.PeakCurrent] = 90;
                r[RunEndedData.WorstDepthError] = unchecked((byte)-4);
                r[RunEndedData.StopReason] = (byte)StopReason.TriggerReleased;
            }
        );

    public void Raise(FaultId fault) => Write(LogKind.FaultRaised, r => r[FaultData.Fault] = (byte)fault);

    private void Write(LogKind kind, Action<byte[]> fill)
    {
        byte[] record = new byte[LogRecord.Length];
        Wire.PutU32(record, LogRecord.Sequence, Next);
        record[LogRecord.BootCount] = 3;
        record[LogRecord.Kind] = (byte)kind;
        record[LogRecord.Flags] = LogRecord.FlagClockSet;
        Wire.PutU32(record, LogRecord.UptimeMs, uptimeMs);
        Wire.PutU32(record, LogRecord.UtcSeconds, (uint)clock.AddMilliseconds(uptimeMs).ToUnixTimeSeconds());
        fill(record);
        byte[] linked = new byte[4 + LogRecord.Crc];
        Wire.PutU32(linked, 0, crc);
        record.AsSpan(0, LogRecord.Crc).CopyTo(linked.AsSpan(4));
        crc = new HostChecksum().Crc32(linked, 0, linked.Length);
        Wire.PutU32(record, LogRecord.Crc, crc);
        entries.Add(new LogEntry(record));
        uptimeMs += 10_000;
    }
}
