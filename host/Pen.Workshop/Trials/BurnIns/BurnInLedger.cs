using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What the pen itself keeps book of: starts, faults, its life's totals and its usage log, before and after.</summary>
internal sealed class BurnInLedger
{
    /// <summary>Who has pressed Ctrl-C does not wait for a log longer than this.</summary>
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(15);

    private readonly PenClient pen;
    private readonly string logs;
    private readonly uint bootCount;
    private readonly int badFrames;
    private readonly Odometer before;
    private HashSet<string> known = [];

    private BurnInLedger(PenClient pen, string logs, PenStatus status, Odometer before)
    {
        this.pen = pen;
        this.logs = logs;
        this.before = before;
        bootCount = pen.Identity.BootCount;
        badFrames = status.BadFrames;
    }

    /// <summary>Opens the book: what is wrong with the log already is none of this burn-in's doing.</summary>
    public static async Task<BurnInLedger> OpenAsync(PenClient pen, string logs, CancellationToken ct)
    {
        PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        var ledger = new BurnInLedger(pen, logs, status, await pen.GetOdometerAsync(ct).ConfigureAwait(false));
        ledger.known = [.. await ledger.DamageAsync(ct).ConfigureAwait(false)];
        return ledger;
    }

    /// <summary>Brings the log to disk, so that the pen's ring does not fill.</summary>
    public Task PullAsync(CancellationToken ct) => DamageAsync(ct);

    /// <summary>What the book says at the end, judged. What cannot be read any more is told as not measured.</summary>
    public async Task<IReadOnlyList<Figure>> CloseAsync(BurnInBench bench)
    {
        int? damage = null;
        Odometer? after = null;
        using var limit = new CancellationTokenSource(ClosingLimit);
        try
        {
            damage = (await DamageAsync(limit.Token).ConfigureAwait(false)).Count(d => !known.Contains(d));
            after = await pen.GetOdometerAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception unread) when (unread is PenException or OperationCanceledException)
        {
            // What could not be read is told as not measured.
        }

        long frames = bench.Watch.Received + bench.Watch.Lost;
        int faults(Odometer o) => o.Faults.Values.Sum();
        return
        [
            new(
                "restarts",
                pen.Identity.BootCount - (double)bootCount,
                "",
                null,
                0,
                "a pen restarts only when it is switched on"
            ),
            new("faults raised", after is null ? null : faults(after) - faults(before), "", null, 0, "FLT-1 to FLT-20"),
            new("new gaps or damaged records in the log", damage, "", null, 0, "P6, chain of checksums"),
            new(
                "frames damaged on the way to the pen",
                Permille(bench.BadFrames - badFrames, bench.Requests),
                "‰",
                null,
                TrialLimits.LostPermille,
                "a cable that is well loses none"
            ),
            new(
                "samples lost on the way to the host",
                Permille(bench.Watch.Lost, frames),
                "‰",
                null,
                TrialLimits.LostPermille,
                "a cable that is well loses none"
            ),
            new(
                "strokes counted by the odometer",
                after is null ? null : after.Strokes - (double)before.Strokes,
                "",
                null,
                null,
                "odometer"
            ),
        ];
    }

    private static double? Permille(long part, long whole) => whole == 0 ? null : Math.Round(1000.0 * part / whole, 2);

    private async Task<IReadOnlyList<string>> DamageAsync(CancellationToken ct)
    {
        // Opened anew each time: an archive in memory grows with the log.
        using LogArchive archive = LogArchive.OpenToWrite(logs, pen.Identity.Serial);
        LogPullResult result = await pen.PullLogAsync(archive, null, ct).ConfigureAwait(false);
        return [.. result.Damage.Select(d => d.Problem)];
    }
}
