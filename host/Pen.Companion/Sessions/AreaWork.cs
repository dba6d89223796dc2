using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Figures;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>What one area has got in this session, by the pen's own records.</summary>
/// <param name="Area">Which.</param>
/// <param name="Runs">Runs that have ended.</param>
/// <param name="Strokes">Their strokes.</param>
/// <param name="Punctures">Their punctures: strokes × needles; 0 with a nano tip.</param>
/// <param name="Time">How long they took together.</param>
public sealed record AreaTotal(TreatmentArea Area, int Runs, long Strokes, long Punctures, TimeSpan Time);

/// <summary>What the pens did in a session.</summary>
public sealed class AreaWork(Treatment treatment, RecordStore store)
{
    /// <summary>Everything that the pens have recorded for the session, by area, in the order in which they were begun.</summary>
    public IReadOnlyList<AreaTotal> Totals() =>
        [
            .. treatment
                .Facts.RunsIn(store)
                .GroupBy(r => r.Area)
                .Select(g => new AreaTotal(
                    g.Key,
                    g.Count(r => r.Ending != RunEnding.Missing),
                    g.Sum(r => (long)r.Strokes),
                    g.Sum(r => r.Punctures),
                    TimeSpan.FromTicks(g.Sum(r => r.Duration.Ticks))
                )),
        ];

    /// <summary>For the map.</summary>
    public static IReadOnlyList<AreaMark> Marks(IReadOnlyList<AreaTotal> totals) =>
        [
            .. totals
                .Where(t => t.Area != TreatmentArea.Unspecified)
                .Select(t => new AreaMark(
                    t.Area,
                    t.Punctures > 0 ? AreaTreatment.Needles : AreaTreatment.Nano,
                    t.Punctures > 0 ? t.Punctures : t.Strokes
                )),
        ];
}
