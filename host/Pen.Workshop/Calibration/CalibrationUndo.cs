using System.Linq;
using System.Threading.Tasks;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Takes a calibration back: the values from before it, and only while the pen still has those that it stored.</summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class CalibrationUndo(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>Takes the newest calibration back that was stored, or was broken off while it was being stored.</summary>
    /// <param name="kind">Of this kind only; null for the newest of all.</param>
    /// <exception cref="CalibrationException">There is none, or the pen has other values by now.</exception>
    public async Task<CalibrationRecord> RunAsync(CalibrationKind? kind)
    {
        (string file, CalibrationRecord record) = CalibrationFolder
            .Records(job.Root, bench.Pen.Identity.Serial, talk.Say)
            .LastOrDefault(r =>
                r.Record.Settings.Count > 0
                && r.Record.Outcome is CalibrationOutcome.Stored or CalibrationOutcome.Storing
                && (kind is null || r.Record.Kind == kind)
            );
        if (record is null)
        {
            throw new CalibrationException(
                "No calibration of this pen is kept here that could be taken back.",
                "\"pen calibrate show\" lists them; they are kept on the computer that made them."
            );
        }

        await bench.Pen.LeaveServiceAsync(bench.Cancel).ConfigureAwait(false);
        await CheckAsync(record).ConfigureAwait(false);
        if (job.DryRun)
        {
            return record with { Outcome = CalibrationOutcome.Proposed };
        }

        var books = new Bookkeeping(bench, job);
        await books.RestoreAsync(record.Settings).ConfigureAwait(false);
        record = record with { Outcome = CalibrationOutcome.Undone, UndoneBy = job.By, UndoneAt = job.Clock.GetUtcNow() };
        record.Save(file);
        await books.NoteDayAsync().ConfigureAwait(false);
        return record;
    }

    private async Task CheckAsync(CalibrationRecord record)
    {
        foreach (SettingChange c in record.Settings)
        {
            int now = await bench.SettingAsync(c.Id).ConfigureAwait(false);

            // One that was broken off has left some values as they were, and perhaps a zero on its way.
            bool onItsWay = record.Outcome == CalibrationOutcome.Storing && (now == c.Old || c.Id == SettingId.DepthZeroCounts);
            bool itsOwn = now == c.New || onItsWay;
            if (!itsOwn)
            {
                throw new CalibrationException(
                    $"The pen's {SettingTable.Name(c.Id)} is {now}, not the {c.New} that the calibration stored.",
                    "Somebody has changed it since: calibrate anew, or set the values by hand (pen settings)."
                );
            }
        }
    }
}
