using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials.SelfTests;
using Pen.Workshop.Trials.Watching;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>`pen burn-in`: endurance of one board. It leaves the pen in Standby, whatever happens, as long as the pen can be reached.</summary>
public sealed class BurnInTrial
{
    /// <summary>The log is brought to disk after so many cycles: the pen's ring holds some thousand records, a cycle makes about twenty.</summary>
    private const int LogEvery = 10;

    private readonly PenClient pen;
    private readonly BurnInPlan plan;
    private readonly string logs;
    private TrialFailure? failure;
    private double? failureSeconds;
    private int cycles;

    private BurnInTrial(PenClient pen, BurnInPlan plan, string logs) => (this.pen, this.plan, this.logs) = (pen, plan, logs);

    /// <summary>Runs it and writes its records.</summary>
    /// <param name="pen">A connected pen in Standby, without session and cartridge.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="folder">Where the records go.</param>
    /// <param name="logs">Where the pen's usage log is kept.</param>
    /// <param name="say">Gets what is to be said to the person at the fixture.</param>
    /// <param name="progress">Gets how far it is, 0 … 1000.</param>
    /// <param name="ct">Ends it in order: the report says when.</param>
    /// <exception cref="TrialRefusedException">The pen stands otherwise; nothing was changed.</exception>
    /// <exception cref="PenException">The pen refused or the line failed before it began.</exception>
    /// <exception cref="IOException">A record cannot be written.</exception>
    public static async Task<BurnInOutcome> RunAsync(
        PenClient pen,
        BurnInPlan plan,
        string folder,
        string logs,
        Action<string> say,
        IProgress<int>? progress,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(pen);
        ArgumentNullException.ThrowIfNull(plan);
        await CheckAsync(pen, ct).ConfigureAwait(false);
        var trial = new BurnInTrial(pen, plan, logs);
        return await trial.RunAsync(folder, say, progress, ct).ConfigureAwait(false);
    }

    private static async Task CheckAsync(PenClient pen, CancellationToken ct)
    {
        if (await SelfTestRunner.CheckAsync(pen, ct).ConfigureAwait(false) is { } found)
        {
            throw new TrialRefusedException($"The pen stands in fault ({found.Name}): {found.Finding}", found.Cure);
        }

        PenFlags flags = (await pen.GetStatusAsync(ct).ConfigureAwait(false)).Flags;
        if (flags.HasFlag(PenFlags.CartridgePresent))
        {
            throw new TrialRefusedException("A cartridge is in the slot.", "Take it out: a burn-in is for the empty pen.");
        }

        if (flags.HasFlag(PenFlags.Docked))
        {
            throw new TrialRefusedException("The pen stands in its dock.", "Lift it off: a docked pen does not enter service.");
        }
    }

    private async Task<BurnInOutcome> RunAsync(
        string folder,
        Action<string> say,
        IProgress<int>? progress,
        CancellationToken ct
    )
    {
        DateTimeOffset began = DateTimeOffset.UtcNow;
        string stem = TrialFiles.NewStem(folder, "burn-in", pen.Identity.Serial, began);
        BurnInLedger ledger = await BurnInLedger.OpenAsync(pen, logs, ct).ConfigureAwait(false);
        using var journal = new Journal(stem + ".jsonl");
        await using var watch = new PenWatch(pen);
        var bench = new BurnInBench(pen, watch, journal, say);
        bench.Note(JournalKind.Began, pen.Identity.Serial);
        var motor = new MotorPart(bench, plan);
        await CyclesAsync(bench, motor, ledger, progress, ct).ConfigureAwait(false);
        bool ended = failure is null && ct.IsCancellationRequested;
        await MakeSafeAsync().ConfigureAwait(false);
        TimeSpan lasted = bench.Elapsed;
        IReadOnlyList<Figure> figures = await ledger.CloseAsync(bench).ConfigureAwait(false);
        IReadOnlyList<Statistic> statistics = BurnInJudge.Judge(bench.Tallies, motor.Cycles > 0);
        bool failed =
            failure is not null
            || bench.Problems.Count > 0
            || figures.Any(f => !f.Passed && !(ended && f.Value is null))
            || statistics.Any(s => s.Passed == false && !(ended && s.Count == 0));
        BurnInVerdict verdict = BurnInJudge.Verdict(failed, ended, motor.Cycles > 0);
        PenIdentity id = pen.Identity;
        var record = new BurnInRecord
        {
            Serial = id.Serial,
            IsSimulated = id.IsSimulated,
            Firmware = id.FirmwareVersion.ToString(),
            Tool = Tool.Version,
            Began = began,
            PlannedSeconds = plan.Duration.TotalSeconds,
            Seconds = Math.Round(lasted.TotalSeconds, 1),
            WithMotor = plan.WithMotor,
            Cycles = cycles,
            MotorCycles = motor.Cycles,
            Verdict = verdict,
            Words = BurnInJudge.Words(verdict, lasted, plan.Duration),
            Failure = failure,
            FailureSeconds = failureSeconds,
            Problems = bench.Problems,
            Statistics = statistics,
            Figures = figures,
            DepthsMicrons = plan.DepthsMicrons,
            Journal = Path.GetFileName(journal.Path),
        };
        bench.Note(JournalKind.Ended, record.Words);
        return BurnInOutcome.Write(stem, record, bench.Tallies);
    }

    private async Task CyclesAsync(
        BurnInBench bench,
        MotorPart motor,
        BurnInLedger ledger,
        IProgress<int>? progress,
        CancellationToken ct
    )
    {
        bool TimeUp()
        {
            progress?.Report((int)Math.Min(1000, 1000 * bench.Elapsed / plan.Duration));
            return bench.Elapsed >= plan.Duration;
        }

        var cycle = new BurnInCycle(bench, plan, motor);
        try
        {
            do
            {
                await cycle.RunAsync(TimeUp, ct).ConfigureAwait(false);
                cycles++;
                bench.Note(JournalKind.Cycle, "complete", cycles);
                if (cycles % LogEvery == 0)
                {
                    await ledger.PullAsync(ct).ConfigureAwait(false);
                }
            } while (!TimeUp());
        }
        catch (TrialFailedException failed)
        {
            Fail(bench, failed.Failure);
        }
        catch (PenRefusedException refused)
        {
            Fail(bench, new TrialFailure("refused by the pen", refused.Problem, refused.Cure));
        }
        catch (PenLinkException failed) when (!ct.IsCancellationRequested)
        {
            Fail(bench, await bench.Watch.ExplainAsync(failed, ct).ConfigureAwait(false));
        }
        catch (Exception ended) when (ct.IsCancellationRequested && ended is OperationCanceledException or PenLinkException)
        {
            bench.Note(JournalKind.Note, "ended by hand");
        }
    }

    private void Fail(BurnInBench bench, TrialFailure found)
    {
        failure = found;
        failureSeconds = Math.Round(bench.Elapsed.TotalSeconds, 1);
        bench.Note(JournalKind.Failed, $"{found.Name}: {found.Finding}");
    }

    /// <summary>Out of Service, and awake; a self-test under way comes to its end by itself.</summary>
    private async Task MakeSafeAsync()
    {
        try
        {
            DateTime end = DateTime.UtcNow + TimeSpan.FromSeconds(3);
            PenStanding standing = await pen.LeaveServiceAsync(CancellationToken.None).ConfigureAwait(false);
            while (standing.State is PenState.SelfTest or PenState.Boot or PenState.Sleep && DateTime.UtcNow < end)
            {
                await Task.Delay(20).ConfigureAwait(false);
                standing = await pen.KeepAliveAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (PenException)
        {
            // A pen that cannot be reached turns nothing without a hand on its trigger, and leaves Service by itself.
        }
    }
}
