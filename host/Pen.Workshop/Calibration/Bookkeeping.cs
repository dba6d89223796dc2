using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Who calibrates, when, and where that is kept.</summary>
/// <param name="Folder">The pen's folder, open.</param>
/// <param name="Root">Where all pens' folders are.</param>
/// <param name="By">Who: a name or a sign.</param>
/// <param name="Clock">The time.</param>
/// <param name="DryRun">Measures and proposes; writes nothing.</param>
public sealed record CalibrationJob(CalibrationFolder Folder, string Root, string By, TimeProvider Clock, bool DryRun);

/// <summary>Writes a calibration's values into the pen, with the record that can take them back.</summary>
/// <param name="bench">The pen.</param>
/// <param name="job">Who, when and where.</param>
public sealed class Bookkeeping(PenBench bench, CalibrationJob job)
{
    /// <summary>A new record with what is the same in all of them.</summary>
    public CalibrationRecord New(
        CalibrationKind kind,
        string unit,
        IReadOnlyList<CalibrationPoint> points,
        IReadOnlyDictionary<string, double> figures,
        IReadOnlyList<SettingChange> settings
    ) =>
        new()
        {
            Kind = kind,
            Serial = bench.Pen.Identity.Serial,
            Firmware = bench.Pen.Identity.FirmwareVersion.ToString(),
            By = job.By,
            At = job.Clock.GetUtcNow(),
            Outcome = job.DryRun ? CalibrationOutcome.Proposed : CalibrationOutcome.Storing,
            Unit = unit,
            Points = points,
            Figures = figures,
            Settings = settings,
        };

    /// <summary>Changes from what the pen has to what was found.</summary>
    public async Task<IReadOnlyList<SettingChange>> ChangesAsync(IReadOnlyDictionary<SettingId, int> found)
    {
        var changes = new List<SettingChange>();
        foreach ((SettingId id, int value) in found)
        {
            changes.Add(new SettingChange(id, await bench.SettingAsync(id).ConfigureAwait(false), value));
        }

        return changes;
    }

    /// <summary>Writes the new values, in the order that leaves the pen safe; again where it was broken off.</summary>
    /// <exception cref="PenRefusedException">The pen refused one.</exception>
    public Task WriteAsync(IReadOnlyCollection<SettingChange> changes) => WriteInOrderAsync([.. changes.Select(c => c)]);

    /// <summary>Puts the old values back.</summary>
    /// <exception cref="PenRefusedException">The pen refused one.</exception>
    public Task RestoreAsync(IReadOnlyCollection<SettingChange> changes) =>
        WriteInOrderAsync([.. changes.Select(c => new SettingChange(c.Id, c.New, c.Old))]);

    /// <summary>
    /// The day since which all of the pen is calibrated: the oldest of the newest calibrations of each kind; 0 while one is missing. The
    /// pen keeps it as a setting.
    /// </summary>
    public async Task NoteDayAsync()
    {
        var stored = CalibrationFolder
            .Records(job.Root, bench.Pen.Identity.Serial)
            .Select(r => r.Record)
            .Where(r => r.Outcome == CalibrationOutcome.Stored)
            .GroupBy(r => r.Kind)
            .ToList();
        int day =
            stored.Count < Enum.GetValues<CalibrationKind>().Length
                ? 0
                : (int)(stored.Min(g => g.Max(r => r.At)).UtcDateTime - DateTime.UnixEpoch).TotalDays;
        if (
            day >= SettingTable.Min(SettingId.CalibrationDay)
            && day <= SettingTable.Max(SettingId.CalibrationDay)
            && day != await bench.SettingAsync(SettingId.CalibrationDay).ConfigureAwait(false)
        )
        {
            await bench
                .Pen.SetSettingAsync(SettingId.CalibrationDay, day, SettingActor.Technician, bench.Cancel)
                .ConfigureAwait(false);
        }
    }

    private async Task WriteInOrderAsync(IReadOnlyCollection<SettingChange> changes)
    {
        foreach ((SettingId id, int value) in SettingOrder.Of(changes))
        {
            await bench.Pen.SetSettingAsync(id, value, SettingActor.Technician, bench.Cancel).ConfigureAwait(false);
        }
    }
}
