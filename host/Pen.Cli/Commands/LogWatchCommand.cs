using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol.Messages;

namespace Pen.Cli.Commands;

/// <summary>log watch: shows records as the pen writes them, until Ctrl-C.</summary>
internal static class LogWatchCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public static Command Create() =>
        new PenCommand("watch", "Show records as the pen writes them, until Ctrl-C. With --json one line for each.", RunAsync);

    private static async Task<int> RunAsync(PenContext c)
    {
        LogInfo info = await c.Pen.GetLogInfoAsync(c.Cancel);
        uint next = info.Head;
        if (!c.Json)
        {
            Console.WriteLine($"Watching pen {c.Pen.Identity.Serial} from record {next} on. Ctrl-C ends it.");
        }

        while (true)
        {
            await Task.Delay(Interval, c.Cancel);
            try
            {
                info = await c.Pen.GetLogInfoAsync(c.Cancel);
                next = Math.Max(next, info.Tail);
                while (next < info.Head)
                {
                    IReadOnlyList<LogEntry> entries = await c.Pen.ReadLogAsync(
                        next,
                        (int)Math.Min(LogReadRequest.MaxCount, info.Head - next),
                        c.Cancel
                    );
                    foreach (LogEntry entry in entries)
                    {
                        Show(entry, c.Json);
                    }

                    next += (uint)entries.Count;
                }
            }
            catch (PenLinkException) when (c.Pen.Link != LinkState.Closed)
            {
                // The link mends itself, and the records wait in the pen.
            }
        }
    }

    private static void Show(LogEntry entry, bool json) =>
        Console.WriteLine(
            json
                ? System.Text.Json.JsonSerializer.Serialize(
                    new
                    {
                        sequence = entry.Sequence,
                        kind = entry.Kind.ToString(),
                        utc = entry.Utc,
                        text = LogText.Describe(entry),
                    }
                )
                : $"{entry.Sequence, 6}  {LogText.Time(entry), -22}  {LogText.Describe(entry)}"
        );
}
