using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Holds the calibrated pen against the gauge at a point that was measured nowhere else, asked from both sides (CTL-5).</summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
public sealed class DepthVerify(PenBench bench, ICalibrationTalk talk)
{
    /// <summary>CTL-5: most that the stop may stand off the set depth, in mm.</summary>
    public const double MostErrorMm = 0.05;

    /// <summary>What its points are called in the record.</summary>
    public const string What = "verify";

    /// <summary>From so far off the deep side is tried, in µm: further than any play that the pen may have.</summary>
    private const int ApproachMicrons = 250;

    /// <summary>Moves, asks, compares.</summary>
    /// <returns>What was measured, and what is wrong with it; null when it is good.</returns>
    public async Task<(IReadOnlyList<CalibrationPoint> Points, string? Problem)> RunAsync(int microns)
    {
        var points = new List<CalibrationPoint>();
        string? problem = null;
        double set = microns / 1000.0;
        foreach (bool deep in new[] { false, true })
        {
            talk.Say(FormattableString.Invariant($"Verifying at {set:0.00} mm, from the {(deep ? "deep" : "shallow")} side."));
            if (deep)
            {
                await bench.MoveAsync(Math.Min(microns + ApproachMicrons, Limits.DepthMaxMicrons)).ConfigureAwait(false);
                await bench.MoveAsync(microns).ConfigureAwait(false);
            }
            else
            {
                await bench.MoveFromParkAsync(microns).ConfigureAwait(false);
            }

            MeanReadings mean = await bench.ReadAsync().ConfigureAwait(false);
            double gauge = await talk.AskAsync(
                    Instrument.DepthGauge,
                    "The gauge shows, in mm:",
                    mm => GaugeCheck.Problem(mm, set),
                    bench.Cancel
                )
                .ConfigureAwait(false);
            double error = Math.Round(gauge - set, 4);
            points.Add(new CalibrationPoint(What, set, mean.HalfCounts, gauge, error, mean.PulseMicros));
            if (Math.Abs(error) > MostErrorMm + 1e-9)
            {
                problem = FormattableString.Invariant(
                    $"Verified at {set:0.00} mm the stop stands {error * 1000:+0;-0} µm off, and at most {MostErrorMm * 1000:0} µm are allowed."
                );
            }
        }

        return (points, problem);
    }
}
