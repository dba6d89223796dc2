using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;

namespace Pen.Records.Screening;

/// <summary>Judges answers by the questions of a library. Nothing is assumed: every question wants an answer, and "I do not know" is a yes.</summary>
public static class ScreeningJudge
{
    private const int LongestLifeYears = 120;

    /// <summary>Judges.</summary>
    /// <param name="library">Whose questions were asked.</param>
    /// <param name="answers">One for each question.</param>
    /// <param name="today">The day.</param>
    /// <param name="askedBy">Who has asked; 1 to 100 characters.</param>
    /// <exception cref="ScreeningException">An answer is missing, is there twice, is to no question, or has a day that cannot be.</exception>
    public static ScreeningResult Judge(
        ProtocolLibrary library,
        IReadOnlyList<ScreeningAnswer> answers,
        DateOnly today,
        string askedBy
    )
    {
        Check(library, answers, today, askedBy);
        var findings = new List<ScreeningFinding>();
        foreach (ScreeningQuestion question in library.Questions)
        {
            ScreeningAnswer answer = answers.First(a => a.Question == question.Id);
            if (answer.Yes != false && Finding(question, answer, today) is { } finding)
            {
                findings.Add(finding);
            }
        }

        ScreeningOutcome outcome = findings.Select(f => f.Outcome).DefaultIfEmpty(ScreeningOutcome.Go).Max();
        ScreeningFinding[] stops = [.. findings.Where(f => f.Outcome == ScreeningOutcome.Stop)];
        DateOnly? from = stops.Length > 0 && stops.All(s => s.PossibleFrom is not null) ? stops.Max(s => s.PossibleFrom) : null;
        return new ScreeningResult(outcome, from, findings, library.Version, today, askedBy, answers);
    }

    private static ScreeningFinding? Finding(ScreeningQuestion question, ScreeningAnswer answer, DateOnly today)
    {
        string[] from = [.. question.Days.Select(d => d.From), .. question.Also];
        if (Cautious.Longest(question.Days) is not { } longest || answer.Since is not { } since)
        {
            return new ScreeningFinding(question.Id, question.Outcome, null, [], from);
        }

        DateOnly possible = since.AddDays(longest.Most);
        SourceDay[] bySource = [.. question.Days.Select(d => new SourceDay(d.From, since.AddDays(d.Most)))];
        return today >= possible ? null : new ScreeningFinding(question.Id, question.Outcome, possible, bySource, from);
    }

    private static void Check(ProtocolLibrary library, IReadOnlyList<ScreeningAnswer> answers, DateOnly today, string askedBy)
    {
        if (askedBy.Trim().Length is 0 or > 100)
        {
            throw new ScreeningException("Nobody is named who has asked.", "Give the name or the sign of whoever did.");
        }

        string[] asked = [.. library.Questions.Select(q => q.Id)];
        string[] missing = [.. asked.Except(answers.Select(a => a.Question))];
        if (missing.Length > 0)
        {
            throw new ScreeningException(
                $"There is no answer to {string.Join(", ", missing)}.",
                "Ask, or answer \"not known\"."
            );
        }

        if (answers.Select(a => a.Question).Except(asked).FirstOrDefault() is { } unknown)
        {
            throw new ScreeningException(
                $"\"{unknown}\" is not a question of version {library.Version}.",
                "Use the questions of this version."
            );
        }

        if (answers.GroupBy(a => a.Question).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ScreeningException($"There are two answers to {twice.Key}.", "Keep the one that is right.");
        }

        DateOnly earliest = today.AddYears(-LongestLifeYears);
        if (answers.FirstOrDefault(a => a.Since > today || a.Since < earliest) is { } wrong)
        {
            throw new ScreeningException(
                $"{wrong.Since:yyyy-MM-dd} cannot be the day for {wrong.Question}.",
                "Give a day that has been."
            );
        }
    }
}
