using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>One reading: what the pen said at rest and what the gauge showed.</summary>
/// <param name="Microns">Set depth in µm.</param>
/// <param name="From">From where the stop came.</param>
/// <param name="HalfCounts">Potentiometer in half counts.</param>
/// <param name="PulseMicros">Servo pulse in µs.</param>
/// <param name="GaugeMm">Gauge in mm.</param>
public sealed record DepthReading(int Microns, Approach From, double HalfCounts, double PulseMicros, double GaugeMm);

/// <summary>What the readings of a calibration of depth come to.</summary>
/// <param name="ZeroCounts">Potentiometer at depth 0.</param>
/// <param name="CountsPerMm">Its slope.</param>
/// <param name="ServoZeroMicros">Servo pulse at depth 0.</param>
/// <param name="ServoMicrosPerMm">Its slope.</param>
/// <param name="PlayMm">Play of the drive, as found; the gauge's own error may make it a little negative.</param>
/// <param name="WorstResidualMm">Furthest that a shallow approach lies off the line.</param>
/// <param name="SpanMm">Widest span of the gauge over the approaches to one point from the shallow side.</param>
/// <param name="DeviationMm">Largest standard deviation likewise.</param>
public sealed record DepthFinding(
    double ZeroCounts,
    double CountsPerMm,
    double ServoZeroMicros,
    double ServoMicrosPerMm,
    double PlayMm,
    double WorstResidualMm,
    double SpanMm,
    double DeviationMm
)
{
    /// <summary>Furthest in mm that a reading may lie off the line.</summary>
    public const double MostResidualMm = 0.025;

    /// <summary>CTL-5: widest in mm that the approaches to one point may spread.</summary>
    public const double MostSpanMm = 0.050;

    /// <summary>Most play in mm that the pen can take out.</summary>
    public const double MostPlayMm = 0.200;

    /// <summary>Play below this in mm is no gauge's error.</summary>
    private const double LeastPlayMm = -0.025;

    /// <summary>Judges readings of two or more points and of the parked stop.</summary>
    /// <exception cref="CalibrationException">They do not make sense, or the pen is not good enough.</exception>
    public static DepthFinding Of(IReadOnlyCollection<DepthReading> readings)
    {
        DepthReading[] shallow = [.. readings.Where(r => r.From == Approach.Shallow)];
        var groups = shallow.GroupBy(r => r.Microns).OrderBy(g => g.Key).ToList();
        CheckOrder([.. groups.Select(g => (g.Average(r => r.HalfCounts), g.Average(r => r.GaugeMm)))]);
        LinearFit line = Line(shallow.Select(r => (r.HalfCounts / 2, r.GaugeMm)));
        double worst = shallow.Max(r => Math.Abs(r.GaugeMm - line.At(r.HalfCounts / 2)));
        CheckAtMost(worst, MostResidualMm, "The readings do not lie on a straight line", "Clean and zero the gauge");
        double span = groups.Max(g => g.Max(r => r.GaugeMm) - g.Min(r => r.GaugeMm));
        CheckAtMost(span, MostSpanMm, "The stop does not come back to the same place", "Look for play and dirt in the drive");
        LinearFit servo = Line(shallow.Select(r => (r.GaugeMm, r.PulseMicros)));
        double play = readings.Where(r => r.From == Approach.Parked).Average(r => r.GaugeMm - line.At(r.HalfCounts / 2));
        CheckAtMost(play, MostPlayMm, "The drive has too much play", "Have the drive repaired");
        CheckAtMost(-play, -LeastPlayMm, "The parked stop lies on the wrong side of its play", "Zero the gauge again");
        double slope = 1 / line.Slope;
        return new DepthFinding(
            -line.Intercept * slope,
            slope,
            servo.Intercept,
            servo.Slope,
            play,
            worst,
            span,
            groups.Max(g => LinearFit.Deviation([.. g.Select(r => r.GaugeMm)]))
        );
    }

    /// <summary>The settings that follow; each within what the pen takes.</summary>
    /// <exception cref="CalibrationException">One is not.</exception>
    public IReadOnlyDictionary<SettingId, int> Settings()
    {
        var found = new Dictionary<SettingId, int>
        {
            [SettingId.DepthZeroCounts] = (int)Math.Round(ZeroCounts),
            [SettingId.DepthCountsPerMm] = (int)Math.Round(CountsPerMm),
            [SettingId.ServoZeroMicroseconds] = (int)Math.Round(ServoZeroMicros),
            [SettingId.ServoMicrosecondsPerMm] = (int)Math.Round(ServoMicrosPerMm),
            [SettingId.DepthBacklashMicrons] = (int)(Math.Ceiling(Math.Max(0, PlayMm) * 1000 / 10 - 1e-6) * 10),
        };
        foreach ((SettingId id, int value) in found)
        {
            SettingRange.Check(id, value);
        }

        return found;
    }

    private static LinearFit Line(IEnumerable<(double, double)> points) =>
        LinearFit.Through([.. points]) is { Slope: > 1e-9 } line
            ? line
            : throw new CalibrationException(
                "Potentiometer, servo and gauge do not move together.",
                "Look whether the gauge touches the needle bar, then begin again."
            );

    private static void CheckOrder(List<(double HalfCounts, double GaugeMm)> means)
    {
        if (means.Count < 2)
        {
            throw new CalibrationException("Fewer than two points were measured.", "Measure at two points at least.");
        }

        for (int i = 1; i < means.Count; i++)
        {
            if (means[i].GaugeMm <= means[i - 1].GaugeMm || means[i].HalfCounts <= means[i - 1].HalfCounts)
            {
                throw new CalibrationException(
                    "The gauge does not rise from point to point.",
                    "Look whether the gauge touches the needle bar and which way it counts, then begin again."
                );
            }
        }
    }

    private static void CheckAtMost(double valueMm, double mostMm, string problem, string cure)
    {
        if (valueMm > mostMm)
        {
            throw new CalibrationException(
                FormattableString.Invariant($"{problem}: {valueMm * 1000:0} µm, and at most {mostMm * 1000:0} µm are allowed."),
                $"{cure}, then begin again."
            );
        }
    }
}
