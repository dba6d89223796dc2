using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;

namespace Pen.Records.Courses;

/// <summary>When the next session may be.</summary>
/// <param name="Earliest">The first day by the longest interval that a source gives.</param>
/// <param name="Because">That interval, and whose it is.</param>
/// <param name="BySource">First and last day by each source; last is null where it gives none.</param>
public sealed record NextSession(DateOnly Earliest, CitedRange Because, IReadOnlyList<SourceWindow> BySource)
{
    /// <summary>Whether a day needs a reason in writing: it is before the earliest.</summary>
    public bool NeedsReason(DateOnly day) => day < Earliest;
}

/// <summary>Days between which a source would have the next session.</summary>
public sealed record SourceWindow(CitedRange Interval, DateOnly First, DateOnly? Last);

/// <summary>What sources say of a course for an indication, and what is proposed.</summary>
/// <param name="Indication">What is treated.</param>
/// <param name="Sessions">Everything that is said of the number of sessions.</param>
/// <param name="IntervalWeeks">Everything that is said of the time between two.</param>
/// <param name="ProposedSessions">The fewest; null where nobody says anything.</param>
/// <param name="ProposedInterval">The longest; null likewise.</param>
public sealed record CourseAdvice(
    Indication Indication,
    IReadOnlyList<CitedRange> Sessions,
    IReadOnlyList<CitedRange> IntervalWeeks,
    CitedRange? ProposedSessions,
    CitedRange? ProposedInterval
)
{
    private const int DaysPerWeek = 7;

    /// <summary>What a library says of an indication.</summary>
    public static CourseAdvice For(ProtocolLibrary library, Indication indication)
    {
        IReadOnlyList<CitedRange> sessions = library.Sessions(indication);
        IReadOnlyList<CitedRange> intervals = library.IntervalWeeks(indication);
        return new CourseAdvice(indication, sessions, intervals, Cautious.Fewest(sessions), Cautious.Longest(intervals));
    }

    /// <summary>When the session after one on <paramref name="last"/> may be; null where nobody gives an interval.</summary>
    public NextSession? After(DateOnly last)
    {
        if (ProposedInterval is not { } longest)
        {
            return null;
        }

        SourceWindow[] windows =
        [
            .. IntervalWeeks.Select(i => new SourceWindow(
                i,
                last.AddDays(i.Min * DaysPerWeek),
                i.Max is { } max ? last.AddDays(max * DaysPerWeek) : null
            )),
        ];
        return new NextSession(last.AddDays(longest.Most * DaysPerWeek), longest, windows);
    }
}
