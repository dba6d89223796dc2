using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace Pen.Workshop.Calibration;

/// <summary>From where the stop came to its place.</summary>
public enum Approach
{
    /// <summary>Deepening, from further in: as every verified move ends.</summary>
    Shallow,

    /// <summary>Retracting, at the place where the pen parks: all the play lies on the other side.</summary>
    Parked,
}

/// <summary>One reading to take: where, and from which side.</summary>
/// <param name="Microns">Set depth in µm; 0 for parked.</param>
/// <param name="From">From where.</param>
public sealed record DepthStep(int Microns, Approach From);

/// <summary>What a calibration of depth measures, and in which order.</summary>
/// <param name="Points">Depths in µm, rising.</param>
/// <param name="Repeats">Approaches from the shallow side at each.</param>
/// <param name="VerifyMicrons">Depth in µm at which the result is held against the gauge; none of the points.</param>
public sealed record DepthPlan(IReadOnlyList<int> Points, int Repeats, int VerifyMicrons)
{
    /// <summary>Nearest and furthest point in µm: room for the approaches.</summary>
    public const int ShallowestMicrons = 300;

    /// <inheritdoc cref="ShallowestMicrons" />
    public const int DeepestMicrons = 2800;

    /// <summary>Least distance of the outermost points in µm: a gauge error of 10 µm turns the slope by 2 % over this.</summary>
    public const int LeastSpanMicrons = 500;

    private const int StepMicrons = 50;
    private const int MostPoints = 12;
    private const int MostRepeats = 10;

    /// <summary>Points in mm as given; checked.</summary>
    /// <exception cref="CalibrationException">They make no plan.</exception>
    public static DepthPlan Of(IReadOnlyCollection<double> pointsMm, int repeats, double? verifyMm = null)
    {
        int[] points = [.. pointsMm.Select(Microns).Distinct().Order()];
        if (points.Length is < 2 or > MostPoints)
        {
            throw new CalibrationException(
                $"A calibration needs 2 to {MostPoints} different points.",
                "Give points such as --points 0.5,1.0,2.0."
            );
        }

        if (points[^1] - points[0] < LeastSpanMicrons)
        {
            throw new CalibrationException(
                "The points lie too close to each other.",
                "Let the first and the last lie at least 0.5 mm apart."
            );
        }

        if (repeats is < 2 or > MostRepeats)
        {
            throw new CalibrationException(
                $"{repeats} approaches show no repeatability, or take too long.",
                $"Give --repeats 2 to {MostRepeats}."
            );
        }

        int verify = verifyMm is { } given ? Microns(given) : Between(points);
        return points.Contains(verify)
            ? throw new CalibrationException(
                "The point of the verification is one of the points.",
                "Give --verify a depth that is measured nowhere else."
            )
            : new DepthPlan(points, repeats, verify);
    }

    /// <summary>The readings, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<DepthStep> Steps =>
        [
            .. Points.SelectMany(p => Enumerable.Repeat(new DepthStep(p, Approach.Shallow), Repeats)),
            new DepthStep(0, Approach.Parked),
        ];

    private static int Microns(double mm)
    {
        int microns = double.IsFinite(mm) && Math.Abs(mm) < 1000 ? (int)Math.Round(mm * 1000) : -1;
        return microns >= ShallowestMicrons && microns <= DeepestMicrons && microns % StepMicrons == 0
            ? microns
            : throw new CalibrationException(
                FormattableString.Invariant($"{mm} mm is no point to calibrate at."),
                "Give depths from 0.30 to 2.80 mm in steps of 0.05 mm."
            );
    }

    /// <summary>The middle of the widest gap.</summary>
    private static int Between(int[] points)
    {
        int widest = Enumerable.Range(0, points.Length - 1).MaxBy(i => points[i + 1] - points[i]);
        return (points[widest] + points[widest + 1]) / 2 / StepMicrons * StepMicrons;
    }
}
