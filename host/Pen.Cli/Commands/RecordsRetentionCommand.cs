using System;
using System.Collections.Generic;
using System.CommandLine;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records retention: forget clients who have not been seen for as long as a practice keeps what is personal.</summary>
internal static class RecordsRetentionCommand
{
    private const int LongestYears = 100;

    public static Command Create()
    {
        var years = new Option<int>("--years")
        {
            Description = "How many years a practice keeps what is personal, 1 to 100.",
            Required = true,
        };
        var erase = new Option<bool>("--erase") { Description = "Forget them; without it they are listed only." };
        var by = new Option<string?>("--by") { Description = "Who does it; needed with --erase." };
        Command command = RecordsCommand.OnStore(
            "retention",
            "Clients who have not been seen for some years; with --erase everything personal of them is forgotten.",
            (store, parsed, json) =>
            {
                int count = parsed.GetValue(years);
                bool forget = parsed.GetValue(erase);
                string? actor = parsed.GetValue(by);
                if (count is < 1 or > LongestYears || (forget && actor is null))
                {
                    Console.Error.WriteLine(
                        $"Say how many years, 1 to {LongestYears}, and with --erase who does it, with --by."
                    );
                    return ExitCode.Usage;
                }

                IReadOnlyList<ClientRecord> clients = store.ClientsNotSeenSince(DateTimeOffset.Now.AddYears(-count));
                foreach (ClientRecord client in forget ? clients : [])
                {
                    store.EraseClient(actor!, client.Id);
                }

                if (json)
                {
                    Output.WriteJson(new { erased = forget, clients });
                    return ExitCode.Ok;
                }

                foreach (ClientRecord client in clients)
                {
                    Console.WriteLine(client.Pseudonym);
                }

                Console.WriteLine(
                    forget
                        ? $"Everything personal of {clients.Count} clients is gone. Backups that were made before still hold it."
                        : $"{clients.Count} clients have not been seen for {count} years. --erase forgets what is personal of them."
                );
                return ExitCode.Ok;
            }
        );
        command.Options.Add(years);
        command.Options.Add(erase);
        command.Options.Add(by);
        return command;
    }
}
