using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Client;
using Pen.Records.Store;

namespace Pen.Companion.Starting;

/// <summary>What can be said on the command line.</summary>
internal static class CommandLine
{
    private static readonly Option<string[]> Listen = new("--listen")
    {
        Description = "Where to listen. Other addresses than this computer's own need https and accounts.",
        DefaultValueFactory = _ => ["http://127.0.0.1:5180"],
    };
    private static readonly Option<string[]> Port = new("--port")
    {
        Description = "A further pen, beside those that are found: a serial port, or pen://host:port.",
        DefaultValueFactory = _ => [],
    };
    private static readonly Option<bool> NoSearch = new("--no-search")
    {
        Description = "Do not look for pens at this computer's ports.",
    };
    private static readonly Option<SimulateChoice> Simulate = new("--simulate")
    {
        Description = "A simulated pen from the start: auto (when none is found), yes or no.",
        DefaultValueFactory = _ => SimulateChoice.Auto,
    };
    private static readonly Option<string?> Records = new("--records")
    {
        Description =
            "Where the records are: a file, or postgres://user@host/name. Default: $PEN_RECORDS, or the user's data folder.",
    };
    private static readonly Option<string?> Key = new("--key")
    {
        Description =
            "File with the key for names. Default: $PEN_RECORDS_KEY, or the user's settings folder; made where there is none.",
    };
    private static readonly Option<string?> Protocols = new("--protocols")
    {
        Description = "A folder with protocols of your own, beside what this program brings.",
    };
    private static readonly Option<string?> Logs = new("--logs")
    {
        Description = "Folder for the logs of pens. Default: $PEN_LOGS, or the user's data folder.",
    };
    private static readonly Option<string?> Home = new("--home")
    {
        Description = "Folder for accounts, tokens and settings. Default: $PEN_COMPANION, or the user's settings folder.",
    };
    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Do not open a browser." };

    /// <summary>Reads the command line.</summary>
    public static ParseResult Parse(string[] args)
    {
        Listen.Validators.Add(given =>
        {
            foreach (string address in given.GetValue(Listen) ?? [])
            {
                if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
                {
                    given.AddError($"\"{address}\" is no address to listen at. Give one such as http://127.0.0.1:5180.");
                }
            }
        });
        var command = new RootCommand(
            "The companion of microneedling pens, in a browser: treatments, records, pens. "
                + "Example: pen-companion --port pen://127.0.0.1:7117"
        )
        {
            Listen,
            Port,
            NoSearch,
            Simulate,
            Records,
            Key,
            Protocols,
            Logs,
            Home,
            NoBrowser,
        };
        command.SetAction((parsed, ct) => CompanionHost.RunAsync(Options(parsed), ct));
        return command.Parse(args);
    }

    private static CompanionOptions Options(ParseResult parsed) =>
        new()
        {
            Listen = [.. Values(parsed, Listen).Select(a => new Uri(a))],
            Ports = Values(parsed, Port),
            SearchPorts = !parsed.GetValue(NoSearch),
            Simulate = parsed.GetValue(Simulate),
            Records = parsed.GetValue(Records) ?? RecordStore.DefaultAddress,
            Key = parsed.GetValue(Key) ?? StoreKey.DefaultPath,
            Protocols = parsed.GetValue(Protocols),
            Logs = parsed.GetValue(Logs) ?? LogArchive.DefaultRoot,
            Home = parsed.GetValue(Home) ?? CompanionOptions.DefaultHome,
            OpenBrowser = !parsed.GetValue(NoBrowser),
        };

    private static IReadOnlyList<string> Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];
}
