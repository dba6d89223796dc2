using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Cli.Commands;
using Pen.Cli.Protocols;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Cli.Treat;

/// <summary>Whose session of which course it is: the one that is open, or the next.</summary>
internal sealed class TreatPlan(TreatContext c)
{
    /// <summary>Finds or makes client, course and session.</summary>
    /// <returns>The session; null when nobody wants to go on.</returns>
    public async Task<Treatment?> BeginAsync(string pseudonym, string? device)
    {
        if (c.Store.FindClient(pseudonym) is not { } client)
        {
            if (!await c.Talk.AskYesAsync($"There is no client {pseudonym}. Add one?"))
            {
                return null;
            }

            client = c.Store.AddClient(c.By, pseudonym);
        }

        if (c.Store.Sessions(client.Id).LastOrDefault(s => s.State == SessionState.Open) is { } open)
        {
            Talk.Say(
                $"Session {open.Number}, begun {Output.Minute(open.Opened)}, is open and goes on. Nothing is prepared or armed by that."
            );
            return Treatment.Resume(c.Store, c.Library, c.By, open.Id);
        }

        Course course = await CourseAsync(client);
        string chosen = device ?? await DeviceAsync();
        string? early = await EarlyAsync(course);
        Treatment begun = Treatment.Begin(c.Store, c.Library, c.By, course, chosen, early);
        Talk.Say(
            $"Session {begun.Session.Number} of {course.PlannedSessions}, {Word("indication", course.Indication)}, {Word("device", chosen)}."
        );
        return begun;
    }

    private async Task<Course> CourseAsync(ClientRecord client)
    {
        IReadOnlyList<Session> sessions = c.Store.Sessions(client.Id);
        Course? current = c
            .Store.Courses(client.Id)
            .LastOrDefault(k => sessions.Count(s => s.CourseId == k.Id && s.State == SessionState.Closed) < k.PlannedSessions);
        if (
            current is not null
            && await c.Talk.AskYesAsync($"Go on with the course for {Word("indication", current.Indication)}?", true)
        )
        {
            return current;
        }

        foreach (Indication known in c.Library.Indications)
        {
            Talk.Say($"  {known.Id, -20} {Word("indication", known.Id)}");
        }

        string id = await c.Talk.AskOneOfAsync("What is treated?", [.. c.Library.Indications.Select(i => i.Id)]);
        CourseAdvice advice = CourseAdvice.For(c.Library, c.Library.FindIndication(id)!);
        Talk.Say("Whose numbers they are, in brackets, tells \"pen protocols show sources\".");
        Talk.Say($"Sessions: {Said(advice.Sessions)}. The fewest is proposed.");
        int count = await c.Talk.AskNumberAsync(
            "How many sessions?",
            1,
            RecordStore.MostSessions,
            advice.ProposedSessions?.Min ?? 1
        );
        Talk.Say($"Weeks between two: {Said(advice.IntervalWeeks)}. The longest is proposed.");
        int longest = advice.ProposedInterval?.Most ?? 4;
        int weeks = await c.Talk.AskNumberAsync("How many weeks between two?", 1, RecordStore.MostWeeks, longest);
        return c.Store.PlanCourse(c.By, client.Id, id, count, weeks, c.Library.Version);
    }

    /// <summary>The pen knows what is in it.</summary>
    private async Task<string> DeviceAsync()
    {
        await c.Pen.GetAsync();
        CartridgeInfo cartridge = await c.Pen.CartridgeAsync();
        Talk.Say(LookCommands.Describe(cartridge));
        return c.Library.DeviceOf(cartridge)
            ?? await c.Talk.AskOneOfAsync(
                $"What will it be done with? ({string.Join(", ", c.Library.Devices.Select(d => d.Id))})",
                [.. c.Library.Devices.Select(d => d.Id)]
            );
    }

    private async Task<string?> EarlyAsync(Course course)
    {
        NextSession? next = Treatment.EarliestDay(c.Store, c.Library, course, TimeProvider.System);
        if (next is null || !next.NeedsReason(DateOnly.FromDateTime(DateTime.Now)))
        {
            return null;
        }

        Talk.Say(
            FormattableString.Invariant(
                $"It is early: the next session is advised from {next.Earliest:yyyy-MM-dd} on ({Weeks(next.Because)}, {next.Because.From})."
            )
        );
        return await c.Talk.AskTextAsync("Why is it held before?");
    }

    private string Word(string group, string id) => c.Texts.Get($"{group}.{id}");

    private static string Said(IReadOnlyList<CitedRange> ranges) =>
        ranges.Count == 0 ? "no source says" : string.Join(", ", ranges.Select(r => $"{Span(r)} ({r.From})"));

    private static string Weeks(CitedRange range) => $"{Span(range)} weeks";

    private static string Span(CitedRange range) => ProtocolWords.Span(range, n => $"{n}");
}
