using System;

namespace Pen.Workshop.Calibration;

/// <summary>Whether what was typed for a gauge can be what it shows.</summary>
public static class GaugeCheck
{
    /// <summary>A gauge further than this in mm from where the stop was sent was misread, or the pen is broken.</summary>
    public const double FurthestMm = 0.5;

    private const double MillimetresPerInch = 25.4;
    private const double SlipNearMm = 0.15;

    /// <summary>What is wrong with a gauge's reading where the stop is expected at a place, both in mm; null when it can be.</summary>
    public static string? Problem(double gaugeMm, double expectedMm)
    {
        if (Near(gaugeMm * MillimetresPerInch) && !Near(gaugeMm, FurthestMm / 4))
        {
            return Say("looks like inches");
        }

        if (Math.Abs(gaugeMm - expectedMm) <= FurthestMm && (expectedMm < 0.2 || gaugeMm > expectedMm / 5))
        {
            return null;
        }

        return Near(gaugeMm / 10) || Near(gaugeMm * 10) || Near(gaugeMm / 100) || Near(gaugeMm / 1000)
            ? Say("looks like a slip of the decimal point")
            : Say($"is more than {FormattableString.Invariant($"{FurthestMm}")} mm from that");

        bool Near(double mm, double within = SlipNearMm) => expectedMm >= 0.2 && Math.Abs(mm - expectedMm) < within;
        string Say(string why) =>
            FormattableString.Invariant($"The stop was sent to {expectedMm:0.00} mm, and {gaugeMm} mm {why}.");
    }
}
