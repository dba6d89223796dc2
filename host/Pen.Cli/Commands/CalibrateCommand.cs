using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Cli.Calibrate;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Calibration;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>calibrate: depth, speed, current and cell voltage against instruments; what was kept, and back again.</summary>
internal static class CalibrateCommand
{
    private const string DefaultPoints = "0.5,1.0,2.0";

    public static Command Create() =>
        new("calibrate", "For the technician: hold the empty pen against gauge, counter and meters, and store what they tell.")
        {
            Depth(),
            Resume(),
            Speed(),
            Current(),
            Battery(),
            Show(),
            Undo(),
        };

    private static PenCommand Depth()
    {
        var points = new Option<string>("--points")
        {
            Description = "Depths in mm to measure at, 0.30 to 2.80.",
            DefaultValueFactory = _ => DefaultPoints,
        };
        var repeats = new Option<int>("--repeats")
        {
            Description = "Approaches to each point from the shallow side, 2 to 10.",
            DefaultValueFactory = _ => 3,
        };
        var verify = new Option<double?>("--verify") { Description = "Depth in mm to verify at. Default: between two points." };
        var fresh = new Option<bool>("--fresh") { Description = "Forget a calibration that was left, and begin anew." };
        PenCommand command = Calibrating(
            "depth",
            "gauge",
            "Depth against a gauge at two points or more, from both sides; left at any question, it goes on there. "
                + "Example: pen calibrate depth --by anna --points 0.5,1.0,2.0",
            (c, bench, talk, job) =>
                new DepthCalibration(bench, talk, job).RunAsync(
                    DepthPlan.Of(
                        CalibrateOptions.Numbers(c.Parsed.GetValue(points)!),
                        c.Parsed.GetValue(repeats),
                        c.Parsed.GetValue(verify)
                    ),
                    c.Parsed.GetValue(fresh)
                )
        );
        command.Options.Add(points);
        command.Options.Add(repeats);
        command.Options.Add(verify);
        command.Options.Add(fresh);
        return command;
    }

    private static PenCommand Resume() =>
        Calibrating(
            "resume",
            "gauge",
            "Go on with a calibration of depth where it was left. Example: pen calibrate resume --by anna",
            (_, bench, talk, job) =>
                File.Exists(job.Folder.StateFile)
                    ? new DepthCalibration(bench, talk, job).RunAsync(DepthPlan.Of(CalibrateOptions.Numbers(DefaultPoints), 3))
                    : throw new CalibrationException(
                        "No calibration of this pen was left in the middle.",
                        "Begin one: pen calibrate depth."
                    )
        );

    private static PenCommand Speed()
    {
        var at = new Option<string>("--at")
        {
            Description = "Speeds in Hz, at least two, 50 to 150.",
            DefaultValueFactory = _ => "60,120",
        };
        PenCommand command = Calibrating(
            "speed",
            "counter",
            "Speed against a counter or a strobe: a check that the encoder's disc is the right one. "
                + "Example: pen calibrate speed --by anna --at 60,120",
            (c, bench, talk, job) => new SpeedCheck(bench, talk, job).RunAsync(CalibrateOptions.Whole(c.Parsed.GetValue(at)!))
        );
        command.Options.Add(at);
        return command;
    }

    private static PenCommand Current()
    {
        var loads = new Option<int>("--loads")
        {
            Description = "1: the empty pen; 2: also lightly braked.",
            DefaultValueFactory = _ => 1,
        };
        PenCommand command = Calibrating(
            "current",
            "ammeter",
            "Motor current: offset at rest, gain against an ammeter. Example: pen calibrate current --by anna --loads 2",
            (c, bench, talk, job) => new CurrentCalibration(bench, talk, job).RunAsync(c.Parsed.GetValue(loads))
        );
        command.Options.Add(loads);
        return command;
    }

    private static PenCommand Battery() =>
        Calibrating(
            "battery",
            "voltmeter",
            "Cell voltage against a voltmeter. Example: pen calibrate battery --by anna --voltmeter 3.912",
            (_, bench, talk, job) => new BatteryCalibration(bench, talk, job).RunAsync()
        );

    private static PenCommand Undo()
    {
        var kind = new Option<CalibrationKind?>("--kind") { Description = "Of this kind only: depth, current or battery." };
        PenCommand command = Calibrating(
            "undo",
            "",
            "Put the values back that the pen had before its last calibration. Example: pen calibrate undo --by anna",
            (c, bench, talk, job) => new CalibrationUndo(bench, talk, job).RunAsync(c.Parsed.GetValue(kind))
        );
        command.Options.Add(kind);
        return command;
    }

    private static PenCommand Show()
    {
        var folder = new Option<string?>("--folder") { Description = "Where calibrations are kept." };
        var command = new PenCommand(
            "show",
            "List what was calibrated on this pen.",
            async c =>
            {
                string root = c.Parsed.GetValue(folder) ?? CalibrationFolder.DefaultRoot;
                var found = CalibrationFolder.Records(root, c.Pen.Identity.Serial, Console.Error.WriteLine);
                int day = (await c.Pen.GetSettingAsync(SettingId.CalibrationDay, c.Cancel)).Value;
                return CalibrateOutput.List(c.Json, c.Pen.Identity.Serial, day, [.. found.Select(f => f.Record)]);
            }
        );
        command.Options.Add(folder);
        return command;
    }

    private static PenCommand Calibrating(
        string name,
        string instrument,
        string help,
        Func<PenContext, PenBench, ICalibrationTalk, CalibrationJob, Task<CalibrationRecord>> run
    )
    {
        CalibrateOptions options = null!;
        var command = new PenCommand(
            name,
            help,
            async c =>
            {
                try
                {
                    using var open = CalibrationFolder.Open(options.Root(c.Parsed), c.Pen.Identity.Serial);
                    var bench = new PenBench(c.Pen, c.Cancel);
                    ICalibrationTalk talk = options.Talk(c);
                    CalibrationJob job = options.Job(c.Parsed, open);
                    try
                    {
                        return CalibrateOutput.Done(c.Json, await run(c, bench, talk, job));
                    }
                    finally
                    {
                        await bench.EndAsync();
                    }
                }
                catch (CalibrationException problem)
                {
                    return CalibrateOutput.Refused(c.Json, problem, ExitCode.Senseless);
                }
                catch (CalibrationLeftException left)
                {
                    return CalibrateOutput.Refused(c.Json, left, ExitCode.Cancelled);
                }
            }
        );
        options = new CalibrateOptions(command, instrument);
        return command;
    }
}
