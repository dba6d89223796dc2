using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Runs;
using Pen.Records.Screening;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Export;

/// <summary>A run, and the session that it belongs to.</summary>
internal sealed record SessionRun(SessionDossier Of, PenRun Run);

/// <summary>A cartridge, and the session that it belongs to.</summary>
internal sealed record SessionCartridge(SessionDossier Of, CartridgeUse Use);

/// <summary>The columns of the files. Figures of an end that is not known are left empty: a zero would be one that was measured.</summary>
internal static class CsvColumns
{
    /// <summary>Columns of sessions.csv.</summary>
    public static IReadOnlyList<CsvColumn<SessionDossier>> Sessions { get; } =
    [
        .. Which<SessionDossier>(s => s),
        new("opened_utc", s => s.Session.Opened),
        new("closed_utc", s => s.Session.Closed),
        new("state", s => s.Session.State),
        new("device", s => s.Session.Device),
        new("simulated", s => s.IsSimulated),
        new("screening_outcome", s => s.Facts.Screening?.What.Result.Outcome),
        new("areas", s => string.Join(' ', SessionFigures.Areas(s).Select(AreaNames.Id))),
        new("runs", s => s.Runs.Count),
        new("runs_without_known_end", s => s.Runs.Count(r => !SessionFigures.HasEnd(r))),
        new("strokes", s => s.Runs.Sum(r => (long)r.Strokes)),
        new("punctures", s => s.Runs.Sum(r => r.Punctures)),
        new("deepest_set_depth_um", s => s.Runs.Count == 0 ? null : s.Runs.Max(r => r.SetDepthMicrons)),
    ];

    /// <summary>Columns behind those of sessions.csv, where somebody wants names.</summary>
    public static IReadOnlyList<CsvColumn<SessionDossier>> Personal { get; } =
    [
        new("name", s => s.Identity?.Name),
        new("contact", s => s.Identity?.Contact),
        new("screening_answers", s => Answers(s.Facts.Screening?.What.Result.Answers ?? [])),
        new("notes", s => string.Join('\n', s.Facts.Notes.Concat(s.Facts.Corrections).Select(n => n.What.Text))),
    ];

    /// <summary>Columns of runs.csv.</summary>
    public static IReadOnlyList<CsvColumn<SessionRun>> Runs { get; } =
    [
        .. Which<SessionRun>(r => r.Of),
        new("pen_serial", r => r.Run.Serial),
        new("firmware", r => PenOf(r)?.Firmware),
        new("simulated", r => PenOf(r)?.Simulated),
        new("pen_session", r => r.Run.PenSession),
        new("first_record", r => r.Run.FirstRecord),
        new("last_record", r => r.Run.LastRecord),
        new("boot_count", r => r.Run.BootCount),
        new("start_uptime_ms", r => (long)r.Run.StartUptime.TotalMilliseconds),
        new("started_utc", r => r.Run.StartedAt),
        new("area", r => r.Run.Area == TreatmentArea.Unspecified ? null : AreaNames.Id(r.Run.Area)),
        new("set_depth_um", r => r.Run.SetDepthMicrons),
        new("measured_stop_um", r => r.Run.MeasuredStopMicrons),
        new("set_speed_hz", r => r.Run.SetSpeedHz),
        new("cartridge_type", r => r.Run.CartridgeType),
        new("needles", r => r.Run.Needles),
        new("cartridge_serial_start", r => r.Run.CartridgeSerialStart),
        new("ending", r => r.Run.Ending),
        new("duration_s", r => End(r, (decimal)r.Run.Duration.TotalMilliseconds / 1000m)),
        new("strokes", r => End(r, r.Run.Strokes)),
        new("punctures", r => End(r, r.Run.Punctures)),
        new("mean_speed_hz", r => End(r, Math.Round((decimal)r.Run.MeanSpeedHz, 2))),
        new("mean_speed_error_permille", r => End(r, r.Run.MeanSpeedErrorPermille)),
        new("worst_speed_error_permille", r => End(r, r.Run.WorstSpeedErrorPermille)),
        new("mean_current_ma", r => End(r, r.Run.MeanCurrentMilliamps)),
        new("peak_current_ma", r => End(r, r.Run.PeakCurrentMilliamps)),
        new("worst_depth_error_um", r => End(r, r.Run.WorstDepthErrorMicrons)),
        new("stop_reason", r => End(r, r.Run.StopReason)),
        new("faults", r => string.Join(' ', r.Run.Faults.Select(f => $"FLT-{(int)f}"))),
        new("checkpoints", r => r.Run.Checkpoints.Count),
    ];

    /// <summary>Columns of cartridges.csv.</summary>
    public static IReadOnlyList<CsvColumn<SessionCartridge>> Cartridges { get; } =
    [
        .. Which<SessionCartridge>(c => c.Of),
        new("opened_utc", c => c.Of.Session.Opened),
        new("lot", c => c.Use.Lot),
        new("serial", c => c.Use.Serial),
        new("type", c => c.Use.Type),
        new("verified", c => c.Use.Verified),
    ];

    /// <summary>The columns by which the files belong together.</summary>
    private static IEnumerable<CsvColumn<T>> Which<T>(Func<T, SessionDossier> of) =>
        [
            new("session_id", row => of(row).Session.Id),
            new("pseudonym", row => of(row).Client.Pseudonym),
            new("course_id", row => of(row).Course.Id),
            new("indication", row => of(row).Course.Indication),
            new("session_number", row => of(row).Session.Number),
        ];

    private static object? End(SessionRun run, object value) => SessionFigures.HasEnd(run.Run) ? value : null;

    private static PenSessionOpened? PenOf(SessionRun run) =>
        run
            .Of.Facts.PenSessions.Select(p => p.What)
            .FirstOrDefault(p => p.Serial == run.Run.Serial && p.Number == run.Run.PenSession);

    private static string Answers(IEnumerable<ScreeningAnswer> answers) =>
        string.Join(
            '\n',
            answers.Select(a =>
            {
                string said = a.Yes switch
                {
                    true => "yes",
                    false => "no",
                    null => "not known",
                };
                return FormattableString.Invariant($"{a.Question}: {said}{(a.Since is { } day ? $", {day:yyyy-MM-dd}" : "")}");
            })
        );
}
