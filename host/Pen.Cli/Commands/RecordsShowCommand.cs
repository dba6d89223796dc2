using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Cli.Treat;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Cli.Commands;

/// <summary>records show: a client's courses, what happened in their sessions, and what the pens did.</summary>
internal static class RecordsShowCommand
{
    public static Command Create()
    {
        Argument<string> who = RecordsInput.Client();
        Command command = RecordsCommand.OnStore(
            "show",
            "A client's courses and sessions, with what happened in them.",
            (store, parsed, json) =>
            {
                if (RecordsInput.Find(store, parsed.GetValue(who)!) is not { } client)
                {
                    return ExitCode.File;
                }

                IReadOnlyList<Course> courses = store.Courses(client.Id);
                Shown[] sessions = [.. store.Sessions(client.Id).Select(s => Read(store, s))];
                if (json)
                {
                    Output.WriteJson(
                        new
                        {
                            client,
                            courses,
                            sessions,
                        }
                    );
                    return ExitCode.Ok;
                }

                Console.WriteLine($"{client.Pseudonym}, since {Output.Day(client.Created)}");
                foreach (Course course in courses)
                {
                    Tell(course, sessions);
                }

                return ExitCode.Ok;
            }
        );
        command.Arguments.Add(who);
        return command;
    }

    private static Shown Read(RecordStore store, Session session)
    {
        IReadOnlyList<SessionEvent> events = store.Events(session.Id);
        return new Shown(session, events, TreatmentFacts.From(events).RunsIn(store));
    }

    private static void Tell(Course course, IEnumerable<Shown> sessions)
    {
        Console.WriteLine(
            $"  {course.Indication}: {course.PlannedSessions} sessions planned, {course.IntervalWeeks} weeks apart, by protocols {course.Protocols}"
        );
        foreach (Shown shown in sessions.Where(s => s.Session.CourseId == course.Id))
        {
            Session session = shown.Session;
            Console.WriteLine(
                $"    session {session.Number}, {Output.Day(session.Opened)}, {session.Device}, {Output.Words(session.State)}"
            );
            foreach (SessionEvent e in shown.Events)
            {
                if (EventWords.Of(e) is { } words)
                {
                    Console.WriteLine($"      {Output.Minute(e.At)}  {e.Kind, -15} {words}");
                }
            }

            foreach (PenRun run in shown.Runs)
            {
                Console.WriteLine(
                    $"      {(run.StartedAt is { } at ? Output.Minute(at) : "time unknown    ")}  run             {RunWords.Of(run)}"
                );
            }
        }
    }

    private sealed record Shown(Session Session, IReadOnlyList<SessionEvent> Events, IReadOnlyList<PenRun> Runs);
}
