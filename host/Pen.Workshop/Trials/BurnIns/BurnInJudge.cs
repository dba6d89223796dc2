using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>Judges statistics by their rules.</summary>
internal static class BurnInJudge
{
    /// <summary>Every quantity, judged.</summary>
    /// <param name="tallies">What was measured.</param>
    /// <param name="motorRan">Whether the motor turned at every speed at least once.</param>
    public static IReadOnlyList<Statistic> Judge(IReadOnlyDictionary<Quantity, Tally> tallies, bool motorRan) =>
        [.. QuantityRule.All.Select(rule => Judge(rule, tallies[rule.Quantity], motorRan))];

    /// <summary>The verdict over all.</summary>
    public static BurnInVerdict Verdict(bool failed, bool ended, bool motorRan) =>
        failed ? BurnInVerdict.Failed
        : ended ? BurnInVerdict.Ended
        : motorRan ? BurnInVerdict.Passed
        : BurnInVerdict.PassedWithoutMotor;

    /// <summary>The verdict in words.</summary>
    public static string Words(BurnInVerdict verdict, TimeSpan lasted, TimeSpan planned) =>
        verdict switch
        {
            BurnInVerdict.Passed => "passed",
            BurnInVerdict.PassedWithoutMotor => "passed without motor",
            BurnInVerdict.Failed => "failed",
            _ => $"ended after {Trials.Words.Of(lasted)} of {Trials.Words.Of(planned)}",
        };

    private static Statistic Judge(QuantityRule rule, Tally tally, bool motorRan)
    {
        bool notRun = rule.NeedsMotor && !motorRan && tally.Count == 0;
        double drift = Math.Abs(tally.LastTenth - tally.FirstTenth);
        double low = rule.JudgesMean ? tally.Mean : tally.Min;
        double high = rule.JudgesMean ? tally.Mean : tally.Max;
        bool passed = tally.Count > 0 && !(low < rule.Least) && !(high > rule.Most) && !(drift > rule.MostDrift);
        string allowed = new Figure("", null, rule.Unit, rule.Least, rule.Most, "").Allowed;
        return new Statistic(
            rule.Name,
            rule.Unit,
            tally.Count,
            Known(tally.Min),
            Known(tally.Mean),
            Known(tally.Max),
            Known(tally.FirstTenth),
            Known(tally.LastTenth),
            rule.MostDrift is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"{allowed}, drift at most {most} {rule.Unit}")
                : allowed,
            rule.Source,
            notRun ? null : passed
        );
    }

    private static double? Known(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;
}
