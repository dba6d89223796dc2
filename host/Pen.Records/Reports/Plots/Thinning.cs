using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Records.Reports.Plots;

/// <summary>Fewer points that look the same: of each stretch the first, the lowest, the highest and the last, so that no peak is lost.</summary>
internal static class Thinning
{
    private const int KeptOfAStretch = 4;

    /// <summary>At most about <paramref name="most"/> points.</summary>
    public static IReadOnlyList<PlotPoint> Of(IReadOnlyList<PlotPoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        int length = (int)Math.Ceiling(points.Count * (double)KeptOfAStretch / most);
        return
        [
            .. points
                .Chunk(length)
                .SelectMany(s => new[] { s[0], s.MinBy(p => p.Y), s.MaxBy(p => p.Y), s[^1] }.Distinct().OrderBy(p => p.X)),
        ];
    }
}
