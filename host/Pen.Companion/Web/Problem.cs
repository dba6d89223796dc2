using System;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Security;
using Pen.Companion.Sessions;
using Pen.Records;

namespace Pen.Companion.Web;

/// <summary>What went wrong, for a person: one sentence on what, one on what to do.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="Cure">What to do.</param>
public sealed record Problem(string What, string Cure)
{
    /// <summary>Whether an exception is one that is told to people; the others are mistakes of this program.</summary>
    public static bool IsForPeople(Exception exception) =>
        exception
            is PenException
                or RecordsException
                or PenAwayException
                or SessionBusyException
                or SeatTakenException
                or OwnFileException;

    /// <summary>An exception in words.</summary>
    public static Problem Of(Exception exception, Words words) =>
        exception switch
        {
            PenException pen => PenProblems.Of(pen, words),
            PenAwayException { Why: { } why } => PenProblems.Of(why, words),
            PenAwayException => new Problem(words["problem.away"], words["problem.away.cure"]),
            SessionBusyException busy => new Problem(
                words.Get("problem.session-busy", busy.By),
                words["problem.session-busy.cure"]
            ),
            SeatTakenException taken => new Problem(
                words.Get("problem.seat", taken.By.Length > 0 ? taken.By : words["seat.nobody"]),
                words["problem.seat.cure"]
            ),
            RecordsException records => RecordsProblems.Of(records, words),
            OwnFileException file => new Problem(words.Get("problem.own-file", file.Path), words["problem.own-file.cure"]),
            _ => new Problem(exception.Message, ""),
        };
}
