using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Sessions;
using Pen.Records;
using Pen.Records.Store.Model;

namespace Pen.Companion.Service;

/// <summary>One log that is brought from a pen: first onto the disk, record by record, then into the practice's records.</summary>
public sealed class LogPull(Practice practice, PenClient pen, string actor) : IProgress<LogProgress>
{
    private volatile LogProgress progress = new(0, 0);

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; } = DateTimeOffset.Now;

    /// <summary>Ends with it; never with an exception.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => !Ended.IsCompleted;

    /// <summary>How far it is: records that are safe on disk, and how many there are to bring; 0 and 0 before the pen has said.</summary>
    public LogProgress Progress => progress;

    /// <summary>What it has brought; null while it goes on, and where it failed.</summary>
    public LogPullResult? Result { get; private set; }

    /// <summary>Records of the pen that are on disk now.</summary>
    public int Kept { get; private set; }

    /// <summary>What was new to the practice's records; null where they did not take it.</summary>
    public PenImport? Imported { get; private set; }

    /// <summary>Why it ended early; what has come until then is safe, and the next one goes on there. Null when it did not.</summary>
    public PenException? Problem { get; private set; }

    /// <summary>What the disk says against it; null when nothing.</summary>
    public string? DiskProblem { get; private set; }

    /// <summary>Why the practice's records did not take what is on disk; null when they did.</summary>
    public RecordsException? RecordsProblem { get; private set; }

    /// <inheritdoc />
    public void Report(LogProgress value) => progress = value;

    internal void Start(CancellationToken ct) => Ended = Task.Run(() => RunAsync(ct), CancellationToken.None);

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            using LogArchive archive = LogArchive.OpenToWrite(practice.Logs, pen.Identity.Serial);
            LogPullResult result = await pen.PullLogAsync(archive, this, ct).ConfigureAwait(false);
            Kept = archive.Entries.Count;
            Import(archive);
            Result = result;
        }
        catch (PenException problem)
        {
            Problem = problem;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            DiskProblem = problem.Message;
        }
        catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException)
        {
            // The program ends, or the pen was taken off the list: the next one goes on where this one was.
            DiskProblem = null;
        }
    }

    private void Import(LogArchive archive)
    {
        try
        {
            Imported = practice.Store.ImportPen(actor, archive.Serial, archive.Entries);
        }
        catch (RecordsException problem)
        {
            RecordsProblem = problem;
        }
    }
}
