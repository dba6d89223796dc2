using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>log pull: brings what is new in the pen's log onto the disk, and tells the pen that it is safe there.</summary>
internal static class LogPullCommand
{
    public static Command Create()
    {
        Option<string?> logs = LogKeptCommands.LogsOption();
        var command = new PenCommand(
            "pull",
            "Bring the records that are not on disk yet, verify them, and tell the pen that it may overwrite them. Goes on where it was.",
            c => RunAsync(c, c.Parsed.GetValue(logs) ?? LogArchive.DefaultRoot)
        );
        command.Options.Add(logs);
        return command;
    }

    private static async Task<int> RunAsync(PenContext c, string root)
    {
        using LogArchive archive = LogArchive.OpenToWrite(root, c.Pen.Identity.Serial);
        LogPullResult result = await WithProgressAsync(c, archive);
        if (c.Json)
        {
            Output.WriteJson(
                new
                {
                    Pen = archive.Serial,
                    archive.Folder,
                    result.Added,
                    result.Confirmed,
                    Records = archive.Entries.Count,
                    result.Damage,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{result.Added} new records of pen {archive.Serial}; {archive.Entries.Count} are in {archive.Folder}. "
                    + $"The pen may overwrite those before number {result.Confirmed}."
            );
        }

        foreach (LogDamage damage in result.Damage)
        {
            Console.Error.WriteLine(damage.Problem);
        }

        return result.Damage.Count == 0 ? ExitCode.Ok : ExitCode.Damaged;
    }

    private static async Task<LogPullResult> WithProgressAsync(PenContext c, LogArchive archive)
    {
        if (c.Json || Console.IsOutputRedirected)
        {
            return await c.Pen.PullLogAsync(archive, null, c.Cancel);
        }

        return await AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask("storing the log");
                var report = new Progress<LogProgress>(p => task.Value = 100.0 * p.Done / Math.Max(1, p.Total));
                LogPullResult result = await c.Pen.PullLogAsync(archive, report, c.Cancel);
                task.Value = 100;
                return result;
            });
    }
}
