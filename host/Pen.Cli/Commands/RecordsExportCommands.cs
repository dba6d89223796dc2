using System;
using System.Collections.Generic;
using System.CommandLine;
using Pen.Records.Export;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records csv, fhir: files for other people's programs.</summary>
internal static class RecordsExportCommands
{
    public static IEnumerable<Command> All() => [Csv(), Fhir()];

    private static Command Csv()
    {
        var folder = new Argument<string>("folder") { Description = "Folder that gets the files; made where there is none." };
        var names = new Option<bool>("--with-names")
        {
            Description = "With names, contact, answers and notes: then the files are personal, and not encrypted.",
        };
        Command command = RecordsCommand.OnStore(
            "csv",
            "All sessions as files for a spreadsheet: sessions.csv, runs.csv, cartridges.csv.",
            (store, parsed, json) =>
            {
                string to = parsed.GetValue(folder)!;
                bool withNames = parsed.GetValue(names);
                CsvCounts counts = CsvExport.Write(store, to, withNames);
                return Output.Answer(
                    json,
                    counts,
                    $"{counts.Sessions} sessions, {counts.Runs} runs and {counts.Cartridges} cartridges are in {to}.{Personal(withNames)}"
                );
            }
        );
        command.Arguments.Add(folder);
        command.Options.Add(names);
        return command;
    }

    private static Command Fhir()
    {
        Argument<string> who = RecordsInput.Client();
        var file = new Argument<string>("file") { Description = "File that is made; it must not be there yet." };
        Option<int?> number = RecordsInput.Session();
        Option<int?> course = RecordsInput.Course();
        var name = new Option<bool>("--with-name")
        {
            Description = "With name, contact and notes: then the file is personal, and not encrypted.",
        };
        Command command = RecordsCommand.OnStore(
            "fhir",
            "A client's sessions as a FHIR R4 bundle. Without --session all of them.",
            (store, parsed, json) =>
            {
                if (RecordsInput.Find(store, parsed.GetValue(who)!) is not { } client)
                {
                    return ExitCode.File;
                }

                IReadOnlyList<Session> sessions = store.Sessions(client.Id);
                if (parsed.GetValue(number) is { } one)
                {
                    if (RecordsInput.Find(store, client, parsed.GetValue(course), one) is not { } session)
                    {
                        return ExitCode.File;
                    }

                    sessions = [session];
                }

                string to = parsed.GetValue(file)!;
                bool withName = parsed.GetValue(name);
                NewFile.Write(to, FhirBundle.Make(store, client, sessions, withName));
                return Output.Answer(
                    json,
                    new { file = to, sessions = sessions.Count },
                    $"{sessions.Count} sessions of {client.Pseudonym} are in {to}.{Personal(withName)}"
                );
            }
        );
        command.Arguments.Add(who);
        command.Arguments.Add(file);
        foreach (Option option in new Option[] { number, course, name })
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static string Personal(bool names) =>
        names ? " There are names in it, and nothing is encrypted: keep it as you keep a file of patients." : "";
}
