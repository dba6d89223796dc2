using System.Collections.Generic;
using System.Linq;

namespace Pen.Records.Knowledge;

/// <summary>
/// What is taken where sources disagree and nobody has decided otherwise: the choice that does less to the skin, or leaves it more time.
/// All other values stay beside it.
/// </summary>
public static class Cautious
{
    /// <summary>The longest time: of intervals, of what to avoid, of how long something must be past.</summary>
    public static CitedRange? Longest(IEnumerable<CitedRange> ranges) => Always(ranges).MaxBy(r => r.Most);

    /// <summary>The fewest: of sessions. One can be added, none taken back.</summary>
    public static CitedRange? Fewest(IEnumerable<CitedRange> ranges) => Always(ranges).MinBy(r => r.Min);

    /// <summary>The longest of the least times: of numbing, where too short hurts and too long is more than the cream's maker allows.</summary>
    public static CitedRange? LongestLeast(IEnumerable<CitedRange> ranges) => Always(ranges).MaxBy(r => r.Min);

    /// <summary>The shallowest depth.</summary>
    public static CitedDepth? Shallowest(IEnumerable<CitedDepth> depths) => depths.MinBy(d => d.MinMicrons);

    private static IEnumerable<CitedRange> Always(IEnumerable<CitedRange> ranges) => ranges.Where(r => r.When is null);
}
