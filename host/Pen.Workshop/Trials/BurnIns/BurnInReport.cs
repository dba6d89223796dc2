using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Plots;
using Pen.Workshop.Trials.Plots;
using static Pen.Records.Reports.Html.Tag;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>A burn-in on one page for print; nothing in it is fetched from anywhere.</summary>
internal static class BurnInReport
{
    /// <summary>A line is broken where nothing was measured for this part of the time: one of so many.</summary>
    private const double MostGap = 12;

    private static readonly PlotPen Extremes = new("#7a8ca0", "2 2", 0.9);

    private static readonly (Quantity Quantity, string Label)[] Plots =
    [
        (Quantity.PositionError, "Measured stop position less set depth, µm"),
        (Quantity.SpeedError, "Speed less set, % of set"),
        (Quantity.Motor, "Motor, °C"),
        (Quantity.Board, "Board, °C"),
        (Quantity.Cell, "Cell, V"),
        (Quantity.RoundTrip, "Round trip, ms"),
    ];

    /// <summary>The page.</summary>
    public static string Write(BurnInRecord record, IReadOnlyDictionary<Quantity, Tally> tallies) =>
        HtmlPage.Write(
            "en",
            "Page",
            $"Burn-in of pen {record.Serial}",
            "",
            [
                Of("h1", "Burn-in of pen ", Entered(record.Serial)),
                record.IsSimulated ? Of("p.mark", "SIMULATED PEN: nothing here was measured on a real board.") : null,
                Of("p.lead", $"Result: {record.Words}."),
                Facts(
                    ("Began", record.Began.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
                    ("Lasted", $"{Took(record.Seconds)} of {Took(record.PlannedSeconds)}"),
                    ("Cycles", $"{record.Cycles}, with the motor in {record.MotorCycles}"),
                    ("Firmware", record.Firmware),
                    ("Measured by", $"pen {record.Tool}"),
                    ("Every value", record.Journal)
                ),
                Failures(record),
                Of("h2", "Over the whole time"),
                Statistics(record),
                Of("h2", "At the end"),
                Table(
                    "What pen and line have kept book of",
                    ["what", "#measured", "allowed", "source", "result"],
                    record.Figures.Select(f =>
                        new object?[] { f.Name, f.Measured, f.Allowed, f.Source, f.Passed ? "pass" : "FAIL" }
                    )
                ),
                Of("h2", "Over time"),
                Plots
                    .Where(p => tallies[p.Quantity].Count > 0)
                    .Select(p => Of("figure", Plot(p.Label, p.Quantity, tallies[p.Quantity]))),
                Of(
                    "p.small",
                    "Thick: mean of each stretch of time; thin: its lowest and highest value; dotted: a limit. The position is that of the "
                        + "depth stop as the pen's own sensor tells it, not how deep a needle goes."
                ),
            ]
        );

    private static IEnumerable<XElement> Failures(BurnInRecord record) =>
        record.Failures().Select(f => Of("p.note", Entered(f)));

    private static XElement Statistics(BurnInRecord record) =>
        Table(
            "Lowest, mean and highest value; drift is the mean of the last tenth less that of the first",
            ["quantity", "#count", "#lowest", "#mean", "#highest", "#drift", "unit", "allowed", "source", "result"],
            record.Statistics.Select(s =>
                new object?[]
                {
                    s.Name,
                    s.Count.ToString(CultureInfo.InvariantCulture),
                    N(s.Min),
                    N(s.Mean),
                    N(s.Max),
                    N(s.LastTenth - s.FirstTenth),
                    s.Unit,
                    s.Allowed,
                    s.Source,
                    s.Passed switch
                    {
                        true => "pass",
                        false => "FAIL",
                        null => "not run",
                    },
                }
            )
        );

    private static XElement Plot(string label, Quantity quantity, Tally tally)
    {
        var points = tally.Stretches.ToList();
        double last = points[^1].Seconds;
        (double unit, string name) =
            last > 7200 ? (3600, "time, h")
            : last > 300 ? (60, "time, min")
            : (1, "time, s");
        QuantityRule rule = QuantityRule.Of(quantity);
        double low = points.Min(p => p.Min);
        double high = points.Max(p => p.Max);
        double? limit = Near(rule.Most, low, high);
        double room = Math.Max(Math.Max(high, limit ?? high) - low, Math.Max(Math.Abs(high) * 0.02, 0.01)) * 0.25;
        List<IReadOnlyList<PlotPoint>> Line(Func<(double Seconds, double Min, double Mean, double Max), double> of) =>
            Pieces([.. points.Select(p => new PlotPoint(p.Seconds / unit, of(p)))], last / unit / MostGap);
        var axis = new PlotAxis(label, low - (room / 3), Math.Max(high, limit ?? high) + room);
        return new LinePlot(TrialWords.English, label, new PlotAxis(name, 0, Math.Max(last / unit, 1e-3) * 1.01), axis)
        {
            Series =
            [
                new("lowest and highest", Extremes, [.. Line(p => p.Min), .. Line(p => p.Max)], []),
                new("mean\u00A0", PlotPen.Measured, Line(p => p.Mean), Alone(Line(p => p.Mean))),
            ],
            Limit = limit is { } most ? new PlotLimit("limit", most) : null,
            NamesTime = true,
        }.Draw();
    }

    /// <summary>Where nothing was measured for long, no line pretends that something was.</summary>
    private static List<IReadOnlyList<PlotPoint>> Pieces(List<PlotPoint> points, double gap)
    {
        var pieces = new List<IReadOnlyList<PlotPoint>>();
        int begin = 0;
        for (int i = 1; i <= points.Count; i++)
        {
            if (i == points.Count || points[i].X - points[i - 1].X > gap)
            {
                pieces.Add(points[begin..i]);
                begin = i;
            }
        }

        return pieces;
    }

    /// <summary>Points that no line joins to others.</summary>
    private static List<PlotPoint> Alone(IEnumerable<IReadOnlyList<PlotPoint>> pieces) =>
        [.. pieces.Where(p => p.Count == 1).Select(p => p[0])];

    /// <summary>A limit that is drawn, because it does not press the values flat.</summary>
    private static double? Near(double? limit, double low, double high) =>
        limit is { } l && l - high <= 3 * Math.Max(high - low, Math.Abs(high) * 0.1) ? l : null;

    private static string Took(double seconds) => Words.Of(TimeSpan.FromSeconds(seconds));

    private static string N(double? value)
    {
        if (value is not { } number)
        {
            return "–";
        }

        int places =
            Math.Abs(number) >= 100 ? 0
            : Math.Abs(number) >= 10 ? 1
            : 2;
        // Without the zero a small negative number would be written as -0.00.
        return (Math.Round(number, places) + 0.0).ToString($"F{places}", CultureInfo.InvariantCulture);
    }
}
