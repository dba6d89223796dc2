using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Records.Tests;

/// <summary>What is proposed where sources disagree.</summary>
public class CourseTests
{
    private static readonly ProtocolLibrary Library = ProtocolLibrary.BuiltIn;

    private static CourseAdvice For(string indication) => CourseAdvice.For(Library, Library.FindIndication(indication)!);

    [Fact]
    public void AllIntervalsAreKeptAndTheLongestIsProposed()
    {
        CourseAdvice acne = For("acne-scars");
        Assert.Equal(
            [("S2:9", 6, 8), ("S0:54", 4, 6), ("S1:17", 6, 6), ("S3:10", 2, 4), ("S4:58", 6, 8)],
            acne.IntervalWeeks.Select(i => (i.From, i.Min, i.Max ?? 0))
        );
        Assert.Equal(8, acne.ProposedInterval!.Max);
        // What a source says of the indication stands in place of what it says in general.
        Assert.Equal(
            [("S2:9", 4, 6), ("S0:54", 3, 5), ("S1:17", 4, 6), ("S3:10", 3, 0), ("S4:58", 2, 3)],
            acne.Sessions.Select(i => (i.From, i.Min, i.Max ?? 0))
        );
        Assert.Equal(("S4:58", 2), (acne.ProposedSessions!.From, acne.ProposedSessions.Min));
        Assert.Equal(
            [("S2:9", 2, 4), ("S0:54", 4, 6), ("S1:17", 6, 6), ("S3:10", 2, 4), ("S4:58", 6, 8)],
            For("pigmentation").IntervalWeeks.Select(i => (i.From, i.Min, i.Max ?? 0))
        );
        Assert.Equal(("S2:9", 4, 8), For("stretch-marks").Sessions.Select(i => (i.From, i.Min, i.Max ?? 0)).First());
        // A time that is for superficial treatments only is shown, and proposed to nobody.
        Assert.Contains(For("alopecia").IntervalWeeks, i => i is { When: "superficial", Min: 4 });
        Assert.Null(For("alopecia").ProposedInterval!.When);
    }

    [Fact]
    public void TheNextSessionHasADayAndAWindowBySource()
    {
        NextSession next = For("acne-scars").After(new DateOnly(2026, 11, 21))!;
        Assert.Equal(new DateOnly(2027, 1, 16), next.Earliest);
        Assert.Equal("S2:9", next.Because.From);
        SourceWindow s3 = next.BySource.Single(w => w.Interval.From == "S3:10");
        Assert.Equal((new DateOnly(2026, 12, 5), (DateOnly?)new DateOnly(2026, 12, 19)), (s3.First, s3.Last));
        Assert.True(next.NeedsReason(new DateOnly(2027, 1, 15)));
        Assert.False(next.NeedsReason(new DateOnly(2027, 1, 16)));
    }

    [Fact]
    public void NumbingIsProposedByTheLongestOfTheLeastTimes()
    {
        StepInfo numb = Library.Steps.Single(s => s.Id == "numb");
        Assert.Equal(30, Cautious.LongestLeast(numb.Minutes)!.Min);
        Assert.Equal(["S0:31", "S4:19", "S4:30"], numb.Minutes.Select(m => m.From));
        Assert.False(Library.Devices.Single(d => d.Id == "pen-nano").Anaesthetic);
        Assert.False(Library.Devices.Single(d => d.Id == "dermaroller").Telemetry);
        Assert.Contains("REVIEW2024", Library.Steps.Single(s => s.Id == "products").Warnings);
    }

    [Theory]
    [InlineData("en", "heat", "No sauna, hot tub, hot bath or hot shower until Monday, 23 November, 15:00.")]
    [InlineData(
        "de",
        "heat",
        "Keine Sauna, kein Whirlpool, kein heißes Bad und keine heiße Dusche bis Montag, 23. November, 15:00 Uhr."
    )]
    [InlineData("en", "sun", "No direct sun and no solarium until Saturday, 5 December, 15:00.")]
    [InlineData("en", "sunscreen", "Use a sunscreen of SPF 50 or more every day until Saturday, 5 December, 15:00.")]
    [InlineData("en", "make-up", "No make-up until Monday, 23 November, 15:00.")]
    [InlineData("en", "exercise", "No hard exercise until Monday, 23 November, 15:00.")]
    [InlineData("de", "ice-and-arnica", "Kein Eis und keine Arnikacreme bis Samstag, 28. November, 15:00 Uhr.")]
    [InlineData("en", "clean-hands", "Touch the treated skin only with clean hands.")]
    public void AftercareIsInPlainWordsWithDates(string language, string topic, string text)
    {
        var ended = new DateTimeOffset(2026, 11, 21, 14, 34, 10, TimeSpan.FromHours(1));
        IReadOnlyList<AftercareAdvice> plan = AftercarePlan.For(Library, TextTable.Load(language), ended);
        Assert.Equal(Library.Aftercare.Count, plan.Count);
        Assert.Equal(text, plan.Single(a => a.Topic.Id == topic).Text);
        Assert.All(plan, a => Assert.DoesNotContain('{', a.Text));
    }
}
