using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Pen.Records.Reports;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Cli.Commands;

/// <summary>records report: what happened, as a page for print.</summary>
internal static class RecordsReportCommand
{
    private static readonly string[] Kinds = ["treatment", "aftercare", "course", "pen", "cartridge"];

    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = $"One of {string.Join(", ", Kinds)}." };
        kind.AcceptOnlyFromAmong(Kinds);
        var who = new Argument<string>("who")
        {
            Description = "Pseudonym of the client; of a pen its serial number; of a cartridge its serial number or lot.",
        };
        var file = new Argument<string>("file") { Description = "File that is made, HTML; it must not be there yet." };
        var course = new Option<int?>("--course")
        {
            Description = "Which of the client's courses, from 1; default the newest.",
        };
        var session = new Option<int?>("--session") { Description = "Number of the session in the course; default the last." };
        Option<string> language = ProtocolsCommand.LanguageOption();
        var withName = new Option<bool>("--with-name") { Description = "With the client's name, where one is kept." };
        Command command = RecordsCommand.OnStore(
            "report",
            "A page for print, in a browser: of a session, for the client, of a course, of a pen, of a cartridge.",
            (store, parsed, json) =>
            {
                var context = ReportContext.Here(parsed.GetValue(language)!);
                var wanted = new Wanted(
                    parsed.GetValue(who)!,
                    parsed.GetValue(course),
                    parsed.GetValue(session),
                    parsed.GetValue(withName)
                );
                return Write(parsed.GetValue(file)!, Html(store, parsed.GetValue(kind)!, wanted, context), json);
            }
        );
        foreach (Argument argument in new Argument[] { kind, who, file })
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in new Option[] { course, session, language, withName })
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static int Write(string path, string? html, bool json)
    {
        if (html is null)
        {
            return ExitCode.File;
        }

        ReportFile.Write(path, html);
        return Output.Answer(
            json,
            new { file = path },
            $"{path} is made. Open it in a browser, and print it there, on paper or as PDF."
        );
    }

    private static string? Html(RecordStore store, string kind, Wanted wanted, ReportContext context) =>
        kind switch
        {
            "pen" => DeviceReport.Html(store, wanted.Who, context)
                ?? Nothing($"Nothing is known of a pen {wanted.Who}. \"pen records import\" brings the pens' records."),
            "cartridge" => CartridgeReport.Html(store, wanted.Who, context)
                ?? Nothing($"No session was done with a cartridge or a lot {wanted.Who}."),
            _ => OfClient(store, kind, wanted, context),
        };

    private static string? OfClient(RecordStore store, string kind, Wanted wanted, ReportContext context)
    {
        if (RecordsInput.Find(store, wanted.Who) is not { } client)
        {
            return null;
        }

        IReadOnlyList<Course> courses = store.Courses(client.Id);
        int number = wanted.Course ?? courses.Count;
        if (number < 1 || number > courses.Count)
        {
            return Nothing($"{wanted.Who} has {courses.Count} courses. \"pen records show {wanted.Who}\" shows them.");
        }

        Course course = courses[number - 1];
        if (kind == "course")
        {
            return CourseOverview.Html(store, client, course, context, wanted.WithName);
        }

        Session[] sessions = [.. store.Sessions(client.Id).Where(s => s.CourseId == course.Id)];
        Session? session = wanted.Session is { } n ? sessions.FirstOrDefault(s => s.Number == n) : sessions.LastOrDefault();
        if (session is null)
        {
            return Nothing($"This course has {sessions.Length} sessions. \"pen records show {wanted.Who}\" shows them.");
        }

        var dossier = SessionDossier.Read(store, session.Id, wanted.WithName);
        return kind == "treatment" ? TreatmentReport.Html(dossier, context) : AftercareSheet.Html(dossier, context);
    }

    private static string? Nothing(string why)
    {
        Console.Error.WriteLine(why);
        return null;
    }

    /// <summary>What is asked for.</summary>
    private sealed record Wanted(string Who, int? Course, int? Session, bool WithName);
}
