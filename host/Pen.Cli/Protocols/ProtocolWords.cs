using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Cli.Protocols;

/// <summary>The library as lines for a terminal: every value with its source, and the one that is proposed.</summary>
internal sealed class ProtocolWords(ProtocolLibrary library, TextTable texts)
{
    /// <summary>Lines about something; null where nothing is known of it.</summary>
    public IEnumerable<string>? About(string? what) =>
        what switch
        {
            null => Indications(),
            "areas" => library.Areas.SelectMany(Area),
            "procedure" => library.Steps.SelectMany(Step),
            "aftercare" => Aftercare(),
            "screening" => library.Questions.SelectMany(Question),
            "sources" => library.Sources.Values.Select(s =>
                $"{s.Id, -11} {s.Title} [{Word("kind", s.Kind)}]{(s.File is null ? "" : ", " + s.File)}"
            ),
            _ => library.FindIndication(what) is { } indication ? Indication(indication) : null,
        };

    private IEnumerable<string> Indications()
    {
        foreach (Indication i in library.Indications)
        {
            CourseAdvice advice = CourseAdvice.For(library, i);
            yield return $"{i.Id, -20} {texts.Get("indication." + i.Id)}: {Span(advice.Sessions)} sessions, {Span(advice.IntervalWeeks)} weeks apart";
        }
    }

    private IEnumerable<string> Indication(Indication indication)
    {
        CourseAdvice advice = CourseAdvice.For(library, indication);
        yield return $"{texts.Get("indication." + indication.Id)}  ({string.Join(", ", indication.From)})";
        yield return indication.Authorised.Count > 0
            ? $"  A device has been authorised for it: {string.Join(", ", indication.Authorised)}."
            : "  No device is known to have been authorised for it.";
        foreach (string line in Choice("sessions", advice.Sessions, advice.ProposedSessions, r => r.Min))
        {
            yield return line;
        }

        foreach (string line in Choice("weeks between two", advice.IntervalWeeks, advice.ProposedInterval, r => r.Most))
        {
            yield return line;
        }

        foreach (CitedDepth depth in library.DepthsByIndication.Where(d => d.Id == indication.Id).SelectMany(d => d.Depths))
        {
            yield return "  depth: " + Depth(depth);
        }

        foreach (CitedText result in library.Results.Concat(indication.Results))
        {
            yield return $"  {texts.Get(result.Text)}  ({result.From})";
        }
    }

    private static IEnumerable<string> Choice(
        string what,
        IReadOnlyList<CitedRange> ranges,
        CitedRange? proposed,
        Func<CitedRange, int> number
    )
    {
        if (proposed is not null)
        {
            yield return $"  {what}: {number(proposed)} proposed, the most cautious ({proposed.From})";
        }

        foreach (CitedRange range in ranges)
        {
            yield return $"    {Span(range, n => $"{n}")}  ({range.From}{(range.When is null ? "" : ", " + range.When + " only")})";
        }
    }

    private IEnumerable<string> Area(AreaInfo area)
    {
        TreatmentArea known = AreaNames.Find(area.Id);
        string limit = Output.Depth(Limits.AreaDepthMicrons(known));
        string rule = Limits.AreaConfirmable(known) ? $"asks for a reason beyond {limit}" : $"never goes beyond {limit}";
        string from = area.From.Count == 0 ? "" : $"  ({string.Join(", ", area.From)})";
        yield return $"{texts.Get("area." + area.Id)}: the pen {rule}{from}";
        foreach (CitedDepth depth in area.Depths)
        {
            yield return "    " + Depth(depth);
        }

        if (area.Depths.Count == 0)
        {
            yield return "    no source gives a depth";
        }
    }

    private IEnumerable<string> Step(StepInfo step)
    {
        yield return $"{texts.Get("step." + step.Id)}  ({string.Join(", ", step.From)})";
        foreach (CitedRange minutes in step.Minutes)
        {
            yield return $"    {Span(minutes, n => $"{n} min")}  ({minutes.From})";
        }

        if (step.Warnings.Count > 0)
        {
            yield return $"    {texts.Get($"step.{step.Id}.warning")}  ({string.Join(", ", step.Warnings)})";
        }
    }

    private IEnumerable<string> Aftercare()
    {
        foreach (AftercareTopic topic in library.Aftercare)
        {
            string time = Cautious.Longest(topic.Hours) is { } longest ? Hours(longest.Most) + " after it" : "";
            string spf = topic.Spf.Count == 0 ? "" : $"{topic.Spf.Max(s => s.Most)}";
            yield return texts.Get("aftercare." + topic.Id, time, spf);
            IEnumerable<string> timed = topic.Hours.Select(h =>
                $"{Span(h, Hours)} ({h.From}{(h.Reading is null ? "" : $", \"{h.Reading}\"")})"
            );
            IEnumerable<string> factors = topic.Spf.Select(f => $"SPF {Span(f, n => $"{n}")} ({f.From})");
            IEnumerable<string> untimed = topic.Also.Select(a => $"no time given ({a})");
            yield return "    " + string.Join("; ", timed.Concat(factors).Concat(untimed));
        }
    }

    private IEnumerable<string> Question(ScreeningQuestion question)
    {
        yield return $"{texts.Get("question." + question.Id)}  → {Word("outcome", question.Outcome)}";
        string days = string.Join("; ", question.Days.Select(d => $"{d.Reading ?? d.Min + " days"} ({d.From})"));
        yield return $"    {days}{(days.Length > 0 && question.Also.Count > 0 ? "; " : "")}{string.Join(", ", question.Also)}";
    }

    private static string Depth(CitedDepth depth)
    {
        string range =
            depth.MinMicrons == depth.MaxMicrons
                ? Output.Depth(depth.MinMicrons)
                : $"{Output.Depth(depth.MinMicrons)} to {Output.Depth(depth.MaxMicrons)}";
        string level = depth.SpeedLevelMin is null
            ? ""
            : $", that device's speed level {depth.SpeedLevelMin} to {depth.SpeedLevelMax}";
        return $"{range}{(depth.Part is null ? "" : ", " + depth.Part)}{(depth.Skin is null ? "" : $", {depth.Skin} skin")}{level}  ({depth.From}, secondary)";
    }

    private static string Span(IReadOnlyList<CitedRange> ranges) =>
        ranges.Count == 0 ? "?" : $"{ranges.Min(r => r.Min)} to {ranges.Max(r => r.Most)}";

    /// <summary>A range in words.</summary>
    public static string Span(CitedRange range, Func<int, string> unit) =>
        range.Max is not { } max ? $"at least {unit(range.Min)}"
        : max == range.Min ? unit(max)
        : $"{unit(range.Min)} to {unit(max)}";

    private static string Hours(int hours) =>
        hours % 168 == 0 ? $"{hours / 168} {(hours == 168 ? "week" : "weeks")}"
        : hours % 24 == 0 && hours > 48 ? $"{hours / 24} days"
        : $"{hours} h";

    private string Word(string kind, Enum value) => texts.Get($"{kind}.{value.ToString().ToLowerInvariant()}");
}
