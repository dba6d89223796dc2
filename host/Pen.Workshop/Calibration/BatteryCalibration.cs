using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Cell voltage: the divider's gain against a voltmeter at the cell.</summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class BatteryCalibration(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>Most that pen and voltmeter may differ in the end, in mV.</summary>
    public const double MostErrorMillivolts = 15;

    private const int Readings = 120;

    private readonly Bookkeeping books = new(bench, job);

    /// <summary>Measures, proposes, stores and verifies.</summary>
    /// <exception cref="CalibrationException">The numbers do not make sense; the pen has the values that it had.</exception>
    public async Task<CalibrationRecord> RunAsync()
    {
        await bench.LeaveServiceAsync().ConfigureAwait(false);
        int gain = await bench.SettingAsync(SettingId.BatteryGainPermille).ConfigureAwait(false);
        double volts = await talk.AskAsync(
                Instrument.Voltmeter,
                "The voltmeter at the cell shows, in V:",
                Problem,
                bench.Cancel
            )
            .ConfigureAwait(false);
        double shown = (await bench.ReadAsync(Readings).ConfigureAwait(false)).BatteryMillivolts;
        if (shown < 1)
        {
            throw new CalibrationException("The pen reads no cell voltage at all.", "Look at the divider, then try again.");
        }

        int found = (int)Math.Round(gain * volts * 1000 / shown);
        SettingRange.Check(SettingId.BatteryGainPermille, found);
        CalibrationRecord record = books.New(
            CalibrationKind.Battery,
            "V",
            [new CalibrationPoint("cell", volts, Math.Round(shown, 1), volts, Math.Round(volts - (shown / 1000), 4))],
            new Dictionary<string, double> { ["gain"] = Math.Round(gain * volts / shown, 4) },
            [new SettingChange(SettingId.BatteryGainPermille, gain, found)]
        );
        return await new StoredOnce(bench, talk, job).RunAsync(record, () => VerifyAsync(volts)).ConfigureAwait(false);
    }

    private async Task<(CalibrationPoint Point, string? Problem)> VerifyAsync(double volts)
    {
        double shown = (await bench.ReadAsync(Readings).ConfigureAwait(false)).BatteryMillivolts;
        double error = shown - (volts * 1000);
        return (
            new CalibrationPoint("verify", volts, Math.Round(shown, 1), volts, Math.Round(-error / 1000, 4)),
            Math.Abs(error) <= MostErrorMillivolts
                ? null
                : FormattableString.Invariant(
                    $"The pen shows {shown / 1000:0.000} V where the voltmeter showed {volts:0.000} V."
                )
        );
    }

    private static string? Problem(double volts) =>
        volts is > 1000 and < 5000
            ? FormattableString.Invariant($"{volts} looks like millivolts; in V it is {volts / 1000:0.000}.")
        : volts is < 2.8 or > 4.4 ? FormattableString.Invariant($"{volts} V is no voltage of this cell.")
        : null;
}
