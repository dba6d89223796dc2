using System;
using System.Collections.Generic;
using Pen.Records.Knowledge;

namespace Pen.Records.Screening;

/// <summary>What a client has answered.</summary>
/// <param name="Question">Id of the question.</param>
/// <param name="Yes">Null for "I do not know", which counts as a yes.</param>
/// <param name="Since">For questions with a time: the day of the last dose, the last radiotherapy.</param>
public sealed record ScreeningAnswer(string Question, bool? Yes, DateOnly? Since = null);

/// <summary>Why not, or not without a reason.</summary>
/// <param name="Question">Id of the question.</param>
/// <param name="Outcome">Caution or stop.</param>
/// <param name="PossibleFrom">The first day on which the longest time that any source asks for has passed; null where there is no time, or no day to count from.</param>
/// <param name="BySource">That day by each source.</param>
/// <param name="From">Sources that ask for it.</param>
public sealed record ScreeningFinding(
    string Question,
    ScreeningOutcome Outcome,
    DateOnly? PossibleFrom,
    IReadOnlyList<SourceDay> BySource,
    IReadOnlyList<string> From
);

/// <summary>A day, and who says so.</summary>
/// <param name="From">Source and line.</param>
/// <param name="Day">The day.</param>
public sealed record SourceDay(string From, DateOnly Day);

/// <summary>What screening has come to.</summary>
/// <param name="Outcome">The gravest of the findings; go without any.</param>
/// <param name="PossibleFrom">With stop: the day from which it would be possible, where every stop has one.</param>
/// <param name="Findings">Why.</param>
/// <param name="Version">Version of the questions.</param>
/// <param name="On">Day on which it was judged.</param>
/// <param name="AskedBy">Who has asked.</param>
/// <param name="Answers">The answers, as they were given.</param>
public sealed record ScreeningResult(
    ScreeningOutcome Outcome,
    DateOnly? PossibleFrom,
    IReadOnlyList<ScreeningFinding> Findings,
    string Version,
    DateOnly On,
    string AskedBy,
    IReadOnlyList<ScreeningAnswer> Answers
);
