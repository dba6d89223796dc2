using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Pen.Records.Knowledge;
using Pen.Records.Screening;

namespace Pen.Companion.Sessions;

/// <summary>The questions as somebody has filled them in, whole or not. What was not answered has no answer: nothing is assumed.</summary>
public sealed class ScreeningForm
{
    /// <summary>Nothing filled in.</summary>
    public static ScreeningForm Empty { get; } = new([]);

    private readonly IReadOnlyList<Line> lines;

    private ScreeningForm(IReadOnlyList<Line> lines) => this.lines = lines;

    /// <summary>Questions without an answer.</summary>
    public IReadOnlyList<string> Missing => [.. lines.Where(l => l.Answer.Length == 0).Select(l => l.Question)];

    /// <summary>Questions whose day cannot be.</summary>
    public IReadOnlyList<string> BadDays => [.. lines.Where(l => l.IsBadDay).Select(l => l.Question)];

    /// <summary>The answers, where every question has one.</summary>
    public IReadOnlyList<ScreeningAnswer> Answers =>
        [.. lines.Select(l => new ScreeningAnswer(l.Question, l.Answer == "unknown" ? null : l.Answer == "yes", l.Day))];

    /// <summary>Reads what came from a page.</summary>
    /// <param name="form">The fields; others than those of the questions are left aside.</param>
    /// <param name="questions">What was asked.</param>
    /// <param name="today">No day can be later.</param>
    public static ScreeningForm Read(IFormCollection form, IReadOnlyList<ScreeningQuestion> questions, DateOnly today) =>
        new([.. questions.Select(q => ReadLine(form, q, today))]);

    /// <summary>"yes", "no", "unknown", or nothing.</summary>
    public string Answer(string question) => lines.FirstOrDefault(l => l.Question == question)?.Answer ?? "";

    /// <summary>The day, as it was typed.</summary>
    public string Since(string question) => lines.FirstOrDefault(l => l.Question == question)?.Typed ?? "";

    private static Line ReadLine(IFormCollection form, ScreeningQuestion question, DateOnly today)
    {
        string answer = form["answer." + question.Id].ToString();
        string typed = question.Days.Count == 0 ? "" : form["since." + question.Id].ToString().Trim();
        if (answer is not ("yes" or "no" or "unknown"))
        {
            answer = "";
        }

        // A day beside a "no" is left over from an answer that was changed.
        bool counts = answer is "yes" or "unknown" && typed.Length > 0;
        bool isDay = DateOnly.TryParseExact(
            typed,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        );
        bool possible = isDay && day <= today && day > today.AddYears(-LongestLifeYears);
        return new Line(
            question.Id,
            answer,
            typed.Length > 20 ? "" : typed,
            counts && possible ? day : null,
            counts && !possible
        );
    }

    private const int LongestLifeYears = 120;

    private sealed record Line(string Question, string Answer, string Typed, DateOnly? Day, bool IsBadDay);
}
