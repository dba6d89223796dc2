namespace Pen.Control.Faults;

/// <summary>What no healthy sensor reads: a converter input at either end of its range (FLT-14).</summary>
public static class SensorRange
{
    /// <summary>Counts this near to either end are no reading.</summary>
    private const int RailCounts = 40;

    /// <summary>Full scale of the converter in counts (12 bits).</summary>
    private const int FullScaleCounts = 4095;

    /// <summary>Whether a reading in counts is open, shorted, or beyond the converter.</summary>
    public static bool IsAtRail(int counts)
    {
        return counts < RailCounts || counts > FullScaleCounts - RailCounts;
    }
}
