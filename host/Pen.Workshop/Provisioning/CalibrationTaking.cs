using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Calibration;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>
/// Takes a board's calibration: the values from the board itself, the residuals from its records. Records that were named have to be this
/// board's and agree with it; of those that lie in the bench's folder, the newest of each kind that does so is taken.
/// </summary>
internal static class CalibrationTaking
{
    private static readonly SettingId[] Values =
    [
        SettingId.DepthZeroCounts,
        SettingId.DepthCountsPerMm,
        SettingId.ServoZeroMicroseconds,
        SettingId.ServoMicrosecondsPerMm,
        SettingId.DepthBacklashMicrons,
        SettingId.CurrentOffsetMilliamps,
        SettingId.CurrentGainPermille,
        SettingId.BatteryGainPermille,
    ];

    /// <summary>Takes it.</summary>
    /// <param name="pen">The board.</param>
    /// <param name="order">The files, and whether there may be none.</param>
    /// <param name="serials">Numbers that the board has and had: a record is of one of them.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="TrialFailedException">It was never calibrated, or a record that was named is not this board's.</exception>
    /// <exception cref="IOException">A record that was named cannot be read, or is none.</exception>
    public static async Task<BoardCalibration> TakeAsync(
        PenClient pen,
        ProvisionOrder order,
        IReadOnlyCollection<string> serials,
        CancellationToken ct
    )
    {
        int days = (await pen.GetSettingAsync(SettingId.CalibrationDay, ct).ConfigureAwait(false)).Value;
        if (days == 0 && !order.WithoutCalibration)
        {
            throw Failed(
                "The board was never calibrated.",
                "Calibrate it with \"pen calibrate\", or give --without-calibration; its record then says so."
            );
        }

        var held = new Dictionary<SettingId, int>();
        foreach (SettingId id in Values)
        {
            held[id] = (await pen.GetSettingAsync(id, ct).ConfigureAwait(false)).Value;
        }

        IReadOnlyList<CalibrationRecord> records =
            order.CalibrationFiles.Count > 0
                ? [.. order.CalibrationFiles.Select(f => Named(f, serials, held))]
                : Found(order.CalibrationRoot, serials, held);
        DateOnly? day = days == 0 ? null : DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(days));
        return new BoardCalibration(
            day is { } known
                ? $"calibrated on {known:yyyy-MM-dd}"
                : "NOT calibrated: values of the design, as --without-calibration allowed",
            day,
            held.ToDictionary(s => SettingTable.Name(s.Key), s => s.Value),
            records
                .GroupBy(r => $"{Words.Of(r.Kind)}, {r.Unit}")
                .ToDictionary(
                    g => g.Key,
                    g => g.SelectMany(r => r.Points).Select(p => Math.Abs(p.Residual)).DefaultIfEmpty(0).Max()
                ),
            records
        );
    }

    private static CalibrationRecord Named(string path, IReadOnlyCollection<string> serials, Dictionary<SettingId, int> held)
    {
        CalibrationRecord record = CalibrationRecord.Load(path);
        if (!serials.Contains(record.Serial))
        {
            throw Failed(
                $"{path} is the record of another pen.",
                "Give the record of this board, under the number that it has or had."
            );
        }

        return Counts(record, held)
            ? record
            : throw Failed(
                $"{path} does not agree with what the board holds, or was not stored.",
                "Give the newest record, or calibrate the board anew."
            );
    }

    private static IReadOnlyList<CalibrationRecord> Found(
        string? root,
        IReadOnlyCollection<string> serials,
        Dictionary<SettingId, int> held
    ) =>
        root is null
            ? []
            :
            [
                .. serials
                    .Where(s => s.Length > 0)
                    .SelectMany(s => CalibrationFolder.Records(root, s))
                    .Select(f => f.Record)
                    .Where(r => Counts(r, held))
                    .GroupBy(r => r.Kind)
                    .Select(g => g.MaxBy(r => r.At)!),
            ];

    /// <summary>It was stored, and what it stored is what the board holds: otherwise it is an older one, or was undone.</summary>
    private static bool Counts(CalibrationRecord record, Dictionary<SettingId, int> held) =>
        record.Outcome == CalibrationOutcome.Stored
        && record.Settings.All(s => !held.TryGetValue(s.Id, out int value) || value == s.New);

    private static TrialFailedException Failed(string finding, string cure) =>
        new(new TrialFailure("calibration", finding, cure));
}
