using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Figures;
using Pen.Records.Runs;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>A run with its number in the report.</summary>
internal sealed record NumberedRun(int Number, PenRun Run, RunFigures Figures);

/// <summary>What was done with pens in one area.</summary>
/// <param name="Area">Where.</param>
/// <param name="Runs">Runs there, in order.</param>
internal sealed record AreaGroup(TreatmentArea Area, IReadOnlyList<NumberedRun> Runs)
{
    /// <summary>Totals.</summary>
    public RunFigures Total { get; } = RunFigures.Sum([.. Runs.Select(r => r.Figures)]);

    /// <summary>Groups a session's runs, in the order in which the areas were begun.</summary>
    public static IReadOnlyList<AreaGroup> Of(SessionDossier dossier) =>
        [
            .. dossier
                .Runs.Select((run, i) => new NumberedRun(i + 1, run, RunFigures.Of(run)))
                .GroupBy(r => r.Run.Area)
                .Select(g => new AreaGroup(g.Key, [.. g])),
        ];

    /// <summary>Areas for the figure: by needles, by a nano tip alone, or by hand alone.</summary>
    public static IReadOnlyList<AreaMark> Marks(IReadOnlyList<AreaGroup> groups, TreatmentFacts facts) =>
        [
            .. groups.Where(g => g.Area != TreatmentArea.Unspecified).Select(Mark),
            .. facts
                .ByHand.Select(h => h.What.Area)
                .Distinct()
                .Where(a => a != TreatmentArea.Unspecified && groups.All(g => g.Area != a))
                .Select(a => new AreaMark(a, AreaTreatment.ByHand, 0)),
        ];

    private static AreaMark Mark(AreaGroup group) =>
        new(
            group.Area,
            group.Runs.All(r => r.Run.CartridgeType == CartridgeType.Nano) ? AreaTreatment.Nano : AreaTreatment.Needles,
            group.Total.Punctures ?? 0
        );
}
