using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>log: downloads the usage log, verifies its chain, and shows it.</summary>
internal static class LogCommand
{
    public static Command Create()
    {
        var csv = new Option<bool>("--csv") { Description = "Print CSV: sequence, boot, uptime in ms, UTC, kind, text, crc." };
        var from = new Option<uint?>("--from") { Description = "First record; default: the oldest kept." };
        var command = new PenCommand(
            "log",
            "Download the usage log, verify its chain and show it; nothing is kept and nothing confirmed. Example: pen log --csv > log.csv",
            c => RunAsync(c, c.Parsed.GetValue(csv), c.Parsed.GetValue(from))
        );
        command.Options.Add(csv);
        command.Options.Add(from);
        command.Subcommands.Add(LogPullCommand.Create());
        command.Subcommands.Add(LogWatchCommand.Create());
        foreach (Command kept in LogKeptCommands.All())
        {
            command.Subcommands.Add(kept);
        }

        return command;
    }

    private static async Task<int> RunAsync(PenContext c, bool csv, uint? from)
    {
        LogDownload log = await DownloadAsync(c.Pen, from, quiet: c.Json || csv, c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(
                new
                {
                    log.Info,
                    log.IsIntact,
                    log.Damage,
                    Entries = log.Entries.Select(e => new
                    {
                        e.Sequence,
                        e.BootCount,
                        UptimeMs = e.Uptime.TotalMilliseconds,
                        e.Utc,
                        e.Kind,
                        Text = LogText.Describe(e),
                        Data = Convert.ToHexString(e.Bytes),
                        e.Crc,
                    }),
                }
            );
        }
        else if (csv)
        {
            Console.WriteLine("sequence,boot,uptimeMs,utc,kind,text,crc");
            foreach (LogEntry e in log.Entries)
            {
                string utc = e.Utc?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"{e.Sequence},{e.BootCount},{e.Uptime.TotalMilliseconds:0},{utc},{e.Kind},\"{LogText.Describe(e)}\",{e.Crc:X8}"
                    )
                );
            }
        }
        else
        {
            Show(log);
        }

        return Output.Damage(log.Damage.Select(d => d.Problem));
    }

    /// <summary>Downloads with a progress bar where people look.</summary>
    public static Task<LogDownload> DownloadAsync(
        PenClient pen,
        uint? from,
        bool quiet,
        System.Threading.CancellationToken ct
    ) => Output.WithProgressAsync("reading the log", quiet, report => pen.DownloadLogAsync(from, report, ct));

    /// <summary>The records as a table, and what the chain says.</summary>
    public static void Show(LogDownload log)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("no.", "time (UTC)", "what happened");
        foreach (LogEntry e in log.Entries)
        {
            table.AddRow(e.Sequence.ToString(), Markup.Escape(LogText.Time(e)), Markup.Escape(LogText.Describe(e)));
        }

        AnsiConsole.Write(table);
        Console.WriteLine(
            log.IsIntact ? $"Chain verified: {log.Entries.Count} records, none missing, none altered." : "The log is damaged:"
        );
    }
}
