using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>
/// Depth against a gauge, step by step: each reading is kept as soon as it is there, so the technician can leave at any question and the same
/// command goes on. What the gauge shows at the parked stop tells the play: the potentiometer sits on the drive's side of it, and parking is
/// the one move that ends retracting.
/// </summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class DepthCalibration(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    private static readonly SettingId[] Concerned =
    [
        SettingId.DepthZeroCounts,
        SettingId.DepthCountsPerMm,
        SettingId.ServoZeroMicroseconds,
        SettingId.ServoMicrosecondsPerMm,
        SettingId.DepthBacklashMicrons,
    ];

    private readonly Bookkeeping books = new(bench, job);

    /// <summary>Measures, proposes, stores and verifies; or goes on where it was left.</summary>
    /// <param name="plan">What to measure; a calibration that was left goes on by its own plan.</param>
    /// <param name="fresh">Forgets what was left.</param>
    /// <exception cref="CalibrationException">The numbers do not make sense; the pen has the values that it had.</exception>
    /// <exception cref="CalibrationLeftException">The technician has left.</exception>
    public async Task<CalibrationRecord> RunAsync(DepthPlan plan, bool fresh = false)
    {
        DepthState state = await BeginAsync(plan, fresh).ConfigureAwait(false);
        if (state.Storing is { } name)
        {
            string file = Path.Combine(job.Folder.Path, name);
            talk.Say("The values of an earlier calibration are in the pen and were not verified; it goes on there.");
            CalibrationRecord left = CalibrationRecord.Load(file);
            return left.Serial == state.Serial && left.Kind == CalibrationKind.Depth
                ? await StoreAsync(state, left, file).ConfigureAwait(false)
                : throw new IOException($"{file} is the record of another calibration. Begin anew with --fresh.");
        }

        state = await MeasureAsync(state).ConfigureAwait(false);
        DepthFinding finding = DepthFinding.Of(state.Readings);
        IReadOnlyList<SettingChange> changes = await books.ChangesAsync(finding.Settings()).ConfigureAwait(false);
        CalibrationRecord record = Record(state, finding, changes);
        Propose(record);
        if (job.DryRun)
        {
            return record;
        }

        if (!await talk.AgreesAsync("Store these values in the pen?", bench.Cancel).ConfigureAwait(false))
        {
            throw new CalibrationLeftException();
        }

        string path = job.Folder.NewFile(record);
        record.Save(path);
        state = state with { Storing = Path.GetFileName(path) };
        state.Save(job.Folder.StateFile);
        return await StoreAsync(state, record, path).ConfigureAwait(false);
    }

    private async Task<DepthState> BeginAsync(DepthPlan plan, bool fresh)
    {
        await new CoarseDepth(bench, talk, job).RunAsync().ConfigureAwait(false);
        string serial = bench.Pen.Identity.Serial;
        DepthState? left = fresh ? null : DepthState.Load(job.Folder.StateFile, serial, job.Clock.GetUtcNow(), talk.Say);
        var now = new Dictionary<int, int>();
        foreach (SettingId id in Concerned)
        {
            now[(int)id] = await bench.SettingAsync(id).ConfigureAwait(false);
        }

        if (left is { Storing: null } && (!now.All(s => left.Settings.GetValueOrDefault(s.Key, -1) == s.Value)))
        {
            talk.Say("The pen's settings have changed since the calibration that was left; this one begins anew.");
            left = null;
        }

        if (left is { Storing: null, Readings.Count: > 0 })
        {
            talk.Say($"Going on where it was left: {left.Readings.Count} of {left.Plan.Steps.Count} readings are there.");
        }

        return left
            ?? new DepthState
            {
                Serial = serial,
                Began = job.Clock.GetUtcNow(),
                Plan = plan,
                Settings = now,
                Readings = [],
            };
    }

    private async Task<DepthState> MeasureAsync(DepthState state)
    {
        IReadOnlyList<DepthStep> steps = state.Plan.Steps;
        if (state.Readings.Count < steps.Count)
        {
            await talk.DoneAsync(
                    "Take the cartridge out, set the gauge on the rim, zero it there, and let its tip touch the needle bar.",
                    bench.Cancel
                )
                .ConfigureAwait(false);
        }

        for (int i = state.Readings.Count; i < steps.Count; i++)
        {
            DepthReading reading = await TakeAsync(steps[i], state).ConfigureAwait(false);
            state = state with { Readings = [.. state.Readings, reading] };
            state.Save(job.Folder.StateFile);
        }

        return state;
    }

    private async Task<DepthReading> TakeAsync(DepthStep step, DepthState state)
    {
        string number = $"Reading {state.Readings.Count + 1} of {state.Plan.Steps.Count}";
        if (step.From == Approach.Parked)
        {
            // From far enough out, so that all the play lies on the retracting side.
            await bench.MoveFromParkAsync(state.Plan.Points[0]).ConfigureAwait(false);
            await bench.LeaveServiceAsync().ConfigureAwait(false);
            talk.Say($"{number}: the stop is parked inside the rim. The gauge may show less than zero.");
            double parked = -(state.Settings[(int)SettingId.DepthBacklashMicrons] + 60) / 1000.0;
            return await ReadAsync(step, parked).ConfigureAwait(false);
        }

        talk.Say(FormattableString.Invariant($"{number}: the stop parks and comes out to {step.Microns / 1000.0:0.00} mm."));
        await bench.MoveFromParkAsync(step.Microns).ConfigureAwait(false);
        return await ReadAsync(step, step.Microns / 1000.0).ConfigureAwait(false);
    }

    private async Task<DepthReading> ReadAsync(DepthStep step, double expectedMm)
    {
        MeanReadings mean = await bench.ReadAsync().ConfigureAwait(false);
        double gauge = await AskGaugeAsync(expectedMm).ConfigureAwait(false);
        return new DepthReading(step.Microns, step.From, mean.HalfCounts, mean.PulseMicros, gauge);
    }

    private Task<double> AskGaugeAsync(double expectedMm) =>
        talk.AskAsync(Instrument.DepthGauge, "The gauge shows, in mm:", mm => GaugeCheck.Problem(mm, expectedMm), bench.Cancel);

    private CalibrationRecord Record(DepthState state, DepthFinding f, IReadOnlyList<SettingChange> changes) =>
        books.New(
            CalibrationKind.Depth,
            "mm",
            [
                .. state.Readings.Select(r => new CalibrationPoint(
                    r.From.ToString().ToLowerInvariant(),
                    r.Microns / 1000.0,
                    r.HalfCounts,
                    r.GaugeMm,
                    Math.Round(r.GaugeMm - (((r.HalfCounts / 2) - f.ZeroCounts) / f.CountsPerMm), 4),
                    r.PulseMicros
                )),
            ],
            new Dictionary<string, double>
            {
                ["zeroCounts"] = Math.Round(f.ZeroCounts, 2),
                ["countsPerMm"] = Math.Round(f.CountsPerMm, 2),
                ["servoZeroMicros"] = Math.Round(f.ServoZeroMicros, 2),
                ["servoMicrosPerMm"] = Math.Round(f.ServoMicrosPerMm, 2),
                ["playMm"] = Math.Round(f.PlayMm, 4),
                ["worstResidualMm"] = Math.Round(f.WorstResidualMm, 4),
                ["repeatabilitySpanMm"] = Math.Round(f.SpanMm, 4),
                ["repeatabilityDeviationMm"] = Math.Round(f.DeviationMm, 4),
                ["verifyMm"] = state.Plan.VerifyMicrons / 1000.0,
            },
            changes
        );

    private void Propose(CalibrationRecord record)
    {
        foreach (SettingChange c in record.Settings)
        {
            talk.Say($"{SettingTable.Name(c.Id)}: {c.Old} → {c.New} {SettingTable.Unit(c.Id)}".TrimEnd());
        }

        talk.Say(
            FormattableString.Invariant(
                $"Repeatability {record.Figures["repeatabilitySpanMm"] * 1000:0} µm, play {record.Figures["playMm"] * 1000:0} µm, furthest off the line {record.Figures["worstResidualMm"] * 1000:0} µm."
            )
        );
    }

    /// <summary>Writes and verifies; also again, where it was broken off in between.</summary>
    private async Task<CalibrationRecord> StoreAsync(DepthState state, CalibrationRecord record, string file)
    {
        await bench.LeaveServiceAsync().ConfigureAwait(false);
        await books.WriteAsync(record.Settings).ConfigureAwait(false);
        var verify = new DepthVerify(bench, talk);
        IReadOnlyList<CalibrationPoint> points = [];
        string? problem = null;
        try
        {
            (points, problem) = await verify.RunAsync(state.Plan.VerifyMicrons).ConfigureAwait(false);
            await bench.LeaveServiceAsync().ConfigureAwait(false);
        }
        catch (CalibrationException e)
        {
            // In Fault, too, settings can be written.
            problem ??= e.Message;
            await bench.Pen.LeaveServiceAsync(bench.Cancel).ConfigureAwait(false);
        }

        record = record with { Points = [.. record.Points.Where(p => p.What != DepthVerify.What), .. points] };
        if (problem is not null)
        {
            await books.RestoreAsync(record.Settings).ConfigureAwait(false);
            (record with { Outcome = CalibrationOutcome.Restored }).Save(file);
            File.Delete(job.Folder.StateFile);
            throw new CalibrationException(
                $"{problem} The pen has the values again that it had.",
                "Look at gauge and drive, then calibrate again."
            );
        }

        record = record with { Outcome = CalibrationOutcome.Stored };
        record.Save(file);
        File.Delete(job.Folder.StateFile);
        await books.NoteDayAsync().ConfigureAwait(false);
        return record;
    }
}
