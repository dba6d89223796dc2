using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Reports.Plots;
using Pen.Workshop.Trials.Plots;

namespace Pen.Workshop.Trials.SelfTests;

/// <summary>Measured stop position and state over the time of a self-test.</summary>
internal static class SelfTestPlot
{
    /// <summary>The picture of all runs, one behind the other, as a file of its own.</summary>
    public static string Draw(IReadOnlyList<SelfTestRun> runs, string serial)
    {
        var lines = new List<IReadOnlyList<PlotPoint>>();
        var dividers = new List<PlotDivider>();
        double begin = 0;
        foreach (IReadOnlyList<Telemetry> samples in runs.Select(r => r.Samples))
        {
            TimeSpan zero = samples[0].Uptime;
            double At(Telemetry s) => begin + (s.Uptime - zero).TotalSeconds;
            lines.Add([.. samples.Select(s => new PlotPoint(At(s), s.MeasuredDepthMicrons / 1000.0))]);
            // Names do not fit where many runs stand side by side.
            dividers.AddRange(
                samples
                    .Where((s, i) => i == 0 || s.State != samples[i - 1].State)
                    .Select(s => new PlotDivider(At(s), runs.Count > 3 ? "" : Words.Of(s.State)))
            );
            begin = At(samples[^1]) + 0.2;
        }

        var measured = new PlotSeries("measured stop position", PlotPen.Measured, lines, []);
        double second = SelfTestRunner.SecondPointMicrons / 1000.0;
        var set = new PlotSeries(
            "second point",
            PlotPen.Set,
            [
                [new(0, second), new(begin, second)],
            ],
            []
        );
        XElement plot = new LinePlot(
            TrialWords.English,
            $"Self-test of pen {serial}",
            new PlotAxis("time, s", 0, Math.Max(0.1, begin)),
            new PlotAxis("Depth, mm", -0.3, 0.8)
        )
        {
            Series = [set, measured],
            Dividers = dividers,
            NamesTime = true,
        }.Draw();
        return TrialWords.File(plot);
    }
}
