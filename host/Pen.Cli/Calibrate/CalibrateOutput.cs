using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Workshop.Calibration;
using Spectre.Console;

namespace Pen.Cli.Calibrate;

/// <summary>What a calibration has come to, for people and for scripts.</summary>
internal static class CalibrateOutput
{
    /// <summary>It is done.</summary>
    public static int Done(bool json, CalibrationRecord record)
    {
        if (json)
        {
            Console.Out.WriteLine(record.ToJson());
            return ExitCode.Ok;
        }

        Console.WriteLine(
            record.Outcome switch
            {
                CalibrationOutcome.Proposed => "Nothing was written: this was a dry run.",
                CalibrationOutcome.Undone => "The values from before are in the pen again.",
                _ when record.Kind == CalibrationKind.Speed => FormattableString.Invariant(
                    $"Passed: pen and counter differ by {record.Figures.GetValueOrDefault("worstDeviationPercent"):0.00} % at most."
                ),
                _ => $"{record.Kind} is calibrated and verified. \"pen calibrate undo\" takes it back.",
            }
        );
        return ExitCode.Ok;
    }

    /// <summary>It was refused, or left: why and what to do.</summary>
    public static int Refused(bool json, Exception problem, int code)
    {
        if (json)
        {
            Output.WriteJson(new { error = problem.GetType().Name, message = problem.Message });
        }

        Console.Error.WriteLine(problem.Message);
        return code;
    }

    /// <summary>All that is kept of a pen.</summary>
    public static int List(bool json, string serial, int day, IReadOnlyList<CalibrationRecord> records)
    {
        DateOnly? full = day == 0 ? null : DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day));
        if (json)
        {
            Output.WriteJson(
                new
                {
                    Serial = serial,
                    FullSince = full,
                    Calibrations = records,
                }
            );
            return ExitCode.Ok;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumns("when", "what", "by", "result", "changed");
        foreach (CalibrationRecord r in records)
        {
            table.AddRow(
                Output.Minute(r.At),
                Output.Words(r.Kind),
                Markup.Escape(Output.Safe(r.By)),
                Output.Words(r.Outcome),
                string.Join("\n", r.Settings.Select(s => $"{SettingTable.Name(s.Id)} {s.Old} → {s.New}"))
            );
        }

        AnsiConsole.Write(table);
        Console.WriteLine(
            full is { } since
                ? FormattableString.Invariant($"All of the pen is calibrated since {since:yyyy-MM-dd}.")
                : "Not all of the pen is calibrated yet: depth, speed, current and battery belong to it."
        );
        return ExitCode.Ok;
    }
}
