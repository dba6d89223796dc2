using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Runs;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>Measured values at one moment of a run.</summary>
/// <param name="Seconds">Time since the run began, s.</param>
/// <param name="SetDepthMicrons">Set depth, µm.</param>
/// <param name="StopMicrons">Measured position of the stop, µm.</param>
/// <param name="SetSpeedHz">Set speed, Hz.</param>
/// <param name="SpeedHz">Measured speed, Hz.</param>
/// <param name="Milliamps">Motor current, mA.</param>
internal readonly record struct TraceSample(
    double Seconds,
    int SetDepthMicrons,
    int StopMicrons,
    int SetSpeedHz,
    double SpeedHz,
    int Milliamps
);

/// <summary>A run with the measured values that were kept of it.</summary>
/// <param name="Number">Its number in the report.</param>
/// <param name="Run">The run.</param>
/// <param name="Samples">Values in order; empty where none were kept.</param>
internal sealed record RunTrace(int Number, PenRun Run, IReadOnlyList<TraceSample> Samples)
{
    /// <summary>Telemetry behind the stop still shows how the motor came to rest.</summary>
    private const uint BehindTheEndMs = 300;

    /// <summary>How long it lasted, as far as anything tells, s.</summary>
    public double Seconds { get; } =
        new[]
        {
            Run.Duration.TotalSeconds,
            Run.Checkpoints.Select(c => c.Time.TotalSeconds).LastOrDefault(),
            Samples.Count > 0 ? Samples[^1].Seconds : 0,
        }.Max();

    /// <summary>Puts kept values to runs: by the pen, its start and its time since that start.</summary>
    public static IReadOnlyList<RunTrace> Of(
        IReadOnlyList<NumberedRun> runs,
        IReadOnlyList<PenRun> all,
        IReadOnlyList<TraceKept> kept
    ) => [.. runs.Select(r => new RunTrace(r.Number, r.Run, SamplesOf(r.Run, all, kept)))];

    private static IReadOnlyList<TraceSample> SamplesOf(PenRun run, IReadOnlyList<PenRun> all, IReadOnlyList<TraceKept> kept)
    {
        uint start = Ms(run.StartUptime);
        uint length = LengthMs(run, all);
        return
        [
            .. kept.Where(t => t.Serial == run.Serial && t.BootCount == run.BootCount)
                .SelectMany(t => Inside(t, start, length))
                .OrderBy(s => s.Seconds),
        ];
    }

    /// <summary>The pen's time is 32 bits of ms: differences hold across its turn.</summary>
    private static IEnumerable<TraceSample> Inside(TraceKept trace, uint start, uint length)
    {
        int[] counts =
        [
            trace.UptimeMs.Count,
            trace.SetDepthMicrons.Count,
            trace.DepthMicrons.Count,
            trace.SetSpeedHz.Count,
            trace.SpeedCentiHz.Count,
            trace.CurrentMilliamps.Count,
        ];
        return Enumerable
            .Range(0, counts.Min())
            .Where(i => unchecked(trace.UptimeMs[i] - start) <= length)
            .Select(i => new TraceSample(
                unchecked(trace.UptimeMs[i] - start) / 1000.0,
                trace.SetDepthMicrons[i],
                trace.DepthMicrons[i],
                trace.SetSpeedHz[i],
                trace.SpeedCentiHz[i] / 100.0,
                trace.CurrentMilliamps[i]
            ));
    }

    private static uint LengthMs(PenRun run, IReadOnlyList<PenRun> all)
    {
        uint start = Ms(run.StartUptime);
        uint untilNext = all.Where(r =>
                r.Serial == run.Serial && r.BootCount == run.BootCount && r.FirstRecord > run.FirstRecord
            )
            .Select(r => unchecked(Ms(r.StartUptime) - start - 1))
            .DefaultIfEmpty((uint)TimeSpan.FromHours(1).TotalMilliseconds)
            .Min();
        return run.Ending == RunEnding.Recorded
            ? Math.Min(untilNext, (uint)run.Duration.TotalMilliseconds + BehindTheEndMs)
            : untilNext;
    }

    private static uint Ms(TimeSpan uptime) => unchecked((uint)(long)uptime.TotalMilliseconds);
}
