using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials;
using Pen.Workshop.Trials.BurnIns;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>burn-in: endurance of one board, for hours.</summary>
internal static class BurnInCommand
{
    public static Command Create()
    {
        var hours = new Option<double>("--hours")
        {
            Description = "How long, in hours; fractions too. The cycle in progress is brought to its end.",
            Required = true,
        };
        hours.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (> 0 and <= BurnInPlan.MostHours))
            {
                r.AddError($"--hours is a number above 0, at most {BurnInPlan.MostHours}.");
            }
        });
        var motor = new Option<bool>("--with-motor")
        {
            Description = "Measure speed and current too. Somebody presses the trigger when asked: only the hand starts.",
        };
        Option<string?> folder = TrialOutput.FolderOption();
        Option<string?> logs = LogKeptCommands.LogsOption();
        var command = new PenCommand(
            "burn-in",
            "Have the empty pen work for hours, and judge what it measures. Ctrl-C ends it in order. Example: pen burn-in --hours 4",
            c =>
            {
                var plan = new BurnInPlan
                {
                    Duration = TimeSpan.FromHours(c.Parsed.GetValue(hours)),
                    WithMotor = c.Parsed.GetValue(motor),
                };
                string kept = c.Parsed.GetValue(logs) ?? LogArchive.DefaultRoot;
                return TrialOutput.GuardAsync(() => RunAsync(c, plan, TrialOutput.Folder(c, folder), kept));
            }
        );
        command.Options.Add(hours);
        command.Options.Add(motor);
        command.Options.Add(folder);
        command.Options.Add(logs);
        return command;
    }

    private static async Task<int> RunAsync(PenContext c, BurnInPlan plan, string folder, string logs)
    {
        // Not on standard output where a script reads that.
        Action<string> say = c.Json ? Console.Error.WriteLine : AnsiConsole.WriteLine;
        BurnInOutcome outcome = await TrialOutput.WithProgressAsync(
            "burn-in",
            1000,
            c.Json,
            report => BurnInTrial.RunAsync(c.Pen, plan, folder, logs, say, report, c.Cancel)
        );
        BurnInRecord record = outcome.Record;
        if (c.Json)
        {
            Output.WriteJson(new { record, outcome.Files });
        }
        else
        {
            Tell(outcome);
        }

        return record.Verdict switch
        {
            BurnInVerdict.Passed => ExitCode.Ok,
            // Who asked for the motor has not got what was asked for.
            BurnInVerdict.PassedWithoutMotor => plan.WithMotor ? ExitCode.Failed : ExitCode.Ok,
            BurnInVerdict.Ended => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    }

    private static void Tell(BurnInOutcome outcome)
    {
        BurnInRecord record = outcome.Record;
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("quantity", "count", "lowest", "mean", "highest", "allowed", "");
        foreach (Statistic s in record.Statistics)
        {
            string[] numbers =
            [
                .. new[] { s.Min, s.Mean, s.Max }.Select(n =>
                    n is { } v ? FormattableString.Invariant($"{v:0.##} {s.Unit}") : "–"
                ),
            ];
            string result = s.Passed switch
            {
                true => "pass",
                false => "FAIL",
                null => "not run",
            };
            string[] cells = [s.Name, $"{s.Count}", .. numbers, s.Allowed, result];
            table.AddRow(cells.Select(t => new Text(t)));
        }

        AnsiConsole.Write(table);
        TrialOutput.Table(record.Figures);
        Console.WriteLine($"Result: {record.Words}.");
        foreach (string failed in record.Failures())
        {
            Console.WriteLine(Output.Safe(failed));
        }

        Console.WriteLine($"{record.Cycles} cycles. Recorded in {string.Join(", ", outcome.Files)}.");
    }
}
