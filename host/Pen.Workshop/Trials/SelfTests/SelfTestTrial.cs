using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials.Watching;

namespace Pen.Workshop.Trials.SelfTests;

/// <summary>`pen selftest`: the pen's own self-test on request, measured from outside, judged and recorded.</summary>
public static class SelfTestTrial
{
    /// <summary>Most self-tests on one request.</summary>
    public const int Most = 100;

    /// <summary>Runs the self-test a number of times; ends at the first that fails.</summary>
    /// <param name="pen">A connected pen in Standby, without a session.</param>
    /// <param name="times">How often, 1 … 100.</param>
    /// <param name="progress">Gets the number of those done; null for nobody.</param>
    /// <param name="ct">Ends it between two of them, or in one, which the pen brings to its end by itself.</param>
    /// <exception cref="TrialRefusedException">The pen stands otherwise; nothing was changed.</exception>
    /// <exception cref="PenException">The pen refused, or the line failed before the first one began.</exception>
    public static async Task<SelfTestOutcome> RunAsync(PenClient pen, int times, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pen);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, Most);
        DateTimeOffset began = DateTimeOffset.UtcNow;
        TrialFailure? failure = await SelfTestRunner.CheckAsync(pen, ct).ConfigureAwait(false);
        var runs = new List<SelfTestRun>();
        await using (var watch = new PenWatch(pen))
        {
            try
            {
                while (failure is null && runs.Count < times && runs.All(r => r.Failure is null))
                {
                    runs.Add(await SelfTestRunner.RunAsync(pen, watch, ct).ConfigureAwait(false));
                    progress?.Report(runs.Count);
                }
            }
            catch (TrialFailedException failed)
            {
                failure = failed.Failure;
            }
            catch (PenLinkException failed)
            {
                failure = await watch.ExplainAsync(failed, ct).ConfigureAwait(false);
            }
        }

        var results = runs.Select((r, i) => Judge(i + 1, r)).ToList();
        PenIdentity id = pen.Identity;
        var record = new SelfTestRecord(
            id.Serial,
            id.IsSimulated,
            id.FirmwareVersion.ToString(),
            Tool.Version,
            began,
            times,
            results,
            failure
        );
        return new SelfTestOutcome(record, runs);
    }

    private static SelfTestResult Judge(int number, SelfTestRun run)
    {
        IReadOnlyList<Figure> figures = run.Figures();
        return new SelfTestResult(number, run.Failure is null && figures.All(f => f.Passed), run.Failure, figures);
    }
}

/// <summary>What came of it.</summary>
public sealed class SelfTestOutcome
{
    private readonly IReadOnlyList<SelfTestRun> runs;

    internal SelfTestOutcome(SelfTestRecord record, IReadOnlyList<SelfTestRun> runs) => (Record, this.runs) = (record, runs);

    /// <summary>The record.</summary>
    public SelfTestRecord Record { get; }

    /// <summary>Writes record and, where something was measured, its plot into new files.</summary>
    /// <param name="folder">Where to; made when it is not there.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="System.IO.IOException">They cannot be written.</exception>
    public IReadOnlyList<string> Write(string folder)
    {
        string stem = TrialFiles.NewStem(folder, "selftest", Record.Serial, Record.Began);
        var paths = new List<string> { stem + ".json" };
        TrialFiles.WriteNew(paths[0], JsonSerializer.Serialize(Record, TrialFiles.Json) + "\n");
        if (runs.Count > 0)
        {
            paths.Add(stem + ".svg");
            TrialFiles.WriteNew(paths[1], SelfTestPlot.Draw(runs, Record.Serial));
        }

        return paths;
    }
}
