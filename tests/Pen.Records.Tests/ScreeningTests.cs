using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;
using Pen.Records.Screening;

namespace Pen.Records.Tests;

/// <summary>Questions before a course, and what answers come to.</summary>
public class ScreeningTests
{
    private static readonly ProtocolLibrary Library = ProtocolLibrary.BuiltIn;
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static List<ScreeningAnswer> AllNo() => [.. Library.Questions.Select(q => new ScreeningAnswer(q.Id, false))];

    private static ScreeningResult With(string question, bool? yes, DateOnly? since = null)
    {
        List<ScreeningAnswer> answers = AllNo();
        answers[answers.FindIndex(a => a.Question == question)] = new ScreeningAnswer(question, yes, since);
        return ScreeningJudge.Judge(Library, answers, Today, "A. Nurse");
    }

    [Fact]
    public void NothingThatSpeaksAgainstItIsGo()
    {
        List<ScreeningAnswer> answers = AllNo();
        ScreeningResult result = ScreeningJudge.Judge(Library, answers, Today, "A. Nurse");
        Assert.Equal((ScreeningOutcome.Go, null), (result.Outcome, result.PossibleFrom));
        Assert.Empty(result.Findings);
        Assert.Equal((Library.Version, Today, "A. Nurse"), (result.Version, result.On, result.AskedBy));
        Assert.Equal(answers, result.Answers);
    }

    [Theory]
    [InlineData("pregnant", ScreeningOutcome.Stop)]
    [InlineData("breastfeeding", ScreeningOutcome.Stop)]
    [InlineData("keloid", ScreeningOutcome.Stop)]
    [InlineData("infection-or-herpes", ScreeningOutcome.Stop)]
    [InlineData("active-acne", ScreeningOutcome.Stop)]
    [InlineData("blood-thinners", ScreeningOutcome.Stop)]
    [InlineData("bleeding-disorder", ScreeningOutcome.Stop)]
    [InlineData("cancer", ScreeningOutcome.Stop)]
    [InlineData("autoimmune-facial", ScreeningOutcome.Stop)]
    [InlineData("dark-complexion", ScreeningOutcome.Caution)]
    [InlineData("under-22", ScreeningOutcome.Caution)]
    public void AYesLeadsWhereTheDataSayAndNotKnowingIsAYes(string question, ScreeningOutcome outcome)
    {
        foreach (bool? answer in new bool?[] { true, null })
        {
            ScreeningResult result = With(question, answer);
            Assert.Equal((outcome, null), (result.Outcome, result.PossibleFrom));
            ScreeningFinding finding = Assert.Single(result.Findings);
            Assert.Equal(question, finding.Question);
            Assert.NotEmpty(finding.From);
        }
    }

    [Fact]
    public void IsotretinoinCountsByTheLongestTimeAndTellsAllOfThem()
    {
        ScreeningFinding finding = Assert.Single(With("isotretinoin", true, new DateOnly(2026, 3, 1)).Findings);
        Assert.Equal(new DateOnly(2027, 3, 2), finding.PossibleFrom);
        Assert.Equal(
            [("S0:21", new DateOnly(2026, 6, 1)), ("CLINICS", new DateOnly(2026, 9, 1)), ("CLINICS", new DateOnly(2027, 3, 2))],
            finding.BySource.Select(d => (d.From, d.Day))
        );
        Assert.Null(With("isotretinoin", true).PossibleFrom);
        Assert.Equal(ScreeningOutcome.Stop, With("isotretinoin", true).Outcome);
        Assert.Equal(ScreeningOutcome.Stop, With("isotretinoin", true, Today.AddDays(-365)).Outcome);
        Assert.Equal(ScreeningOutcome.Go, With("isotretinoin", true, Today.AddDays(-366)).Outcome);
    }

    [Fact]
    public void TheDayOfSeveralStopsIsTheLastAndThereIsNoneWhereOneHasNone()
    {
        List<ScreeningAnswer> answers = AllNo();
        answers[answers.FindIndex(a => a.Question == "isotretinoin")] = new("isotretinoin", true, new DateOnly(2026, 10, 1));
        answers[answers.FindIndex(a => a.Question == "radiotherapy")] = new("radiotherapy", true, new DateOnly(2026, 1, 1));
        Assert.Equal(new DateOnly(2027, 10, 2), ScreeningJudge.Judge(Library, answers, Today, "x").PossibleFrom);
        answers[answers.FindIndex(a => a.Question == "keloid")] = new("keloid", true);
        Assert.Null(ScreeningJudge.Judge(Library, answers, Today, "x").PossibleFrom);
    }

    [Fact]
    public void AnswersThatCannotBeJudgedAreRefusedInWords()
    {
        static string Refused(List<ScreeningAnswer> answers, string by = "x") =>
            Assert.Throws<ScreeningException>(() => ScreeningJudge.Judge(Library, answers, Today, by)).Message;

        List<ScreeningAnswer> missing = AllNo();
        missing.RemoveAt(3);
        Assert.Contains(Library.Questions[3].Id, Refused(missing));
        Assert.Contains("nonsense", Refused([.. AllNo(), new("nonsense", true)]));
        Assert.Contains("two answers to keloid", Refused([.. AllNo(), new("keloid", true)]));
        Assert.Contains("Nobody is named", Refused(AllNo(), "  "));
        Assert.Contains(
            "2026-11-22",
            Refused([.. AllNo().Where(a => a.Question != "isotretinoin"), new("isotretinoin", true, Today.AddDays(1))])
        );
        Assert.Contains(
            "cannot be the day",
            Refused([.. AllNo().Where(a => a.Question != "isotretinoin"), new("isotretinoin", true, new DateOnly(1, 1, 1))])
        );
    }
}
