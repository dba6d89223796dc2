using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;

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
        LogPullResult result = await Output.WithProgressAsync(
            "storing the log",
            c.Json,
            report => c.Pen.PullLogAsync(archive, report, c.Cancel)
        );
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

        return Output.Damage(result.Damage.Select(d => d.Problem));
    }
}
