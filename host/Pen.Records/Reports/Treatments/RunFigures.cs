using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Runs;

namespace Pen.Records.Reports.Treatments;

/// <summary>
/// What is known of a run. Where its end was never recorded the last checkpoint tells how far it was at least, and nothing stands where
/// nothing is known.
/// </summary>
/// <param name="Duration">Duration.</param>
/// <param name="Strokes">Strokes.</param>
/// <param name="Punctures">Punctures; 0 with a nano tip.</param>
/// <param name="MeanSpeedHz">Mean speed, Hz.</param>
/// <param name="MeanMilliamps">Mean current, mA.</param>
/// <param name="PeakMilliamps">Peak current, mA.</param>
/// <param name="WorstDepthErrorMicrons">Worst depth error, signed, µm.</param>
/// <param name="AtLeast">Whether it may have gone on beyond these figures.</param>
internal sealed record RunFigures(
    TimeSpan? Duration,
    long? Strokes,
    long? Punctures,
    double? MeanSpeedHz,
    int? MeanMilliamps,
    int? PeakMilliamps,
    int? WorstDepthErrorMicrons,
    bool AtLeast
)
{
    /// <summary>Figures of a run.</summary>
    public static RunFigures Of(PenRun run) =>
        run.Ending != RunEnding.Missing
            ? new RunFigures(
                run.Duration,
                run.Strokes,
                PuncturesOf(run, run.Strokes),
                run.MeanSpeedHz,
                run.MeanCurrentMilliamps,
                run.PeakCurrentMilliamps,
                run.WorstDepthErrorMicrons,
                run.Ending != RunEnding.Recorded
            )
        : run.Checkpoints.Count > 0 ? AtCheckpoint(run, run.Checkpoints[^1])
        : new RunFigures(null, null, null, null, null, null, null, AtLeast: true);

    /// <summary>Sum of several runs.</summary>
    public static RunFigures Sum(IReadOnlyCollection<RunFigures> runs) =>
        new(
            TimeSpan.FromTicks(runs.Sum(r => r.Duration?.Ticks ?? 0)),
            runs.Sum(r => r.Strokes ?? 0),
            runs.Any(r => r.Punctures is not null) ? runs.Sum(r => r.Punctures ?? 0) : null,
            null,
            null,
            runs.Max(r => r.PeakMilliamps),
            runs.Where(r => r.WorstDepthErrorMicrons is not null)
                .MaxBy(r => Math.Abs(r.WorstDepthErrorMicrons!.Value))
                ?.WorstDepthErrorMicrons,
            runs.Any(r => r.AtLeast)
        );

    private static RunFigures AtCheckpoint(PenRun run, RunCheckpoint last) =>
        new(
            last.Time,
            last.Strokes,
            PuncturesOf(run, last.Strokes),
            run.SetSpeedHz * (1 + (last.MeanSpeedErrorPermille / 1000.0)),
            last.MeanCurrentMilliamps,
            null,
            last.WorstDepthErrorMicrons,
            AtLeast: true
        );

    /// <summary>Not known where the records tell no number of needles.</summary>
    private static long? PuncturesOf(PenRun run, uint strokes) =>
        run.CartridgeType == CartridgeType.Nano ? 0
        : run.Needles == 0 ? null
        : (long)strokes * run.Needles;
}
