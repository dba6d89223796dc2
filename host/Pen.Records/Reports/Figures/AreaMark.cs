using Pen.Protocol;

namespace Pen.Records.Reports.Figures;

/// <summary>How an area was treated.</summary>
public enum AreaTreatment
{
    /// <summary>With needles, whose punctures the pen has counted.</summary>
    Needles,

    /// <summary>With a nano tip, which makes no punctures.</summary>
    Nano,

    /// <summary>By hand, with a roller that measures nothing.</summary>
    ByHand,
}

/// <summary>An area that was treated.</summary>
/// <param name="Area">Which.</param>
/// <param name="How">With what; where several, the first in their order.</param>
/// <param name="Punctures">Punctures by the pen's count.</param>
public sealed record AreaMark(TreatmentArea Area, AreaTreatment How, long Punctures);
