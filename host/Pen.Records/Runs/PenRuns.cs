using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store;

namespace Pen.Records.Runs;

/// <summary>
/// Runs out of a pen's own records. Which session a run belongs to, where on the body and with which cartridge, is what the pen wrote down
/// itself: a crash of whatever stood beside it changes nothing of that.
/// </summary>
public sealed class PenRuns
{
    private const uint RecordsAtOnce = 512;

    private readonly List<PenRun> runs = [];
    private readonly string serial;
    private PenRun? open;
    private uint session;
    private string cartridgeStart = "";

    private PenRuns(string serial) => this.serial = serial;

    /// <summary>Runs in records that are in order.</summary>
    /// <param name="serial">Serial number of the pen.</param>
    /// <param name="entries">Its records.</param>
    public static IReadOnlyList<PenRun> Of(string serial, IEnumerable<LogEntry> entries)
    {
        var reader = new PenRuns(serial);
        foreach (LogEntry entry in entries)
        {
            reader.Take(entry);
        }

        return reader.Finish();
    }

    /// <summary>Runs of one session of a pen, as far as its records are here.</summary>
    /// <param name="store">The records.</param>
    /// <param name="serial">Serial number of the pen.</param>
    /// <param name="number">Number of the session on the pen.</param>
    /// <param name="first">A record that does not stand behind the session's first one.</param>
    public static IReadOnlyList<PenRun> OfSession(RecordStore store, string serial, uint number, uint first) =>
        [.. Of(serial, SessionRecords(store, serial, number, first)).Where(r => r.PenSession == number)];

    /// <summary>A session's records, and those behind its end that may still tell of its last run.</summary>
    private static IEnumerable<LogEntry> SessionRecords(RecordStore store, string serial, uint number, uint first)
    {
        bool inside = false;
        for (uint next = first; ; next += RecordsAtOnce)
        {
            IReadOnlyList<LogEntry> some = store.PenRecords(serial, next, next + RecordsAtOnce - 1);
            foreach (LogEntry entry in some)
            {
                bool opened = entry.Kind == LogKind.SessionOpened;
                bool own = opened && (uint)entry.I32(SessionData.Session) == number;
                // The run that a loss of power has ended stands in front of the record of the next start, and its amendment behind it.
                if (inside && (entry.Kind == LogKind.SessionClosed || (opened && !own)))
                {
                    yield return entry;
                    yield break;
                }

                inside |= own;
                yield return entry;
            }

            if (some.Count == 0)
            {
                yield break;
            }
        }
    }

    private void Take(LogEntry entry)
    {
        switch (entry.Kind)
        {
            case LogKind.Boot:
                (session, cartridgeStart) = (0, "");
                Close();
                break;
            case LogKind.SessionOpened:
                session = (uint)entry.I32(SessionData.Session);
                break;
            case LogKind.SessionClosed:
                session = 0;
                break;
            case LogKind.CartridgeInserted:
                cartridgeStart = Start(entry, CartridgeData.Serial);
                break;
            case LogKind.CartridgeStamped:
                cartridgeStart = Start(entry, StampedData.Serial);
                open = open is { CartridgeSerialStart: "" } ? open with { CartridgeSerialStart = cartridgeStart } : open;
                break;
            case LogKind.CartridgeRemoved:
                cartridgeStart = "";
                break;
            case LogKind.RunStarted:
                Close();
                open = Started(entry);
                break;
            case LogKind.RunCheckpoint when open is not null:
                open = open with { LastRecord = entry.Sequence, Checkpoints = [.. open.Checkpoints, Checkpoint(entry)] };
                break;
            case LogKind.FaultRaised when open is not null:
                open = open with { LastRecord = entry.Sequence, Faults = [.. open.Faults, (FaultId)entry.U8(FaultData.Fault)] };
                break;
            case LogKind.RunEnded when open is not null:
                open = Ended(open, entry, RunEnding.Recorded);
                Close();
                break;
            case LogKind.RunInterrupted when open is not null:
                open = Ended(open, entry, RunEnding.PowerLost);
                Close();
                break;
            case LogKind.RunAmended when runs.Count > 0 && runs[^1].Ending == RunEnding.PowerLost:
                runs[^1] = Amended(runs[^1], entry);
                break;
            default:
                break;
        }
    }

    private List<PenRun> Finish()
    {
        Close();
        return runs;
    }

    private void Close()
    {
        if (open is not null)
        {
            runs.Add(open);
            open = null;
        }
    }

    private PenRun Started(LogEntry entry) =>
        new()
        {
            Serial = serial,
            PenSession = session,
            FirstRecord = entry.Sequence,
            LastRecord = entry.Sequence,
            BootCount = entry.BootCount,
            StartUptime = entry.Uptime,
            StartedAt = entry.Utc,
            Area = (TreatmentArea)entry.U8(RunStartedData.Area),
            SetDepthMicrons = entry.U16(RunStartedData.DepthMicrons),
            MeasuredStopMicrons = entry.I16(RunStartedData.MeasuredDepthMicrons),
            SetSpeedHz = entry.U16(RunStartedData.SpeedHz),
            CartridgeType = (CartridgeType)entry.U8(RunStartedData.CartridgeType),
            Needles = entry.U8(RunStartedData.Needles),
            CartridgeSerialStart = cartridgeStart,
        };

    private static PenRun Ended(PenRun run, LogEntry entry, RunEnding how) =>
        run with
        {
            LastRecord = entry.Sequence,
            Ending = how,
            Duration = Duration(entry),
            Strokes = (uint)entry.U16(RunEndedData.Strokes),
            MeanSpeedErrorPermille = entry.I16(RunEndedData.MeanSpeedErrorPermille),
            WorstSpeedErrorPermille = entry.U16(RunEndedData.WorstSpeedErrorPermille),
            MeanCurrentMilliamps = entry.U8(RunEndedData.MeanCurrent) * RunEndedData.CurrentStepMilliamps,
            PeakCurrentMilliamps = entry.U8(RunEndedData.PeakCurrent) * RunEndedData.CurrentStepMilliamps,
            WorstDepthErrorMicrons = entry.I8(RunEndedData.WorstDepthError) * RunEndedData.DepthStepMicrons,
            StopReason = (StopReason)entry.U8(RunEndedData.StopReason),
        };

    /// <summary>What the cartridge had counted beyond the last checkpoint.</summary>
    private static PenRun Amended(PenRun run, LogEntry entry) =>
        run with
        {
            LastRecord = entry.Sequence,
            Duration = run.Duration + Duration(entry),
            Strokes = run.Strokes + (uint)entry.U16(RunEndedData.Strokes),
        };

    private static RunCheckpoint Checkpoint(LogEntry entry) =>
        new(
            Duration(entry),
            (uint)entry.U16(RunEndedData.Strokes),
            entry.I16(RunEndedData.MeanSpeedErrorPermille),
            entry.U8(RunEndedData.MeanCurrent) * RunEndedData.CurrentStepMilliamps,
            entry.I8(RunEndedData.WorstDepthError) * RunEndedData.DepthStepMicrons
        );

    private static TimeSpan Duration(LogEntry entry) =>
        TimeSpan.FromMilliseconds(10.0 * entry.U16(RunEndedData.DurationCentiseconds));

    private static string Start(LogEntry entry, int offset) => Convert.ToHexString(entry.Bytes.Slice(offset, 8));
}
