using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Trials.SelfTests;

/// <summary>One self-test, as seen from outside: samples from falling asleep to its end, and how the pen stands then.</summary>
internal sealed class SelfTestRun
{
    private readonly int first;
    private readonly int end;

    /// <summary>Takes what was seen.</summary>
    /// <param name="samples">Telemetry from Sleep to the first sample behind the self-test.</param>
    /// <param name="after">The pen's own word at the end.</param>
    public SelfTestRun(IReadOnlyList<Telemetry> samples, PenStatus after)
    {
        Samples = samples;
        After = after;
        first = samples.TakeWhile(s => s.State != PenState.SelfTest).Count();
        end = first + samples.Skip(first).TakeWhile(s => s.State == PenState.SelfTest).Count();
    }

    /// <summary>Telemetry, in order.</summary>
    public IReadOnlyList<Telemetry> Samples { get; }

    /// <summary>The pen's status behind it.</summary>
    public PenStatus After { get; }

    /// <summary>What the pen says has failed; null when nothing has.</summary>
    public TrialFailure? Failure =>
        After.State == PenState.Standby && After.FailedCheck == SelfTestCheck.None
            ? null
            : Watching.PenWatch.FaultOf(After.FirstFault, After.FailedCheck);

    /// <summary>Everything that was measured, judged.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        (double? outSeconds, double? errorMicrons, double? homeSeconds) = Moves();
        double? duration = end < Samples.Count && first < end ? Seconds(first, end) : null;
        const string steps = "the steps' own limits one behind the other, firmware/Control/SelfTest.cs";
        return
        [
            new("duration of the self-test", duration, "s", null, TrialLimits.SelfTestSeconds, steps),
            new("drive cut by the watchdog, samples", Count(s => !Has(s, PenFlags.WatchdogOk)), "", 1, null, "FLT-19"),
            new("gate open, samples", Count(s => Has(s, PenFlags.GateOn)), "", null, 0, "P1, FLT-13"),
            new("drive allowed again at the end, samples", LastAllows(), "", 1, null, "FLT-13"),
            new("time to the second point", outSeconds, "s", null, TrialLimits.MoveSeconds, "CTL-6"),
            new(
                "measured stop position there, off by",
                errorMicrons,
                "µm",
                -TrialLimits.DepthErrorMicrons,
                TrialLimits.DepthErrorMicrons,
                "CTL-5"
            ),
            new("time back home", homeSeconds, "s", null, TrialLimits.MoveSeconds, "CTL-7"),
            new("measured stop position at rest", Samples[^1].MeasuredDepthMicrons, "µm", null, 0, "P4"),
            Cell(After.BatteryMillivolts / 1000.0),
            new("motor", After.MotorCelsius, "°C", null, TrialLimits.MotorWarmCelsius, "FLT-8, warning"),
            new("board", After.BoardCelsius, "°C", null, TrialLimits.BoardWarmCelsius, "FLT-9, limit for arming"),
            new("longest tick of the control loop", After.TickMaxMs, "ms", null, TrialLimits.TickMs, "FLT-18"),
        ];
    }

    private static Figure Cell(double volts) =>
        new("cell", volts, "V", TrialLimits.CellLowestVolts, TrialLimits.CellHighestVolts, "FLT-10, SelfTest.cs");

    private static bool Has(Telemetry sample, PenFlags flag) => sample.Flags.HasFlag(flag);

    private double? Count(Func<Telemetry, bool> holds) => first < end ? Samples.Take(end).Count(holds) : null;

    private double LastAllows() => Has(Samples[^1], PenFlags.WatchdogOk) ? 1 : 0;

    private double Seconds(int from, int to) => (Samples[to].Uptime - Samples[from].Uptime).TotalSeconds;

    /// <summary>The way to the second point and back, from positions alone: the flag "verified" is up for less than a sample at times.</summary>
    private (double? Out, double? Error, double? Home) Moves()
    {
        const int second = SelfTestRunner.SecondPointMicrons;
        // As near as the pen itself takes for verified.
        const int near = 25;
        int[] there =
        [
            .. Enumerable
                .Range(first, Math.Max(0, end - first))
                .Where(i => Math.Abs(Samples[i].MeasuredDepthMicrons - second) <= near),
        ];
        if (there.Length == 0 || end >= Samples.Count)
        {
            return (null, null, null);
        }

        // It moves from inside the rim; a pen that has parked reads below 0.
        int left = Enumerable.Range(first, there[0] - first).LastOrDefault(i => Samples[i].MeasuredDepthMicrons <= 0, first);
        double error = there.Average(i => Samples[i].MeasuredDepthMicrons) - second;
        return (Seconds(left, there[0]), error, Seconds(there[^1], end));
    }
}
