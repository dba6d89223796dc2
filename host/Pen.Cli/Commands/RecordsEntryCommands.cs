using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records add, name, plan, correct: what a practice writes down outside a treatment.</summary>
internal static class RecordsEntryCommands
{
    public static IEnumerable<Command> All() => [Add(), Name(), Plan(), Correct()];

    private static Command Add()
    {
        var pseudonym = new Argument<string?>("pseudonym")
        {
            Description = "What stands on lists; one is made up where none is given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> by = RecordsInput.By();
        Command command = RecordsCommand.OnStore(
            "add",
            "Add a client, under a pseudonym.",
            (store, parsed, json) =>
            {
                string? wanted = parsed.GetValue(pseudonym);
                if (wanted?.Trim().Length is 0 or > RecordStore.LongestPseudonym || wanted?.Any(char.IsControl) == true)
                {
                    Console.Error.WriteLine(
                        $"This is not a pseudonym. Give 1 to {RecordStore.LongestPseudonym} characters, none of them control characters."
                    );
                    return ExitCode.Usage;
                }

                if (wanted is not null && store.FindClient(wanted.Trim()) is not null)
                {
                    Console.Error.WriteLine($"There is a client {Output.Safe(wanted)} already. Choose another pseudonym.");
                    return ExitCode.Refused;
                }

                ClientRecord client = store.AddClient(parsed.GetValue(by)!, wanted);
                return Output.Answer(json, client, $"Client {client.Pseudonym} is in {store.Place}.");
            }
        );
        command.Arguments.Add(pseudonym);
        command.Options.Add(by);
        return command;
    }

    private static Command Name()
    {
        Argument<string> who = RecordsInput.Client();
        Option<string> by = RecordsInput.By();
        Command command = RecordsCommand.OnStore(
            "name",
            "Keep who a client is, encrypted. The name is read from standard input: its first line, and the contact behind it.",
            (store, parsed, json) =>
            {
                if (RecordsInput.FindKnown(store, parsed.GetValue(who)!, out int code) is not { } client)
                {
                    return code;
                }

                if (RecordsInput.Text("The name on the first line, contact on the next ones.") is not { } text)
                {
                    return ExitCode.Usage;
                }

                string[] lines = text.Split('\n', 2, StringSplitOptions.TrimEntries);
                var identity = new Identity(lines[0], lines.Length > 1 ? lines[1] : "");
                ClientRecord named = store.SetIdentity(parsed.GetValue(by)!, client, identity);
                return Output.Answer(json, named, $"The name of {named.Pseudonym} is kept, encrypted.");
            }
        );
        command.Arguments.Add(who);
        command.Options.Add(by);
        return command;
    }

    private static Command Plan()
    {
        Argument<string> who = RecordsInput.Client();
        var what = new Argument<string>("indication") { Description = "What is treated: \"pen protocols show\" lists it." };
        Option<string> by = RecordsInput.By();
        var sessions = new Option<int?>("--sessions") { Description = "How many; default: the fewest that a source gives." };
        var weeks = new Option<int?>("--weeks") { Description = "Weeks between two; default: the most that a source gives." };
        Option<string?> folder = ProtocolsCommand.FolderOption();
        Command command = RecordsCommand.OnStore(
            "plan",
            "Plan a course of sessions. What is not given is proposed, with its source.",
            (store, parsed, json) =>
            {
                if (RecordsInput.FindKnown(store, parsed.GetValue(who)!, out int code) is not { } client)
                {
                    return code;
                }

                ProtocolLibrary library = ProtocolsCommand.Library(parsed.GetValue(folder));
                var asked = new Asked(parsed.GetValue(what)!, parsed.GetValue(sessions), parsed.GetValue(weeks));
                return Plan(store, parsed.GetValue(by)!, client, library, asked, json);
            }
        );
        command.Arguments.Add(who);
        command.Arguments.Add(what);
        foreach (Option option in new Option[] { by, sessions, weeks, folder })
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static int Plan(RecordStore store, string by, ClientRecord client, ProtocolLibrary library, Asked asked, bool json)
    {
        if (library.FindIndication(asked.Indication) is not { } indication)
        {
            Console.Error.WriteLine(
                $"\"{Output.Safe(asked.Indication)}\" is no indication. \"pen protocols show\" lists them."
            );
            return ExitCode.Usage;
        }

        CourseAdvice advice = CourseAdvice.For(library, indication);
        int? count = asked.Sessions ?? advice.ProposedSessions?.Min;
        int? weeks = asked.Weeks ?? advice.ProposedInterval?.Most;
        if (count is not (>= 1 and <= RecordStore.MostSessions) || weeks is not (>= 1 and <= RecordStore.MostWeeks))
        {
            Console.Error.WriteLine(
                $"This is no course, or no source proposes one. Give --sessions 1 to {RecordStore.MostSessions} and --weeks 1 to {RecordStore.MostWeeks}."
            );
            return ExitCode.Usage;
        }

        Course course = store.PlanCourse(by, client.Id, indication.Id, count.Value, weeks.Value, library.Version);
        return Output.Answer(
            json,
            course,
            $"{client.Pseudonym}: {course.Indication}, protocols {course.Protocols}",
            $"  sessions: {count}{From(asked.Sessions, advice.ProposedSessions, "the fewest")}",
            $"  weeks between two: {weeks}{From(asked.Weeks, advice.ProposedInterval, "the most")}"
        );
    }

    private static Command Correct()
    {
        Argument<string> who = RecordsInput.Client();
        Option<string> by = RecordsInput.By();
        Option<int?> number = RecordsInput.Session();
        number.Required = true;
        Option<int?> course = RecordsInput.Course();
        Command command = RecordsCommand.OnStore(
            "correct",
            "Add a correction to a session. What was written stays, and the text from standard input stands behind it.",
            (store, parsed, json) =>
            {
                if (RecordsInput.FindKnown(store, parsed.GetValue(who)!, out int code) is not { } client)
                {
                    return code;
                }

                if (
                    RecordsInput.Find(store, client, parsed.GetValue(course), parsed.GetValue(number)!.Value) is not { } session
                )
                {
                    return ExitCode.File;
                }

                if (RecordsInput.Text("What was wrong, and what is right.") is not { } text)
                {
                    return ExitCode.Usage;
                }

                store.Correct(parsed.GetValue(by)!, session.Id, text);
                return Output.Answer(
                    json,
                    session,
                    $"The correction stands behind session {session.Number} of {client.Pseudonym}."
                );
            }
        );
        command.Arguments.Add(who);
        foreach (Option option in new Option[] { by, number, course })
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static string From(int? asked, CitedRange? proposed, string why) =>
        asked is null && proposed is not null ? $", proposed: {why} that a source gives ({proposed.From})" : "";

    private sealed record Asked(string Indication, int? Sessions, int? Weeks);
}
