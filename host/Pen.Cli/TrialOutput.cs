using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials;
using Spectre.Console;

namespace Pen.Cli;

/// <summary>What the commands of the technician's bench share: where records go, bars, tables and verdicts.</summary>
internal static class TrialOutput
{
    /// <summary>Where records go.</summary>
    public static Option<string?> FolderOption() =>
        new("--out") { Description = "Folder for the records. Default: $PEN_TRIALS, or the user's data folder." };

    /// <summary>The folder that was chosen.</summary>
    public static string Folder(PenContext c, Option<string?> option) =>
        c.Parsed.GetValue(option) ?? DefaultPlace.For("PEN_TRIALS", Environment.SpecialFolder.LocalApplicationData, "trials");

    /// <summary>Runs a trial; where it is refused, says why.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (TrialRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return ExitCode.Refused;
        }
    }

    /// <summary>A bar where people look; none when quiet or redirected.</summary>
    public static Task<T> WithProgressAsync<T>(string what, int most, bool quiet, Func<IProgress<int>?, Task<T>> work)
    {
        if (quiet || Console.IsOutputRedirected)
        {
            return work(null);
        }

        return AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(what, maxValue: most);
                return await work(new Progress<int>(done => task.Value = done));
            });
    }

    /// <summary>Figures with their limits.</summary>
    public static void Table(IEnumerable<Figure> figures)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "measured", "allowed", "source", "");
        foreach (Figure f in figures)
        {
            table.AddRow(
                new Text(f.Name),
                new Text(f.Measured),
                new Text(f.Allowed),
                new Text(f.Source),
                new Text(f.Passed ? "pass" : "FAIL")
            );
        }

        AnsiConsole.Write(table);
    }

    /// <summary>The verdict, and what failed with its cure.</summary>
    public static void Verdict(string verdict, TrialFailure? failure)
    {
        Console.WriteLine(verdict);
        if (failure is not null)
        {
            Console.WriteLine($"{failure.Name}: {failure.Finding} {failure.Cure}");
        }
    }
}
