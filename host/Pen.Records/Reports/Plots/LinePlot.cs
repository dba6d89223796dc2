using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using static Pen.Records.Reports.Html.Tag;

namespace Pen.Records.Reports.Plots;

/// <summary>Lines over time as a figure: axes with units and ticks, limits, a legend, and a description for whoever cannot see it.</summary>
internal sealed class LinePlot(IPlotWords words, string title, PlotAxis x, PlotAxis y)
{
    private const double Width = 720;
    private const double Height = 116;
    private const double HeightWithLabel = 130;
    private const double Left = 46;
    private const double Right = 708;
    private const double Top = 20;
    private const double Bottom = 98;
    private const int MostPoints = 600;
    private const int TicksAcross = 10;
    private const int TicksUp = 4;
    private const string LimitColour = "#8a1c1c";
    private const double LetterWidth = 5.5;

    /// <summary>Lines and marks.</summary>
    public required IReadOnlyList<PlotSeries> Series { get; init; }

    /// <summary>A level that is not to be passed; null for none.</summary>
    public PlotLimit? Limit { get; init; }

    /// <summary>Where something begins.</summary>
    public IReadOnlyList<PlotDivider> Dividers { get; init; } = [];

    /// <summary>Whether the axis of time is named: of plots above one another the last one's is.</summary>
    public bool NamesTime { get; init; }

    /// <summary>The figure.</summary>
    public XElement Draw() =>
        Svg(
            "svg",
            [
                ("viewBox", $"0 0 {Width} {(NamesTime ? HeightWithLabel : Height)}"),
                ("role", "img"),
                ("class", "plot"),
                ("font-family", "sans-serif"),
                ("font-size", "11"),
                ("fill", "#222"),
            ],
            Svg("title", [], title),
            Svg("desc", [], Description()),
            Grid(),
            Dividers.Select(Divider),
            Limit is null ? null : LimitLine(Limit),
            Series.SelectMany(Line),
            Legend()
        );

    private string Description() =>
        string.Join(
            " ",
            Series
                .Where(s => s.Points.Any())
                .Select(s =>
                    words.Range(
                        s.Name,
                        words.Decimal(s.Points.Min(p => p.Y), y.Places(TicksUp) + 1),
                        words.Decimal(s.Points.Max(p => p.Y), y.Places(TicksUp) + 1)
                    )
                )
        );

    private IEnumerable<XElement> Grid()
    {
        yield return Text(2, 12, y.Label, ("font-weight", "bold"));
        foreach (double tick in y.Ticks(TicksUp))
        {
            yield return Straight(Left, Y(tick), Right, Y(tick), ("stroke", tick == 0 ? "#555" : "#ddd"));
            yield return Text(Left - 5, Y(tick) + 4, words.Decimal(tick, y.Places(TicksUp)), ("text-anchor", "end"));
        }

        foreach (double tick in x.Ticks(TicksAcross))
        {
            yield return Straight(X(tick), Bottom, X(tick), Bottom + 4, ("stroke", "#555"));
            yield return Text(X(tick), Bottom + 13, words.Decimal(tick, x.Places(TicksAcross)), ("text-anchor", "middle"));
        }

        yield return Straight(Left, Bottom, Right, Bottom, ("stroke", "#555"));
        yield return Straight(Left, Top, Left, Bottom, ("stroke", "#555"));
        if (NamesTime)
        {
            yield return Text(Right, HeightWithLabel - 3, x.Label, ("text-anchor", "end"));
        }
    }

    private XElement[] Divider(PlotDivider divider) =>
        [
            Straight(X(divider.X), Top, X(divider.X), Bottom, ("stroke", "#888"), ("stroke-dasharray", "1 3")),
            Text(X(divider.X) + 3, Top + 9, divider.Name, ("font-size", "9"), ("fill", "#555")),
        ];

    private XElement[] LimitLine(PlotLimit limit) =>
        [
            Straight(
                Left,
                Y(limit.Y),
                Right,
                Y(limit.Y),
                ("stroke", LimitColour),
                ("stroke-dasharray", "2 3"),
                ("stroke-width", "1.2")
            ),
        ];

    private IEnumerable<XElement> Line(PlotSeries series)
    {
        int all = Math.Max(1, series.Lines.Sum(l => l.Count));
        foreach (IReadOnlyList<PlotPoint> line in series.Lines)
        {
            int share = Math.Max(8, (int)((long)MostPoints * line.Count / all));
            yield return Svg(
                "polyline",
                [
                    ("fill", "none"),
                    ("stroke", series.Pen.Colour),
                    ("stroke-width", N(series.Pen.Width)),
                    ("stroke-dasharray", series.Pen.Dash.Length == 0 ? "none" : series.Pen.Dash),
                    ("points", string.Join(' ', Thinning.Of(line, share).Select(p => $"{N(X(p.X))},{N(Y(p.Y))}"))),
                ]
            );
        }

        foreach (PlotPoint mark in series.Marks)
        {
            yield return Mark(X(mark.X), Y(mark.Y), series.Pen);
        }
    }

    /// <summary>From right to left above the plot.</summary>
    private IEnumerable<XElement> Legend()
    {
        double right = Right;
        if (Limit is not null)
        {
            var line = new PlotPen(LimitColour, "2 3", 1.2);
            right -= 34 + (Limit.Name.Length * LetterWidth);
            yield return Entry(right, Limit.Name, line, isMark: false);
        }

        foreach (PlotSeries series in Series.Where(s => s.Points.Any()).Reverse())
        {
            right -= 34 + (series.Name.Length * LetterWidth);
            yield return Entry(right, series.Name, series.Pen, series.Lines.Count == 0);
        }
    }

    private static XElement Entry(double left, string name, PlotPen pen, bool isMark) =>
        Svg(
            "g",
            [],
            isMark
                ? Mark(left + 14, 8, pen)
                : Straight(
                    left,
                    8,
                    left + 24,
                    8,
                    ("stroke", pen.Colour),
                    ("stroke-width", "2"),
                    ("stroke-dasharray", pen.Dash.Length == 0 ? "none" : pen.Dash)
                ),
            Text(left + 28, 12, name, ("font-size", "10"))
        );

    private static XElement Mark(double x, double y, PlotPen pen) =>
        Svg(
            "circle",
            [("cx", N(x)), ("cy", N(y)), ("r", "3"), ("fill", "#fff"), ("stroke", pen.Colour), ("stroke-width", "1.6")]
        );

    private double X(double value) => Left + ((value - x.Min) / (x.Max - x.Min) * (Right - Left));

    private double Y(double value) => Bottom - ((value - y.Min) / (y.Max - y.Min) * (Bottom - Top));

    private static XElement Straight(double x1, double y1, double x2, double y2, params (string, string)[] more) =>
        Svg("line", [("x1", N(x1)), ("y1", N(y1)), ("x2", N(x2)), ("y2", N(y2)), .. more]);

    private static XElement Text(double x, double y, string text, params (string, string)[] more) =>
        Svg("text", [("x", N(x)), ("y", N(y)), .. more], text);

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
