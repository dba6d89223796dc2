using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>
/// Motor current: the amplifier's offset with the motor at rest, its gain against an ammeter in line with the motor while the hand holds the
/// trigger. An amplifier that reads below nothing shows nothing at rest; then two loads tell both.
/// </summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class CurrentCalibration(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>mA of a count by the nominal parts: 3300 mV over 4095 counts, 2000 mV for each ampere.</summary>
    public const double NominalMilliampsPerCount = 3300.0 / 4095 / 2;

    /// <summary>Fewer counts than this at rest are the converter's noise over a reading cut off at nothing.</summary>
    private const double LeastRestCounts = 12;

    private const double LeastLoadsApartMilliamps = 20;
    private const int RestReadings = 200;
    private const int SpeedHz = 100;
    private const int OverMs = 3000;

    /// <summary>Most that pen and ammeter may differ in the end: 5 mA, or 3 %.</summary>
    private const double MostErrorMilliamps = 5;
    private const double MostErrorShare = 0.03;

    private readonly Bookkeeping books = new(bench, job);

    /// <summary>Measures, proposes, stores and verifies.</summary>
    /// <param name="loads">1: the empty pen; 2: also braked lightly by a finger on its shaft's felt.</param>
    /// <exception cref="CalibrationException">The numbers do not make sense; the pen has the values that it had.</exception>
    public async Task<CalibrationRecord> RunAsync(int loads)
    {
        if (loads is < 1 or > 2)
        {
            throw new CalibrationException($"{loads} loads cannot be measured.", "Give --loads 1 or 2.");
        }

        await bench.EnterServiceAsync().ConfigureAwait(false);
        talk.Say("The motor stands: its current amplifier is read at rest.");
        double rest = (await bench.ReadAsync(RestReadings).ConfigureAwait(false)).CurrentCounts * NominalMilliampsPerCount;
        var points = new List<CalibrationPoint> { new("rest", 0, Math.Round(rest, 3), 0, 0) };
        for (int i = 0; i < loads; i++)
        {
            talk.Say(i == 0 ? "Load 1: the empty pen turns freely." : "Load 2: brake the shaft lightly, and evenly.");
            (double counts, _, double ammeter) = await TurnAsync().ConfigureAwait(false);
            points.Add(new CalibrationPoint("load", ammeter, Math.Round(counts * NominalMilliampsPerCount, 3), ammeter, 0));
        }

        (double offset, double gain) = Judge(points);
        var found = new Dictionary<SettingId, int>
        {
            [SettingId.CurrentOffsetMilliamps] = (int)Math.Round(offset),
            [SettingId.CurrentGainPermille] = (int)Math.Round(gain * 1000),
        };
        foreach ((SettingId id, int value) in found)
        {
            SettingRange.Check(id, value);
        }

        IReadOnlyList<SettingChange> changes = await books.ChangesAsync(found).ConfigureAwait(false);
        CalibrationRecord record = books.New(
            CalibrationKind.Current,
            "mA",
            [.. points.Select(p => p with { Residual = Math.Round(p.Instrument - ((p.Pen - offset) * gain), 2) })],
            new Dictionary<string, double> { ["offsetMilliamps"] = Math.Round(offset, 2), ["gain"] = Math.Round(gain, 4) },
            changes
        );
        return await new StoredOnce(bench, talk, job).RunAsync(record, VerifyAsync).ConfigureAwait(false);
    }

    /// <summary>Offset in mA and gain that follow from rest and one or two loads.</summary>
    /// <exception cref="CalibrationException">They do not follow.</exception>
    public static (double OffsetMilliamps, double Gain) Judge(IReadOnlyCollection<CalibrationPoint> points)
    {
        double rest = points.Single(p => p.What == "rest").Pen;
        CalibrationPoint[] loads = [.. points.Where(p => p.What == "load").OrderBy(p => p.Instrument)];
        bool restCounts = rest >= LeastRestCounts * NominalMilliampsPerCount;
        bool apart = loads.Length == 2 && loads[1].Instrument - loads[0].Instrument >= LeastLoadsApartMilliamps;
        if (loads.Length == 2 && !apart)
        {
            throw new CalibrationException(
                "The two loads draw nearly the same current.",
                "Brake the shaft more at the second load, or give --loads 1."
            );
        }

        // y is what the amplifier shows, x the true current: shown = offset + true / gain.
        List<(double X, double Y)> line = [.. loads.Select(p => (p.Instrument, p.Pen))];
        if (restCounts || !apart)
        {
            // Where noise alone is seen, an amplifier that is right and one that is a few mA below look the same: nothing is taken away.
            line.Add((0, restCounts ? rest : 0));
        }

        LinearFit? fit = LinearFit.Through(line);
        return fit is { Slope: > 0.1 }
            ? (fit.Intercept, 1 / fit.Slope)
            : throw new CalibrationException(
                "The amplifier does not follow the ammeter.",
                "Put the ammeter in line with the motor, then measure again."
            );
    }

    private async Task<(double Counts, double Shown, double Ammeter)> TurnAsync()
    {
        var spin = new SpinBench(bench, talk);
        IReadOnlyList<ServiceReadings> turned = await spin.TurnAsync(SpeedHz, OverMs).ConfigureAwait(false);
        double ammeter = await talk.AskAsync(
                Instrument.Ammeter,
                "While you hold it, the ammeter shows, in mA:",
                Problem,
                bench.Cancel
            )
            .ConfigureAwait(false);
        await spin.EndAsync().ConfigureAwait(false);
        return (turned.Average(r => r.CurrentCounts), turned.Average(r => r.CurrentMilliamps), ammeter);
    }

    private async Task<(CalibrationPoint Point, string? Problem)> VerifyAsync()
    {
        talk.Say("Verifying: the empty pen turns freely once more.");
        (_, double shown, double ammeter) = await TurnAsync().ConfigureAwait(false);
        double error = shown - ammeter;
        return (
            new CalibrationPoint("verify", ammeter, Math.Round(shown, 2), ammeter, Math.Round(-error, 2)),
            Math.Abs(error) <= Math.Max(MostErrorMilliamps, MostErrorShare * ammeter)
                ? null
                : FormattableString.Invariant($"The pen shows {shown:0} mA where the ammeter shows {ammeter:0} mA.")
        );
    }

    private static string? Problem(double milliamps) =>
        milliamps is > 0 and < 2
            ? FormattableString.Invariant($"{milliamps} looks like amperes; in mA it is {milliamps * 1000:0}.")
        : milliamps is < 5 or > 1000 ? FormattableString.Invariant($"{milliamps} mA is no current of this motor.")
        : null;
}
