using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records: what a practice keeps, without a pen.</summary>
internal static class RecordsCommand
{
    public static Command Create()
    {
        var command = new Command("records", "Clients, courses and sessions: list, show, verify, back up, recall a lot.")
        {
            List(),
            RecordsShowCommand.Create(),
            RecordsAuditCommand.Create(),
            Recall(),
            RecordsReportCommand.Create(),
        };
        foreach (Command keeping in RecordsKeepingCommands.All())
        {
            command.Subcommands.Add(keeping);
        }

        foreach (Command more in RecordsEntryCommands.All().Concat(RecordsExportCommands.All()))
        {
            command.Subcommands.Add(more);
        }

        command.Subcommands.Add(RecordsPhotoCommands.Create());

        return command;
    }

    private static Command List()
    {
        var most = new Option<int>("--last") { Description = "How many clients; default 20.", DefaultValueFactory = _ => 20 };
        Command command = OnStore(
            "list",
            "The clients who were seen last, and sessions that nobody has ended.",
            (store, parsed, json) =>
            {
                IReadOnlyList<ClientRecord> clients = store.RecentClients(Math.Clamp(parsed.GetValue(most), 1, 10_000));
                IReadOnlyList<Session> open = store.OpenSessions();
                if (json)
                {
                    Output.WriteJson(new { clients, open });
                    return ExitCode.Ok;
                }

                foreach (ClientRecord client in clients)
                {
                    string erased = client.Erased is null ? "" : ", erased";
                    Console.WriteLine(
                        $"{client.Pseudonym, -20} since {Output.Day(client.Created)}{(client.HasIdentity ? ", named" : "")}{erased}"
                    );
                }

                foreach (Session session in open)
                {
                    string who = store.FindClient(session.ClientId)!.Pseudonym;
                    Console.WriteLine($"OPEN: session {session.Number} of {who}, since {Output.Day(session.Opened)}.");
                }

                Console.WriteLine($"{clients.Count} clients, {open.Count} open sessions; records in {store.Place}.");
                return ExitCode.Ok;
            }
        );
        command.Options.Add(most);
        return command;
    }

    private static Command Recall()
    {
        var lot = new Argument<string>("lot") { Description = "Lot, as it stands on the cartridge." };
        Command command = OnStore(
            "recall",
            "Who was treated with cartridges of a lot.",
            (store, parsed, json) =>
            {
                IReadOnlyList<CartridgeUse> uses = store.Recall(parsed.GetValue(lot)!);
                if (json)
                {
                    Output.WriteJson(uses);
                    return ExitCode.Ok;
                }

                foreach (CartridgeUse use in uses)
                {
                    Console.WriteLine(
                        $"{use.Pseudonym, -20} {Output.Day(use.Opened)}  cartridge {use.Serial}{(use.Verified ? "" : ", NOT verified")}"
                    );
                }

                Console.WriteLine($"{uses.Count} sessions of {uses.Select(u => u.ClientId).Distinct().Count()} clients.");
                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(lot);
        return command;
    }

    public static Option<string?> RecordsOption() =>
        new("--records")
        {
            Description =
                "Where the records are: a file, or postgres://user@host/name. Default: $PEN_RECORDS, or the user's data folder.",
        };

    public static Option<string?> KeyOption() =>
        new("--key")
        {
            Description =
                "File with the key for names. Default: $PEN_RECORDS_KEY, or the user's settings folder; made where there is none.",
        };

    /// <summary>The records, as the options say or where they are kept otherwise.</summary>
    public static RecordStore Open(string? records, string? key) =>
        RecordStore.Open(records ?? RecordStore.DefaultAddress, StoreKey.LoadOrCreate(key ?? StoreKey.DefaultPath));

    public static Command OnStore(string name, string description, Func<RecordStore, ParseResult, bool, int> action)
    {
        Option<string?> records = RecordsOption();
        Option<string?> key = KeyOption();
        var json = new Option<bool>("--json") { Description = "Print JSON for scripts." };
        var command = new Command(name, description) { Options = { records, key, json } };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    parsed.GetValue(json),
                    () =>
                    {
                        RecordStore store = Open(parsed.GetValue(records), parsed.GetValue(key));
                        return Task.FromResult(action(store, parsed, parsed.GetValue(json)));
                    }
                )
        );
        return command;
    }
}
