using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Reports.Devices;

/// <summary>A fault as a pen has recorded it.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Record">Number of the record.</param>
/// <param name="At">When; null when the pen did not know the time.</param>
internal sealed record FaultSeen(FaultId Fault, uint Record, DateTimeOffset? At);

/// <summary>Records that are missing between others, both included.</summary>
internal sealed record MissingRecords(uint First, uint Last);

/// <summary>Everything that the records here tell of a pen.</summary>
/// <param name="Serial">Serial number.</param>
/// <param name="FirstRecord">Number of its oldest record here; 0 without any.</param>
/// <param name="LastRecord">Number of its newest.</param>
/// <param name="Missing">What is missing between them.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Faults">Faults.</param>
/// <param name="Uses">Sessions for which it was opened.</param>
/// <param name="Cartridges">Cartridges of those sessions.</param>
/// <param name="Conflicts">Records that contradict one that is here.</param>
internal sealed record PenHistory(
    string Serial,
    uint FirstRecord,
    uint LastRecord,
    IReadOnlyList<MissingRecords> Missing,
    IReadOnlyList<PenRun> Runs,
    IReadOnlyList<FaultSeen> Faults,
    IReadOnlyList<PenUse> Uses,
    IReadOnlyList<CartridgeUse> Cartridges,
    long Conflicts
)
{
    /// <summary>Runs that belong to no session of the records.</summary>
    public IReadOnlyList<PenRun> Stray { get; } = [.. Runs.Where(r => Uses.All(u => !IsOf(r, u)))];

    /// <summary>Whether anything is known of it.</summary>
    public bool IsKnown => LastRecord > 0 || Uses.Count > 0;

    /// <summary>Reads it.</summary>
    public static PenHistory Read(RecordStore store, string serial)
    {
        IReadOnlyList<LogEntry> entries = store.PenRecords(serial);
        IReadOnlyList<PenUse> uses = [.. store.PenUses().Where(u => u.Serial == serial)];
        var sessions = uses.Select(u => u.SessionId).ToHashSet();
        return new PenHistory(
            serial,
            entries.Count == 0 ? 0 : entries[0].Sequence,
            entries.Count == 0 ? 0 : entries[^1].Sequence,
            [
                .. entries
                    .Zip(entries.Skip(1))
                    .Where(p => p.Second.Sequence > p.First.Sequence + 1)
                    .Select(p => new MissingRecords(p.First.Sequence + 1, p.Second.Sequence - 1)),
            ],
            PenRuns.Of(serial, entries),
            [
                .. entries
                    .Where(e => e.Kind == LogKind.FaultRaised)
                    .Select(e => new FaultSeen((FaultId)e.U8(FaultData.Fault), e.Sequence, e.Utc)),
            ],
            uses,
            [.. store.CartridgesWithPens().Where(c => sessions.Contains(c.SessionId))],
            store.PenConflicts(serial)
        );
    }

    /// <summary>Cartridges that runs of a session were made with; all of the session where the pen's records do not tell.</summary>
    public IReadOnlyList<CartridgeUse> CartridgesOf(PenUse use, IReadOnlyCollection<PenRun> runs)
    {
        CartridgeUse[] all = [.. Cartridges.Where(c => c.SessionId == use.SessionId)];
        CartridgeUse[] told = [.. all.Where(c => runs.Any(r => r.IsWith(c.Serial)))];
        return told.Length > 0 ? told : all;
    }

    /// <summary>Whether a run was made in a session: by the number that the pen wrote down with it.</summary>
    public static bool IsOf(PenRun run, PenUse use) =>
        run.Serial == use.Serial && run.PenSession == use.Number && run.FirstRecord >= use.FirstRecord;
}
