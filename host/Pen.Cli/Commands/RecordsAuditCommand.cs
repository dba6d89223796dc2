using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records audit: who did what to which record.</summary>
internal static class RecordsAuditCommand
{
    private const int MostEntries = 100_000;

    public static Command Create()
    {
        var who = new Argument<string?>("client")
        {
            Description = "Pseudonym of a client, for what was done to their records; without it everything.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var last = new Option<int>("--last") { Description = "How many entries; default 50.", DefaultValueFactory = _ => 50 };
        Command command = RecordsCommand.OnStore(
            "audit",
            "The trail: who did what to which record, the newest last. Whether it is whole tells \"pen records verify\".",
            (store, parsed, json) =>
            {
                int most = Math.Clamp(parsed.GetValue(last), 1, MostEntries);
                ClientRecord? client = null;
                if (parsed.GetValue(who) is { } name && (client = RecordsInput.Find(store, name)) is null)
                {
                    return ExitCode.File;
                }

                AuditEntry[] entries = client is null
                    ? [.. store.Audit(most: most)]
                    : [.. Subjects(store, client.Id).SelectMany(s => store.Audit(s, most))];
                entries = [.. entries.OrderBy(e => e.Sequence).TakeLast(most)];
                if (json)
                {
                    Output.WriteJson(entries);
                    return ExitCode.Ok;
                }

                foreach (AuditEntry e in entries)
                {
                    Console.WriteLine(
                        $"{e.Sequence, 6}  {Output.Second(e.At)}  {Output.Safe(e.Actor), -12} {e.Action, -18} {e.Subject}"
                    );
                }

                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(who);
        command.Options.Add(last);
        return command;
    }

    private static IEnumerable<string> Subjects(RecordStore store, string clientId) =>
        [
            "client:" + clientId,
            .. store.Courses(clientId).Select(k => "course:" + k.Id),
            .. store.Sessions(clientId).Select(s => "session:" + s.Id),
            .. store.Photos(clientId).Select(p => "photo:" + p.Id),
        ];
}
