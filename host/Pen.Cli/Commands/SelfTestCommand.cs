using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Workshop.Trials;
using Pen.Workshop.Trials.SelfTests;

namespace Pen.Cli.Commands;

/// <summary>selftest: the pen tests itself on request, and is measured from outside meanwhile.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var times = new Option<int>("--times")
        {
            Description = $"How often, 1 to {SelfTestTrial.Most}.",
            DefaultValueFactory = _ => 1,
        };
        times.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > SelfTestTrial.Most)
            {
                r.AddError($"--times is a number from 1 to {SelfTestTrial.Most}.");
            }
        });
        Option<string?> folder = TrialOutput.FolderOption();
        var command = new PenCommand(
            "selftest",
            "Have the pen test itself, measure it from outside, and record what came of it. Example: pen selftest --times 5",
            c => TrialOutput.GuardAsync(() => RunAsync(c, c.Parsed.GetValue(times), TrialOutput.Folder(c, folder)))
        );
        command.Options.Add(times);
        command.Options.Add(folder);
        return command;
    }

    private static async Task<int> RunAsync(PenContext c, int times, string folder)
    {
        SelfTestOutcome outcome = await TrialOutput.WithProgressAsync(
            "self-test",
            times,
            c.Json,
            report => SelfTestTrial.RunAsync(c.Pen, times, report, c.Cancel)
        );
        SelfTestRecord record = outcome.Record;
        IReadOnlyList<string> files = outcome.Write(folder);
        if (c.Json)
        {
            Output.WriteJson(new { record, files });
            return record.Passed ? ExitCode.Ok : ExitCode.Failed;
        }

        if (record.Results.Count > 0)
        {
            TrialOutput.Table(record.Results[^1].Figures);
        }

        TrialOutput.Verdict(
            record.Passed ? $"PASSED: {record.Results.Count} of {record.Asked} self-tests." : "NOT PASSED.",
            record.First
        );
        Console.WriteLine($"Recorded in {string.Join(" and ", files)}.");
        return record.Passed ? ExitCode.Ok : ExitCode.Failed;
    }
}
