using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Plots;
using Pen.Records.Runs;

namespace Pen.Records.Reports.Treatments;

/// <summary>Depth, speed and current of an area over its running time, one run behind the other.</summary>
internal sealed class AreaPlots
{
    /// <summary>Between values further apart nothing is drawn: nobody knows what was there.</summary>
    private const double LongestGapSeconds = 1.0;

    /// <summary>Names of runs closer together than this share of the width would stand on each other.</summary>
    private const double ClosestNames = 0.06;

    private readonly ReportWords words;
    private readonly TreatmentArea area;
    private readonly List<(RunTrace Trace, double Begin)> runs = [];
    private readonly double seconds;

    private AreaPlots(ReportWords words, TreatmentArea area, IReadOnlyList<RunTrace> traces)
    {
        (this.words, this.area) = (words, area);
        foreach (RunTrace trace in traces)
        {
            runs.Add((trace, seconds));
            seconds += trace.Seconds;
        }
    }

    /// <summary>The figure, and what is to be said of it.</summary>
    public static IEnumerable<XElement> Of(ReportWords words, TreatmentArea area, IReadOnlyList<RunTrace> traces)
    {
        var plots = new AreaPlots(words, area, traces);
        return plots.seconds > 0 ? plots.Figure() : [Tag.Of("p.small", words.Get("report.plot.nothing"))];
    }

    private IEnumerable<XElement> Figure()
    {
        string[] without = [.. runs.Where(r => r.Trace.Samples.Count == 0).Select(r => $"{r.Trace.Number}")];
        yield return Tag.Of(
            "figure",
            Tag.Of("figcaption", words.Get("report.plot.caption", words.Area(area))),
            Depth().Draw(),
            Speed().Draw(),
            Current().Draw()
        );
        if (without.Length > 0)
        {
            yield return Tag.Of("p.note", words.Get("report.plot.checkpoints", string.Join(", ", without)));
        }
    }

    private LinePlot Depth()
    {
        PlotSeries[] series =
        [
            Set(s => s.SetDepthMicrons / 1000.0, r => r.SetDepthMicrons / 1000.0, "report.plot.set-depth"),
            Measured(s => s.StopMicrons / 1000.0, "report.plot.stop"),
            Marks(
                (run, c) => (run.SetDepthMicrons + c.WorstDepthErrorMicrons) / 1000.0,
                run => run.MeasuredStopMicrons / 1000.0,
                "report.plot.worst-until"
            ),
        ];
        double limit = Limits.AreaDepthMicrons(area) / 1000.0;
        return Plot("report.plot.depth", series, new PlotLimit(words.Get("report.plot.limit"), limit));
    }

    private LinePlot Speed() =>
        Plot(
            "report.plot.speed",
            [
                Set(s => s.SetSpeedHz, r => r.SetSpeedHz, "report.plot.set-speed"),
                Measured(s => s.SpeedHz, "report.plot.measured-speed"),
                Marks((run, c) => run.SetSpeedHz * (1 + (c.MeanSpeedErrorPermille / 1000.0)), null, "report.plot.mean-until"),
            ]
        );

    private LinePlot Current() =>
        Plot(
            "report.plot.current",
            [
                Measured(s => s.Milliamps, "report.plot.measured-current"),
                Marks((_, c) => c.MeanCurrentMilliamps, null, "report.plot.mean-until"),
            ]
        );

    private LinePlot Plot(string label, IReadOnlyList<PlotSeries> series, PlotLimit? limit = null)
    {
        IEnumerable<double> highest = series.SelectMany(s => s.Points).Select(p => p.Y);
        return new LinePlot(
            words,
            $"{words.Area(area)}: {words.Get(label)}",
            new PlotAxis(words.Get("report.plot.time"), 0, seconds),
            PlotAxis.FromZero(words.Get(label), limit is null ? highest : highest.Append(limit.Y))
        )
        {
            Series = series,
            Limit = limit,
            Dividers = Dividers(),
            NamesTime = label == "report.plot.current",
        };
    }

    private List<PlotDivider> Dividers()
    {
        var dividers = new List<PlotDivider>();
        double named = double.NegativeInfinity;
        foreach ((RunTrace trace, double begin) in runs.Where(_ => runs.Count > 1))
        {
            bool hasRoom = begin - named >= ClosestNames * seconds;
            named = hasRoom ? begin : named;
            dividers.Add(new PlotDivider(begin, hasRoom ? words.Get("report.plot.run", trace.Number) : ""));
        }

        return dividers;
    }

    private PlotSeries Set(Func<TraceSample, double> sample, Func<PenRun, double> whole, string name) =>
        new(
            words.Get(name),
            PlotPen.Set,
            [
                .. runs.SelectMany(r =>
                    r.Trace.Samples.Count > 0
                        ? Pieces(r.Trace, r.Begin, sample)
                        :
                        [
                            [new(r.Begin, whole(r.Trace.Run)), new(r.Begin + r.Trace.Seconds, whole(r.Trace.Run))],
                        ]
                ),
            ],
            []
        );

    private PlotSeries Measured(Func<TraceSample, double> sample, string name) =>
        new(words.Get(name), PlotPen.Measured, [.. runs.SelectMany(r => Pieces(r.Trace, r.Begin, sample))], []);

    /// <summary>Checkpoints, and the run's end, of runs of which nothing else was kept.</summary>
    private PlotSeries Marks(Func<PenRun, RunCheckpoint, double> at, Func<PenRun, double>? atStart, string name) =>
        new(
            words.Get(name),
            PlotPen.Measured,
            [],
            [
                .. runs.Where(r => r.Trace.Samples.Count == 0)
                    .SelectMany(r =>
                        WithEnd(r.Trace.Run)
                            .Select(c => new PlotPoint(r.Begin + c.Time.TotalSeconds, at(r.Trace.Run, c)))
                            .Concat(atStart is null ? [] : [new PlotPoint(r.Begin, atStart(r.Trace.Run))])
                    ),
            ]
        );

    private static IEnumerable<RunCheckpoint> WithEnd(PenRun run) =>
        run.Ending == RunEnding.Recorded
            ? run.Checkpoints.Append(
                new RunCheckpoint(
                    run.Duration,
                    run.Strokes,
                    run.MeanSpeedErrorPermille,
                    run.MeanCurrentMilliamps,
                    run.WorstDepthErrorMicrons
                )
            )
            : run.Checkpoints;

    private static List<List<PlotPoint>> Pieces(RunTrace trace, double begin, Func<TraceSample, double> value)
    {
        var pieces = new List<List<PlotPoint>>();
        double before = double.NegativeInfinity;
        foreach (TraceSample sample in trace.Samples)
        {
            if (sample.Seconds - before > LongestGapSeconds)
            {
                pieces.Add([]);
            }

            pieces[^1].Add(new PlotPoint(begin + sample.Seconds, value(sample)));
            before = sample.Seconds;
        }

        return pieces;
    }
}
