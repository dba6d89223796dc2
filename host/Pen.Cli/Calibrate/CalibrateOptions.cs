using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Workshop.Calibration;

namespace Pen.Cli.Calibrate;

/// <summary>What the commands that calibrate share: who, numbers from a script, where it is kept.</summary>
internal sealed class CalibrateOptions
{
    private readonly Option<string> by = new("--by") { Description = "Who calibrates: a name or a sign.", Required = true };

    private readonly Option<string?> folder = new("--folder")
    {
        Description = "Where calibrations are kept. Default: $PEN_CALIBRATIONS, or the user's data folder.",
    };

    private readonly Option<string?> answers = new("--answers")
    {
        Description = "File with the numbers that would be typed, in order; \"#\" begins a comment.",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Measure and propose; write nothing." };

    private readonly Option<string?> numbers;

    /// <summary>Options of a command; <paramref name="instrument"/> names the option that takes its numbers, "" for none.</summary>
    public CalibrateOptions(Command command, string instrument)
    {
        numbers = new Option<string?>(instrument.Length == 0 ? "--numbers" : "--" + instrument)
        {
            Description = $"What the {instrument} shows, in order, for scripts: 0.51,0.50,…",
        };
        command.Options.Add(by);
        command.Options.Add(folder);
        command.Options.Add(dryRun);
        if (instrument.Length > 0)
        {
            command.Options.Add(numbers);
            command.Options.Add(answers);
        }
    }

    public string Root(ParseResult parsed) => parsed.GetValue(folder) ?? CalibrationFolder.DefaultRoot;

    /// <summary>Who, when and where.</summary>
    public CalibrationJob Job(ParseResult parsed, CalibrationFolder open) =>
        new(open, Root(parsed), Who(parsed), TimeProvider.System, parsed.GetValue(dryRun));

    /// <summary>A person at the terminal, or a script.</summary>
    /// <exception cref="CalibrationException">A script has no numbers.</exception>
    public ICalibrationTalk Talk(PenContext c)
    {
        Action<string> say = c.Json ? Console.Error.WriteLine : Console.Out.WriteLine;
        IReadOnlyList<double>? given =
            c.Parsed.GetValue(numbers) is { } list ? ScriptedTalk.Parse(list)
            : c.Parsed.GetValue(answers) is { } file ? ScriptedTalk.Read(file)
            : c.Json ? []
            : null;
        return given is null ? new TerminalTalk(c.Cancel) : new ScriptedTalk(given, say);
    }

    /// <summary>A comma-separated list of numbers.</summary>
    public static IReadOnlyList<double> Numbers(string text) => ScriptedTalk.Parse(text);

    /// <summary>A comma-separated list of whole numbers.</summary>
    /// <exception cref="CalibrationException">One of them is none.</exception>
    public static IReadOnlyList<int> Whole(string text) =>
        [
            .. ScriptedTalk
                .Parse(text)
                .Select(n =>
                    n == Math.Truncate(n) && Math.Abs(n) < 1e6
                        ? (int)n
                        : throw new CalibrationException($"{n} is no whole number.", "Give whole numbers such as 60,120.")
                ),
        ];

    private string Who(ParseResult parsed)
    {
        string who = Output.Safe(parsed.GetValue(by)!).Trim();
        return who.Length is > 0 and <= 100
            ? who
            : throw new CalibrationException(
                "Nobody is named who calibrates.",
                "Give --by with a name or a sign of at most 100 letters."
            );
    }
}
