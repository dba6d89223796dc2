using System;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Runs;

namespace Pen.Cli.Treat;

/// <summary>What a pen did, in a line.</summary>
internal static class RunWords
{
    /// <summary>A run in words.</summary>
    public static string Of(PenRun run)
    {
        string faults = string.Concat(run.Faults.Select(f => $", FLT-{(int)f} {FaultText.Name(f)}"));
        string ending = run.Ending switch
        {
            RunEnding.PowerLost => "cut off by a loss of power",
            RunEnding.Missing => "its end is not recorded yet",
            _ => Output.Words(run.StopReason),
        };
        return FormattableString.Invariant(
            $"{Output.Words(run.Area)}: {run.Duration.TotalSeconds:0.0} s at set {run.SetDepthMicrons / 1000.0:0.00} mm (measured stop {run.MeasuredStopMicrons / 1000.0:0.00} mm), {run.MeanSpeedHz:0.0} Hz, {run.Strokes:N0} strokes, {run.Punctures:N0} punctures; {ending}{faults}."
        );
    }
}
