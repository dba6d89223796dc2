using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Courses;
using Pen.Records.Knowledge;

namespace Pen.Companion.Keeping;

/// <summary>What one source says.</summary>
/// <param name="Says">In words.</param>
/// <param name="From">Source and line: "S2:9".</param>
/// <param name="Cautious">Why this is the cautious choice where sources disagree; null where it is not chosen.</param>
/// <param name="Reading">The source's own words, where the number is our reading of them; null otherwise.</param>
public sealed record Saying(string Says, string From, string? Cautious = null, string? Reading = null);

/// <summary>Something that is known, with everything that sources say of it, side by side.</summary>
/// <param name="Title">What.</param>
/// <param name="Sayings">What sources say; the cautious one is marked.</param>
public sealed record KnownThing(string Title, IReadOnlyList<Saying> Sayings)
{
    /// <summary>Where there is more of it; null for nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>A rule that stands beside what sources say, such as the pen's own limit; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether a text is somewhere in it.</summary>
    public bool Has(string text) => Texts().Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Texts() =>
        [Title, Rule ?? "", .. Sayings.SelectMany(s => new[] { s.Says, s.From, s.Reading ?? "" })];
}

/// <summary>Several things of one sort.</summary>
/// <param name="Id">Id, for a link within the page.</param>
/// <param name="Title">What they are.</param>
/// <param name="Things">The things.</param>
public sealed record KnownSection(string Id, string Title, IReadOnlyList<KnownThing> Things);

/// <summary>What the protocols say, in words: every value with its source, and where sources disagree all of them and the cautious one.</summary>
public sealed class Known(ProtocolLibrary library, Words words)
{
    private const int HoursPerDay = 24;
    private const int HoursPerWeek = 168;

    /// <summary>Everything, or what has a text somewhere in it.</summary>
    /// <param name="text">The text; empty for everything.</param>
    public IReadOnlyList<KnownSection> Sections(string text) =>
        [
            .. new[]
            {
                Section("indications", library.Indications.Select(Brief)),
                Section("areas", library.Areas.Select(Area)),
                Section("procedure", library.Steps.Select(Step)),
                Section("screening", library.Questions.Select(Question)),
                Section("aftercare", library.Aftercare.Select(Topic)),
                Section("expect", library.Expectations.Select(Expected)),
                Section("side", library.SideEffects.Select(Side)),
            }
                .Select(s => s with { Things = [.. s.Things.Where(t => text.Length == 0 || t.Has(text))] })
                .Where(s => s.Things.Count > 0),
        ];

    /// <summary>All that is known of an indication.</summary>
    public IReadOnlyList<KnownThing> Of(Indication indication)
    {
        CourseAdvice advice = CourseAdvice.For(library, indication);
        return
        [
            new KnownThing(
                words["history.known.sessions"],
                Numbers(advice.Sessions, r => r.Min, advice.ProposedSessions, "fewest", "report.advice.sessions")
            ),
            new KnownThing(
                words["history.known.interval"],
                Numbers(advice.IntervalWeeks, r => r.Most, advice.ProposedInterval, "longest", "report.advice.weeks")
            ),
            new KnownThing(
                words["history.known.depth"],
                Depths([.. library.DepthsByIndication.Where(d => d.Id == indication.Id).SelectMany(d => d.Depths)])
            ),
            new KnownThing(
                words["history.known.results"],
                [.. library.Results.Concat(indication.Results).Select(r => new Saying(words[r.Text], r.From))]
            ),
        ];
    }

    private KnownSection Section(string id, IEnumerable<KnownThing> things) =>
        new(id, words["history.known." + id], [.. things]);

    private KnownThing Brief(Indication indication)
    {
        CourseAdvice advice = CourseAdvice.For(library, indication);
        return new KnownThing(
            Called("indication", indication.Id),
            [.. indication.From.Select(f => new Saying(words["history.known.names"], f))]
        )
        {
            Link = "/protocols/" + indication.Id,
            Rule =
                words.Get("history.known.brief", Span(advice.Sessions), Span(advice.IntervalWeeks))
                + " "
                + Authorised(indication),
        };
    }

    /// <summary>Whether an authority has authorised a device for an indication.</summary>
    public string Authorised(Indication indication) =>
        indication.Authorised.Count > 0
            ? words.Get("history.known.authorised", string.Join(", ", indication.Authorised))
            : words["history.known.not-authorised"];

    private IReadOnlyList<Saying> Numbers(
        IReadOnlyList<CitedRange> ranges,
        Func<CitedRange, int> number,
        CitedRange? proposed,
        string why,
        string unit
    ) =>
        [
            .. ranges.Select(r => new Saying(
                Range(r, unit) + When(r),
                r.From,
                Mark(ranges, number, r, proposed, why),
                r.Reading
            )),
        ];

    /// <summary>
    /// Whether a source gives the cautious value; nothing is marked where all say the same, and everybody who gives it where several do.
    /// </summary>
    private string? Mark<T>(IReadOnlyList<T> all, Func<T, int> number, T one, T? proposed, string why)
        where T : class =>
        proposed is not null
        && number(one) == number(proposed)
        && one is not CitedRange { When: not null }
        && all.Any(o => number(o) != number(proposed))
            ? words["history.known." + why]
            : null;

    private KnownThing Area(AreaInfo area)
    {
        TreatmentArea known = AreaNames.Find(area.Id);
        string limit = Sizes.Millimetres(Limits.AreaDepthMicrons(known), words);
        return new KnownThing(
            Called("area", area.Id),
            area.Depths.Count > 0
                ? Depths(area.Depths)
                : [.. area.From.Select(f => new Saying(words["history.known.no-depth"], f))]
        )
        {
            Rule = words.Get(Limits.AreaConfirmable(known) ? "history.known.area.asks" : "history.known.area.never", limit),
        };
    }

    private IReadOnlyList<Saying> Depths(IReadOnlyList<CitedDepth> depths)
    {
        CitedDepth? shallowest = Cautious.Shallowest(depths);
        return
        [
            .. depths.Select(d => new Saying(Depth(d), d.From, Mark(depths, x => x.MinMicrons, d, shallowest, "shallowest"))),
        ];
    }

    private string Depth(CitedDepth depth)
    {
        string range =
            depth.MinMicrons == depth.MaxMicrons
                ? Sizes.Millimetres(depth.MinMicrons, words)
                : words.Get(
                    "report.advice.range",
                    Sizes.Millimetres(depth.MinMicrons, words),
                    Sizes.Millimetres(depth.MaxMicrons, words)
                );
        IEnumerable<string> more =
        [
            .. depth.Part is { } part ? [part] : Array.Empty<string>(),
            .. depth.Skin is { } skin ? [words["history.known.skin." + skin]] : Array.Empty<string>(),
            .. depth.SpeedLevelMin is { } level
                ? [words.Get("history.known.level", level, depth.SpeedLevelMax ?? level)]
                : Array.Empty<string>(),
        ];
        return string.Join(", ", more.Prepend(range));
    }

    private KnownThing Step(StepInfo step) =>
        new(
            Called("step", step.Id),
            [
                .. step.Minutes.Select(m => new Saying(Span(m, n => $"{n} min"), m.From, null, m.Reading)),
                .. step.Warnings.Select(w => new Saying("⚠ " + words[$"step.{step.Id}.warning"], w)),
                .. step.From.Select(f => new Saying(words["history.known.names"], f)),
            ]
        );

    private KnownThing Question(ScreeningQuestion question)
    {
        CitedRange? longest = Cautious.Longest(question.Days);
        return new KnownThing(
            Called("question", question.Id),
            [
                .. question.Days.Select(d => new Saying(
                    words.Get("history.known.days", d.Min),
                    d.From,
                    Mark(question.Days, x => x.Most, d, longest, "longest"),
                    d.Reading
                )),
                .. question.Also.Select(a => new Saying(words["history.known.untimed"], a)),
            ]
        )
        {
            Rule = words.Get("history.known.yes", words["outcome." + question.Outcome.ToString().ToLowerInvariant()]),
        };
    }

    private KnownThing Topic(AftercareTopic topic)
    {
        CitedRange? longest = Cautious.Longest(topic.Hours);
        string until = longest is null ? "" : words.Get("history.known.after", Hours(longest.Most));
        string spf = topic.Spf.Count == 0 ? "" : $"{topic.Spf.Max(s => s.Most)}";
        return new KnownThing(
            words.Get("aftercare." + topic.Id, until, spf),
            [
                .. topic.Hours.Select(h => new Saying(
                    Span(h, Hours),
                    h.From,
                    Mark(topic.Hours, x => x.Most, h, longest, "longest"),
                    h.Reading
                )),
                .. topic.Spf.Select(f => new Saying(words.Get("history.known.spf", Span(f, n => $"{n}")), f.From)),
                .. topic.Also.Select(a => new Saying(words["history.known.untimed"], a)),
            ]
        );
    }

    private KnownThing Expected(Expectation expected) =>
        new(
            words[expected.Text],
            [
                .. expected.From.Select(f => new Saying(
                    words.Get("history.known.between", Hours(expected.FromHours), Hours(expected.ToHours)),
                    f
                )),
            ]
        );

    private KnownThing Side(SideEffect side) =>
        new(Called("side", side.Id), [.. side.From.Select(f => new Saying(Called("frequency", side.Frequency), f))]);

    private string Called(string group, string id) => words.Texts.Has($"{group}.{id}") ? words[$"{group}.{id}"] : id;

    /// <summary>A range of one unit: "6 to 8 weeks".</summary>
    private string Range(CitedRange range, string unit) =>
        range.Max is { } max && max != range.Min
            ? words.Get("report.advice.range", range.Min, words.Get(unit, max))
            : Span(range, n => words.Get(unit, n));

    private string When(CitedRange range) =>
        range.When is null ? "" : $" ({words.Get("report.advice.only", Called("when", range.When))})";

    private string Span(CitedRange range, Func<int, string> unit) =>
        range.Max is not { } max ? words.Get("report.advice.at-least", unit(range.Min))
        : max == range.Min ? unit(max)
        : words.Get("report.advice.range", unit(range.Min), unit(max));

    private string Span(IReadOnlyList<CitedRange> ranges) =>
        ranges.Count == 0 ? "?"
        : ranges.Min(r => r.Min) == ranges.Max(r => r.Most) ? $"{ranges[0].Min}"
        : words.Get("report.advice.range", ranges.Min(r => r.Min), ranges.Max(r => r.Most));

    private string Hours(int hours) =>
        hours > 0 && hours % HoursPerWeek == 0
            ? words.Get(hours == HoursPerWeek ? "history.known.week" : "history.known.weeks", hours / HoursPerWeek)
        : hours % HoursPerDay == 0 && hours > 2 * HoursPerDay ? words.Get("history.known.n-days", hours / HoursPerDay)
        : words.Get("history.known.hours", hours);
}
