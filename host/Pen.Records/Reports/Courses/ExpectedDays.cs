using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;

namespace Pen.Records.Reports.Courses;

/// <summary>Days for which the same is expected.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="IsHour">Whether it is over within an hour or so.</param>
/// <param name="IsFirst">Whether it begins with the treatment.</param>
/// <param name="Expected">What.</param>
internal sealed record ExpectedDays(
    DateOnly First,
    DateOnly Last,
    bool IsHour,
    bool IsFirst,
    IReadOnlyList<Expectation> Expected
)
{
    private const int AnHour = 1;

    /// <summary>What is expected, by the days on which it begins and ends.</summary>
    /// <param name="expectations">Expectations.</param>
    /// <param name="from">When the treatment ended, local time.</param>
    public static IReadOnlyList<ExpectedDays> Of(IReadOnlyList<Expectation> expectations, DateTimeOffset from) =>
        [
            .. expectations
                .GroupBy(e => (e.FromHours, e.ToHours))
                .OrderBy(g => g.Key.FromHours)
                .ThenBy(g => g.Key.ToHours)
                .Select(g => new ExpectedDays(
                    DateOnly.FromDateTime(from.AddHours(g.Key.FromHours).DateTime),
                    DateOnly.FromDateTime(from.AddHours(g.Key.ToHours).DateTime),
                    g.Key.ToHours <= AnHour,
                    g.Key.FromHours == 0,
                    [.. g]
                )),
        ];

    /// <summary>When, in words.</summary>
    public string Label(ReportWords words) =>
        IsHour ? words.Get("report.sheet.first-hour")
        : IsFirst ? words.Get("report.sheet.until", words.Weekday(Last))
        : First.Month == Last.Month ? InOneMonth(words)
        : words.Get("report.sheet.between", words.Weekday(First), words.Weekday(Last));

    private string InOneMonth(ReportWords words) =>
        words.Get(
            "report.sheet.between-days",
            words.Get($"day.{(int)First.DayOfWeek}"),
            First.Day,
            words.Get($"day.{(int)Last.DayOfWeek}"),
            Last.Day,
            words.Get($"month.{Last.Month}")
        );
}
