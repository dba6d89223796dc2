using System;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Cli.Treat;

/// <summary>What happened in a session, in a line.</summary>
internal static class EventWords
{
    private const int LongestUnknown = 200;

    /// <summary>An event in words; null for those that are for pictures only.</summary>
    public static string? Of(SessionEvent happened)
    {
        if (happened.Kind == EventKind.Trace)
        {
            return null;
        }

        if (happened.Body is null)
        {
            return "(erased)";
        }

        TreatmentFacts facts = TreatmentFacts.From([happened]);
        string words = happened.Kind switch
        {
            EventKind.Early => $"before {facts.Early!.What.AdvisedFrom:yyyy-MM-dd}: {facts.Early.What.Reason}",
            EventKind.Screening => Screening(facts.Screening!.What),
            EventKind.Consent => $"{Output.Words(facts.Consent!.What.Form)}, taken by {facts.Consent.What.By}",
            EventKind.NumbingStarted => $"{facts.NumbingStarted!.What.Product}, for {facts.NumbingStarted.What.Minutes} min",
            EventKind.NumbingEnded =>
                $"after {facts.NumbingEnded!.What.ActedMinutes} min{Because(facts.NumbingEnded.What.Reason)}",
            EventKind.PenSession => Pen(facts.PenSessions[0].What),
            EventKind.Area => Area(facts.Areas[0].What),
            EventKind.DepthReason => facts.DepthReasons[0].What.Reason,
            EventKind.ByHand => ByHand(facts.ByHand[0].What),
            EventKind.Product => $"{facts.Products[0].What.Name} {facts.Products[0].What.Lot}".TrimEnd(),
            EventKind.Aftercare => $"given in {facts.Aftercare!.What.Language}",
            EventKind.Note => facts.Notes[0].What.Text,
            EventKind.Correction => facts.Corrections[0].What.Text,
            _ => happened.Body[..Math.Min(happened.Body.Length, LongestUnknown)],
        };
        return Output.Safe(words);
    }

    private static string Screening(ScreeningDone done) =>
        $"{Output.Words(done.Result.Outcome)}, version {done.Result.Version}, asked by {done.Result.AskedBy}"
        + string.Concat(done.Result.Findings.Select(f => $"; {f.Question}: {Output.Words(f.Outcome)}"))
        + Because(done.Reason);

    private static string Pen(PenSessionOpened opened) =>
        $"{opened.Serial}{(opened.Simulated ? " (SIMULATED)" : "")}, firmware {opened.Firmware}, its session {opened.Number}";

    private static string Area(AreaPrepared area) =>
        $"{Output.Words(area.Area)}, {Output.Depth(area.DepthMicrons)}, {area.SpeedHz} Hz"
        + (area.Reason == ConfirmReason.None ? "" : $", reason: {Output.Words(area.Reason)}");

    private static string ByHand(AreaByHand area) =>
        $"{Output.Words(area.Area)}, needles of {Output.Depth(area.NeedleMicrons)}, {area.Passes} passes; measures nothing";

    private static string Because(string? reason) => reason is null ? "" : "; " + reason;
}
