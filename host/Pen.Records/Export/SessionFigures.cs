using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Runs;
using Pen.Records.Treatments;

namespace Pen.Records.Export;

/// <summary>What exports say of a session.</summary>
internal static class SessionFigures
{
    /// <summary>
    /// Where it was: the areas of the runs, and those by hand. Of a pen whose runs are not here, the areas that it was prepared for.
    /// </summary>
    public static IReadOnlyList<TreatmentArea> Areas(SessionDossier session) =>
        [
            .. session
                .Facts.Areas.Where(a => session.Runs.All(r => r.Serial != a.What.Serial))
                .Select(a => a.What.Area)
                .Concat(session.Runs.Select(r => r.Area))
                .Concat(session.Facts.ByHand.Select(b => b.What.Area))
                .Where(a => a != TreatmentArea.Unspecified)
                .Distinct()
                .Order(),
        ];

    /// <summary>Whether the figures of a run's end are known.</summary>
    public static bool HasEnd(PenRun run) => run.Ending != RunEnding.Missing;
}
