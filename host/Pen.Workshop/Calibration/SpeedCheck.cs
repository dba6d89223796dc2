using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;

namespace Pen.Workshop.Calibration;

/// <summary>
/// Speed against a counter or a strobe. There is nothing to set: the encoder has 64 lines, or the wrong disc. So this is a check, kept like a
/// calibration.
/// </summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class SpeedCheck(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>CTL-1: most that encoder and counter may differ.</summary>
    public const double MostDeviation = 0.01;

    private const int EdgesPerStroke = 128;
    private const int Lines = 64;
    private const int OverMs = 5000;

    private readonly Bookkeeping books = new(bench, job);

    /// <summary>Turns at each speed and compares.</summary>
    /// <param name="speedsHz">At least two different speeds, 50 to 150 Hz.</param>
    /// <exception cref="CalibrationException">They differ, or what was typed cannot be.</exception>
    public async Task<CalibrationRecord> RunAsync(IReadOnlyCollection<int> speedsHz)
    {
        if (speedsHz.Distinct().Count() < 2 || speedsHz.Any(s => s is < 50 or > 150))
        {
            throw new CalibrationException("A check needs two different speeds.", "Give speeds such as --at 60,120.");
        }

        var points = new List<CalibrationPoint>();
        var spin = new SpinBench(bench, talk);
        foreach (int speed in speedsHz.Distinct().Order())
        {
            IReadOnlyList<ServiceReadings> turned = await spin.TurnAsync(speed, OverMs).ConfigureAwait(false);
            double counter = await talk.AskAsync(
                    Instrument.Counter,
                    "While you hold it, the counter shows, in Hz (strokes a second):",
                    hz => Problem(hz, speed),
                    bench.Cancel
                )
                .ConfigureAwait(false);
            await spin.EndAsync().ConfigureAwait(false);
            double seconds = (turned[^1].UptimeMs - turned[0].UptimeMs) / 1000.0;
            double pen = (turned[^1].EncoderEdges - turned[0].EncoderEdges) / (double)EdgesPerStroke / seconds;
            points.Add(new CalibrationPoint("spin", speed, Math.Round(pen, 3), counter, Math.Round(pen - counter, 3)));
        }

        await bench.LeaveServiceAsync().ConfigureAwait(false);
        Judge(points);
        CalibrationRecord record = books.New(
            CalibrationKind.Speed,
            "Hz",
            points,
            new Dictionary<string, double>
            {
                ["worstDeviationPercent"] = Math.Round(100 * points.Max(p => Math.Abs((p.Pen / p.Instrument) - 1)), 3),
            },
            []
        );
        if (!job.DryRun)
        {
            record = record with { Outcome = CalibrationOutcome.Stored };
            record.Save(job.Folder.NewFile(record));
            await books.NoteDayAsync().ConfigureAwait(false);
        }

        return record;
    }

    /// <summary>Judges what pen and counter show.</summary>
    /// <exception cref="CalibrationException">They differ by more than 1 %.</exception>
    public static void Judge(IReadOnlyCollection<CalibrationPoint> points)
    {
        CalibrationPoint worst = points.MaxBy(p => Math.Abs((p.Pen / p.Instrument) - 1))!;
        double ratio = worst.Pen / worst.Instrument;
        if (Math.Abs(ratio - 1) <= MostDeviation + 1e-9)
        {
            return;
        }

        double lines = points.Average(p => p.Pen / p.Instrument) * Lines;
        double spread = points.Max(p => p.Pen / p.Instrument) - points.Min(p => p.Pen / p.Instrument);
        bool same = spread < MostDeviation;
        string reason =
            same && Math.Abs(lines - Math.Round(lines)) < 0.2 && Math.Round(lines) is >= 16 and <= 1024
                ? FormattableString.Invariant(
                    $"that is what an encoder disc of {Math.Round(lines):0} lines instead of {Lines} shows"
                ) + (IsHarmonic(ratio) ? ", or a strobe on a multiple of the speed" : "")
            : same ? "it is the same at every speed, so the counter's factor or its time base is wrong"
            : "it is not the same at every speed, so the counter loses or adds pulses";
        throw new CalibrationException(
            FormattableString.Invariant(
                $"At {worst.Set:0} Hz the pen counts {worst.Pen:0.0} Hz and the counter shows {worst.Instrument:0.0} Hz: {(ratio - 1) * 100:+0.0;-0.0} %; {reason}."
            ),
            "Check the counter against another one; if it is right, have the encoder's disc changed."
        );
    }

    private static bool IsHarmonic(double ratio) =>
        Math.Abs(ratio - 2) < 0.02 || Math.Abs(ratio - 0.5) < 0.005 || Math.Abs((ratio * 3) - 1) < 0.01;

    private static string? Problem(double hz, int speed) =>
        !(hz > 0) || hz > 100_000 ? $"{hz} is no speed."
        : Math.Abs((hz / 60 / speed) - 1) < 0.15
            ? FormattableString.Invariant($"{hz} looks like revolutions a minute; divided by 60 it is {hz / 60:0.00} Hz.")
        : null;
}
