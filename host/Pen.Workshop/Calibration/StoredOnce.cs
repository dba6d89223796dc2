using System;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Workshop.Calibration;

/// <summary>Stores what was found, verifies it, and puts the old values back where it does not hold. For calibrations that are short.</summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class StoredOnce(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>Stores and verifies; a dry run says only what would be stored.</summary>
    /// <exception cref="CalibrationException">It did not hold; the pen has the values that it had.</exception>
    public async Task<CalibrationRecord> RunAsync(
        CalibrationRecord record,
        Func<Task<(CalibrationPoint Point, string? Problem)>> verify
    )
    {
        var books = new Bookkeeping(bench, job);
        await bench.LeaveServiceAsync().ConfigureAwait(false);
        foreach (SettingChange c in record.Settings)
        {
            talk.Say($"{Pen.Protocol.SettingTable.Name(c.Id)}: {c.Old} → {c.New} {Pen.Protocol.SettingTable.Unit(c.Id)}");
        }

        if (job.DryRun)
        {
            return record;
        }

        if (!await talk.AgreesAsync("Store these values in the pen?", bench.Cancel).ConfigureAwait(false))
        {
            throw new CalibrationLeftException();
        }

        string file = job.Folder.NewFile(record);
        record.Save(file);
        string? problem = null;
        bool held = false;
        try
        {
            await books.WriteAsync(record.Settings).ConfigureAwait(false);
            (CalibrationPoint point, problem) = await verify().ConfigureAwait(false);
            record = record with { Points = [.. record.Points, point] };
            await bench.LeaveServiceAsync().ConfigureAwait(false);
            held = problem is null;
        }
        finally
        {
            if (!held)
            {
                // Also when the technician has had enough: every request has its own deadline.
                var still = new PenBench(bench.Pen, CancellationToken.None);
                await still.Pen.LeaveServiceAsync(CancellationToken.None).ConfigureAwait(false);
                await new Bookkeeping(still, job).RestoreAsync(record.Settings).ConfigureAwait(false);
                (record with { Outcome = CalibrationOutcome.Restored }).Save(file);
            }
        }

        if (problem is not null)
        {
            throw new CalibrationException(
                $"{problem} The pen has the values again that it had.",
                "Check the instrument, then calibrate again."
            );
        }

        record = record with { Outcome = CalibrationOutcome.Stored };
        record.Save(file);
        await books.NoteDayAsync().ConfigureAwait(false);
        return record;
    }
}
