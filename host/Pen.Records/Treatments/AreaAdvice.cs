using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;

namespace Pen.Records.Treatments;

/// <summary>What is proposed for an area of a session, and what needs a reason there.</summary>
/// <param name="treatment">The session.</param>
/// <param name="area">The area.</param>
public sealed class AreaAdvice(Treatment treatment, TreatmentArea area)
{
    /// <summary>Speed that is proposed where nothing else is known, Hz: the middle of the usual range.</summary>
    public const int UsualSpeedHz = 120;

    /// <summary>What was last prepared for the area in this session; null where nothing was.</summary>
    public AreaPrepared? Before => treatment.Facts.Areas.LastOrDefault(a => a.What.Area == area)?.What;

    /// <summary>Depths that sources give for the area.</summary>
    public IReadOnlyList<CitedDepth> Depths =>
        treatment.Library.Areas.FirstOrDefault(a => AreaNames.Find(a.Id) == area)?.Depths ?? [];

    /// <summary>The shallowest depth that a source gives; null where none gives any.</summary>
    public CitedDepth? Shallowest => Cautious.Shallowest(Depths);

    /// <summary>The depth that is proposed, µm: what was prepared before, else the shallowest that a source gives, else none.</summary>
    public int? DepthMicrons => Before?.DepthMicrons ?? Shallowest?.MinMicrons;

    /// <summary>The speed that is proposed, Hz.</summary>
    public int SpeedHz => Before?.SpeedHz ?? UsualSpeedHz;

    /// <summary>The depth from which a reason is needed, µm: the area's, and at most the labelled one (LIM-2, LIM-3).</summary>
    public static int LimitMicrons(TreatmentArea area) => Math.Min(Limits.AreaDepthMicrons(area), Limits.DepthLabelledMicrons);

    /// <summary>Whether a depth needs a reason in an area; where none can help the pen refuses it by itself.</summary>
    public static bool NeedsReason(TreatmentArea area, int depthMicrons) =>
        depthMicrons > LimitMicrons(area) && Limits.AreaConfirmable(area);
}
