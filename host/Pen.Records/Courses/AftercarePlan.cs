using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Records.Courses;

/// <summary>A piece of advice for after a session.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Until">When it ends: the longest time that a source gives; null where none gives a time.</param>
/// <param name="Text">In words, with the day and the time.</param>
public sealed record AftercareAdvice(AftercareTopic Topic, DateTimeOffset? Until, string Text);

/// <summary>Aftercare in plain words, with dates.</summary>
public static class AftercarePlan
{
    /// <summary>Everything to do and to leave after a session that ended at <paramref name="ended"/> (local time).</summary>
    public static IReadOnlyList<AftercareAdvice> For(ProtocolLibrary library, TextTable texts, DateTimeOffset ended) =>
        [.. library.Aftercare.Select(topic => Advice(topic, texts, ended))];

    private static AftercareAdvice Advice(AftercareTopic topic, TextTable texts, DateTimeOffset ended)
    {
        DateTimeOffset? until = Cautious.Longest(topic.Hours) is { } longest ? RoundUp(ended.AddHours(longest.Most)) : null;
        string spf = topic.Spf.Count == 0 ? "" : $"{topic.Spf.Max(s => s.Most)}";
        return new AftercareAdvice(
            topic,
            until,
            texts.Get("aftercare." + topic.Id, until is { } time ? texts.Moment(time) : "", spf)
        );
    }

    /// <summary>Nobody counts minutes at home: the next half hour.</summary>
    private static DateTimeOffset RoundUp(DateTimeOffset time)
    {
        long half = TimeSpan.FromMinutes(30).Ticks;
        long over = time.Ticks % half;
        return over == 0 ? time : time.AddTicks(half - over);
    }
}
