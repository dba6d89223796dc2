using System;
using System.CommandLine;
using System.Linq;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>What the commands on records ask for: who does it, which client, which session, and words that stand in no shell's history.</summary>
internal static class RecordsInput
{
    /// <summary>Signs of a text that is read from standard input, at the most.</summary>
    private const int MostSigns = 4000;

    public static Option<string> By()
    {
        var by = new Option<string>("--by") { Description = "Who does it; the trail keeps it.", Required = true };
        by.Validators.Add(given =>
        {
            if (given.GetValue(by)?.Trim().Length is null or 0 or > RecordStore.LongestActor)
            {
                given.AddError($"Nobody is named who does this. Give --by 1 to {RecordStore.LongestActor} characters.");
            }
        });
        return by;
    }

    public static Argument<string> Client() => new("client") { Description = "Pseudonym of the client." };

    public static Option<int?> Session() => new("--session") { Description = "Number of the session in its course." };

    public static Option<int?> Course() =>
        new("--course") { Description = "Number of the client's course, the oldest is 1; default: the newest." };

    /// <summary>The client whom the command line names; null, and said, where there is none.</summary>
    public static ClientRecord? Find(RecordStore store, string name)
    {
        ClientRecord? client = store.FindClient(name);
        if (client is null)
        {
            Console.Error.WriteLine($"There is no client {Output.Safe(name)}. \"pen records list\" lists them.");
        }

        return client;
    }

    /// <summary>The same, for what a client who was forgotten cannot have.</summary>
    public static ClientRecord? FindKnown(RecordStore store, string name, out int code)
    {
        ClientRecord? client = Find(store, name);
        code = client is null ? ExitCode.File : ExitCode.Refused;
        if (client is { Erased: not null })
        {
            Console.Error.WriteLine(
                $"Everything personal of {Output.Safe(name)} was erased, and nothing can be added. Add a new client."
            );
            return null;
        }

        return client;
    }

    /// <summary>The session that the command line names; null, and said, where there is none.</summary>
    public static Session? Find(RecordStore store, ClientRecord client, int? course, int number)
    {
        Course[] courses = [.. store.Courses(client.Id)];
        Course? of = course is { } which ? courses.ElementAtOrDefault(which - 1) : courses.LastOrDefault();
        Session? session = of is null
            ? null
            : store.Sessions(client.Id).FirstOrDefault(s => s.CourseId == of.Id && s.Number == number);
        if (session is null)
        {
            Console.Error.WriteLine(
                $"There is no session {number} in that course. \"pen records show\" lists courses and sessions."
            );
        }

        return session;
    }

    /// <summary>Text from standard input; null, and said, where there is none or too much.</summary>
    /// <param name="what">What is to be written, for whoever sits in front of a terminal.</param>
    public static string? Text(string what)
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine($"{what} Then Ctrl-D on an empty line.");
        }

        char[] signs = new char[MostSigns + 1];
        int count = Console.In.ReadBlock(signs);
        string text = new string(signs, 0, count).Trim('\uFEFF', ' ', '\t', '\r', '\n').ReplaceLineEndings("\n");
        if (count > MostSigns || text.Length == 0 || text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            Console.Error.WriteLine(
                $"This is not a text. Give 1 to {MostSigns} signs on standard input, and no control characters."
            );
            return null;
        }

        return text;
    }
}
