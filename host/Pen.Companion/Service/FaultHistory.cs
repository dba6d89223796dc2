using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Client;
using Pen.Companion.Sessions;
using Pen.Protocol;

namespace Pen.Companion.Service;

/// <summary>A fault as the pen has written it down.</summary>
/// <param name="Record">Number of the record.</param>
/// <param name="Fault">Which.</param>
/// <param name="At">When; null when the pen did not know the time.</param>
/// <param name="Start">Which start of the pen it was in, and how long after it.</param>
/// <param name="Uptime">How long after that start.</param>
/// <param name="State">What the pen was doing.</param>
/// <param name="Strokes">Strokes of the run that it ended; null where it ended none.</param>
public sealed record FaultEntry(
    uint Record,
    FaultId Fault,
    DateTimeOffset? At,
    int Start,
    TimeSpan Uptime,
    PenState State,
    int? Strokes
);

/// <summary>One page of them.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Older">Pass this to read on; null where there are none further back.</param>
/// <param name="Newest">Number of the newest record that is here; 0 without any.</param>
public sealed record FaultPage(IReadOnlyList<FaultEntry> Entries, uint? Older, uint Newest);

/// <summary>Faults of a pen, from its records in the practice and from its log on this computer, whichever knows more.</summary>
public sealed class FaultHistory(Practice practice)
{
    private const uint Window = 2048;

    /// <summary>A fault ends a run at once: its record is one of the next.</summary>
    private const uint Near = 4;

    /// <summary>A page of faults.</summary>
    /// <param name="serial">Which pen.</param>
    /// <param name="before">Only records before this number.</param>
    /// <param name="count">Most on a page.</param>
    /// <exception cref="Pen.Records.Store.StoreException">The practice's records cannot be read.</exception>
    public FaultPage Read(string serial, uint before, int count)
    {
        IReadOnlyDictionary<uint, LogEntry> onDisk = OnDisk(serial);
        uint newest = Math.Max(practice.Store.LastPenRecord(serial), onDisk.Count == 0 ? 0 : onDisk.Keys.Max());
        var found = new List<FaultEntry>();
        uint end = Math.Min(before, newest + 1);
        while (end > 1 && found.Count <= count)
        {
            uint first = end > Window ? end - Window : 1;
            Dictionary<uint, LogEntry> window = practice
                .Store.PenRecords(serial, first, end - 1 + Near)
                .ToDictionary(e => e.Sequence);
            for (uint number = first; number < end + Near; number++)
            {
                if (!window.ContainsKey(number) && onDisk.TryGetValue(number, out LogEntry? entry))
                {
                    window[number] = entry;
                }
            }

            found.AddRange(
                window
                    .Values.Where(e => e.Sequence < end && e.Kind == LogKind.FaultRaised)
                    .OrderByDescending(e => e.Sequence)
                    .Select(e => Entry(e, window))
            );
            end = first;
        }

        FaultEntry[] shown = [.. found.Take(count)];
        return new FaultPage(shown, found.Count > count ? shown[^1].Record : null, newest);
    }

    private static FaultEntry Entry(LogEntry entry, Dictionary<uint, LogEntry> around)
    {
        LogEntry? run = Enumerable
            .Range(0, (int)Near)
            .Select(i => around.GetValueOrDefault(entry.Sequence + 1 + (uint)i))
            .FirstOrDefault(e =>
                e is { Kind: LogKind.RunEnded } && (StopReason)e.U8(RunEndedData.StopReason) == StopReason.Fault
            );
        return new FaultEntry(
            entry.Sequence,
            (FaultId)entry.U8(FaultData.Fault),
            entry.Utc,
            entry.BootCount,
            entry.Uptime,
            (PenState)entry.U8(FaultData.State),
            run?.U16(RunEndedData.Strokes)
        );
    }

    private Dictionary<uint, LogEntry> OnDisk(string serial)
    {
        try
        {
            using LogArchive archive = LogArchive.OpenToRead(practice.Logs, serial);
            return archive.Entries.ToDictionary(e => e.Sequence);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What the practice's records know is shown in any case.
            return [];
        }
    }
}
