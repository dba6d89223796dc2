using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Workshop.Calibration;

/// <summary>A straight line through points by least squares: y = intercept + slope · x.</summary>
/// <param name="Slope">Slope.</param>
/// <param name="Intercept">Value at x = 0.</param>
public sealed record LinearFit(double Slope, double Intercept)
{
    /// <summary>The line through at least two points of different x; null where there is none.</summary>
    public static LinearFit? Through(IReadOnlyCollection<(double X, double Y)> points)
    {
        if (points.Count < 2)
        {
            return null;
        }

        double meanX = points.Average(p => p.X);
        double meanY = points.Average(p => p.Y);
        double spread = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        if (!(spread > 0))
        {
            return null;
        }

        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / spread;
        double intercept = meanY - (slope * meanX);
        return double.IsFinite(slope) && double.IsFinite(intercept) ? new LinearFit(slope, intercept) : null;
    }

    /// <summary>Value of the line.</summary>
    public double At(double x) => Intercept + (Slope * x);

    /// <summary>Standard deviation of a sample; 0 for fewer than two.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return 0;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
