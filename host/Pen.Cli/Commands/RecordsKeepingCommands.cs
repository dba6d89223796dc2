using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records import, verify, backup, restore, erase: what keeps them whole.</summary>
internal static class RecordsKeepingCommands
{
    public static IEnumerable<Command> All() =>
        [Import(), Verify(), Backup(), Restore(), Export(), Load(), Erase(), RecordsRetentionCommand.Create()];

    private static Command Import()
    {
        Option<string?> logs = LogKeptCommands.LogsOption();
        var by = new Option<string>("--by") { Description = "Who does it; the trail keeps it.", Required = true };
        Command command = RecordsCommand.OnStore(
            "import",
            "Take in the pens' records that \"pen log pull\" has brought onto the disk. Doing it twice changes nothing.",
            (store, parsed, json) =>
            {
                string root = parsed.GetValue(logs) ?? LogArchive.DefaultRoot;
                var done = new List<object>();
                int conflicts = 0;
                foreach (string serial in LogArchive.Serials(root))
                {
                    using LogArchive archive = LogArchive.OpenToRead(root, serial);
                    PenImport import = store.ImportPen(parsed.GetValue(by)!, archive.Serial, archive.Entries);
                    conflicts += import.Conflicts;
                    done.Add(new { Pen = archive.Serial, import });
                    if (!json)
                    {
                        Console.WriteLine(
                            $"Pen {archive.Serial}: {import.Added} new records, {import.Known} known, {import.Conflicts} that contradict what is here."
                        );
                    }
                }

                if (json)
                {
                    Output.WriteJson(done);
                }
                else if (done.Count == 0)
                {
                    Console.WriteLine($"There are no records of pens in {root}. Get them with \"pen log pull\".");
                }

                return conflicts == 0 ? ExitCode.Ok : ExitCode.Damaged;
            }
        );
        command.Options.Add(logs);
        command.Options.Add(by);
        return command;
    }

    private static Command Verify() =>
        RecordsCommand.OnStore(
            "verify",
            "Whether the records are what was written: the trail, the events, the courses, the pens' own chains.",
            (store, _, json) =>
            {
                StoreVerification found = store.Verify();
                if (json)
                {
                    Output.WriteJson(found);
                    return found.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Damaged;
                }

                Console.WriteLine(
                    $"{(found.Problems.Count == 0 ? "Verified" : "Damaged")}: {found.Entries} entries. Their end is {found.Head}: write it down elsewhere, and nothing can be cut off unseen."
                );
                return Output.Damage(found.Problems);
            }
        );

    private static Command Backup()
    {
        var to = new Argument<string>("file") { Description = "File that is made; it must not be there yet." };
        Command command = RecordsCommand.OnStore(
            "backup",
            "Copy all records into one file, while others go on working. The key is not in it: keep that too.",
            (store, parsed, _) =>
            {
                string path = parsed.GetValue(to)!;
                store.Backup(path);
                Console.WriteLine(
                    $"All records of {store.Place} are in {path}. Names in it need the key, which is kept apart."
                );
                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(to);
        return command;
    }

    private static Command Restore()
    {
        var from = new Argument<string>("file") { Description = "The backup." };
        Option<string?> records = RecordsCommand.RecordsOption();
        var command = new Command(
            "restore",
            "Put a backup in the place of the records; those that are there are kept beside it."
        )
        {
            from,
            records,
        };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    false,
                    () =>
                    {
                        string address = parsed.GetValue(records) ?? RecordStore.DefaultAddress;
                        RestoreResult done = StoreBackup.Restore(parsed.GetValue(from)!, address);
                        Console.WriteLine(
                            $"Restored into {address}.{(done.Kept is null ? "" : $" What was there is in {done.Kept}.")}"
                        );
                        foreach (string client in done.BackAgain)
                        {
                            Console.WriteLine(
                                $"{client} was forgotten after this backup and is back: \"pen records erase {client}\"."
                            );
                        }

                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    private static Command Export()
    {
        var to = new Argument<string>("file") { Description = "File that is made; it must not be there yet." };
        Command command = RecordsCommand.OnStore(
            "export",
            "Write all records as lines of JSON, to move them or to read them. Names stay encrypted.",
            (store, parsed, _) =>
            {
                string path = parsed.GetValue(to)!;
                Console.WriteLine($"{store.Export(path)} rows of {store.Place} are in {path}.");
                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(to);
        return command;
    }

    private static Command Load()
    {
        var from = new Argument<string>("file") { Description = "What \"pen records export\" has written." };
        Command command = RecordsCommand.OnStore(
            "load",
            "Read exported records into new ones: another file with --records, or an empty database. The key must be the same.",
            (store, parsed, _) =>
            {
                long rows = store.Import(parsed.GetValue(from)!);
                StoreVerification found = store.Verify();
                Console.WriteLine($"{rows} rows are in {store.Place}. The end of their trail is {found.Head}.");
                return Output.Damage(found.Problems);
            }
        );
        command.Arguments.Add(from);
        return command;
    }

    private static Command Erase()
    {
        Argument<string> who = RecordsInput.Client();
        var by = new Option<string>("--by") { Description = "Who does it; the trail keeps it.", Required = true };
        var yes = new Option<bool>("--yes") { Description = "Do it: it cannot be undone." };
        Command command = RecordsCommand.OnStore(
            "erase",
            "Forget everything personal of a client: name, answers, notes. What the devices did stays, under the pseudonym.",
            (store, parsed, _) =>
            {
                string name = parsed.GetValue(who)!;
                if (RecordsInput.Find(store, name) is not { } client)
                {
                    return ExitCode.File;
                }

                if (!parsed.GetValue(yes))
                {
                    Console.Error.WriteLine($"Everything personal of {name} would be gone for good. Say it again with --yes.");
                    return ExitCode.Usage;
                }

                store.EraseClient(parsed.GetValue(by)!, client.Id);
                Console.WriteLine(
                    $"Everything personal of {name} is gone from {store.Place}. Backups that were made before still hold it."
                );
                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(who);
        command.Options.Add(by);
        command.Options.Add(yes);
        return command;
    }
}
