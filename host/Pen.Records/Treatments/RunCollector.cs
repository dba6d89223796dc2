using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Treatments;

/// <summary>
/// Brings a pen's records into the practice's, as they are written. That confirms nothing to the pen: what it may overwrite is for the log on
/// disk to say, whose files are the evidence.
/// </summary>
internal sealed class RunCollector(Treatment treatment, PenClient pen) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private uint sessionSeen;
    private bool known;

    /// <summary>What went wrong at the last try; null when it went well.</summary>
    public RecordsException? Problem { get; private set; }

    /// <summary>Number of the session that is open on the pen, by its own records; null when none is.</summary>
    public uint? OpenSession => sessionSeen == 0 ? null : sessionSeen;

    private RecordStore Store => treatment.Store;

    private string Serial => pen.Identity.Serial;

    /// <summary>A session was opened; its record may still be on its way into the pen's memory.</summary>
    public void Opened(uint number) => sessionSeen = number;

    /// <summary>Brings the pen's log onto this computer's disk too, and lets the pen overwrite it. What fails can be done by hand later.</summary>
    public async Task PullAsync(string logsRoot, CancellationToken ct)
    {
        try
        {
            using LogArchive archive = LogArchive.OpenToWrite(logsRoot, Serial);
            await pen.PullLogAsync(archive, null, ct).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or PenException)
        {
            Problem = new TreatmentException(
                $"The pen's log could not be pulled onto the disk: {problem.Message}",
                "Try \"pen log pull\"."
            );
        }
    }

    /// <summary>Collects.</summary>
    /// <returns>Number of records that are new.</returns>
    public async Task<int> CollectAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            int added = await BringAsync(ct).ConfigureAwait(false);
            Problem = null;
            return added;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Collects where it can; what went wrong stands in <see cref="Problem"/>, and the pen keeps what was not collected.</summary>
    public async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await CollectAsync(ct).ConfigureAwait(false);
        }
        catch (RecordsException problem)
        {
            Problem = problem;
        }
        catch (PenException problem)
        {
            Problem = new TreatmentException(
                "What the pen recorded could not be read yet.",
                $"{problem.ProblemSentence} {problem.CureSentence}"
            );
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private async Task<int> BringAsync(CancellationToken ct)
    {
        uint last = Store.LastPenRecord(Serial);
        LogInfo info = await pen.GetLogInfoAsync(ct).ConfigureAwait(false);
        if (last >= info.Head)
        {
            throw Foreign(last);
        }

        // The newest that both sides hold is read again: it must be the same one.
        uint from = Math.Max(Math.Max(last, 1), info.Tail);
        LogDownload read = await pen.DownloadLogAsync(from, null, ct).ConfigureAwait(false);
        PenImport import = Store.ImportPen(treatment.Actor, Serial, read.Entries);
        if (import.Conflicts > 0)
        {
            throw Foreign(last);
        }

        Learn(known ? read.Entries : Store.PenRecords(Serial, Before(info)));
        return import.Added;
    }

    /// <summary>Which session is open stands in the pen's records: the last one that was opened and not closed, since its start.</summary>
    private void Learn(IReadOnlyList<LogEntry> entries)
    {
        foreach (LogEntry entry in entries)
        {
            sessionSeen = entry.Kind switch
            {
                LogKind.SessionOpened => (uint)entry.I32(SessionData.Session),
                LogKind.SessionClosed or LogKind.Boot => 0,
                _ => sessionSeen,
            };
        }

        known = true;
    }

    /// <summary>Far enough back to find the record with which the session that may be open was opened.</summary>
    private uint Before(LogInfo info) =>
        treatment.Facts.PenSessions.Where(p => p.What.Serial == Serial).Select(p => p.What.FirstRecord).Append(info.Head).Min();

    private TreatmentException Foreign(uint last) =>
        new(
            $"The log of pen {Serial} is not the one that stands in the records up to number {last}.",
            "Its memory was exchanged, or two pens have one serial number: let a technician look at it before it is used."
        );
}
