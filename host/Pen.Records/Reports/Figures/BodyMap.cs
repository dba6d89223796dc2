using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Texts;
using static Pen.Records.Reports.Html.Tag;

namespace Pen.Records.Reports.Figures;

/// <summary>
/// Face and body with the areas that were treated: shaded by punctures, and labelled with their number, for shade alone tells nothing. Every
/// area of the pen's list is there as a group with a stable id, "area-cheek"; left and right are one area.
/// </summary>
public sealed class BodyMap
{
    private const double LeftLabelEnd = 96;
    private const double RightLabelBegin = 304;
    private const double BodyAt = 400;
    private const string Skin = "#fbf6f1";
    private const string Line = "#6b6b6b";

    /// <summary>From few punctures to many.</summary>
    private static readonly string[] Blues = ["#dbe8f5", "#b3d0ea", "#7fb0da", "#4a8bc4", "#1f639f"];

    private readonly ReportWords words;
    private readonly Dictionary<TreatmentArea, AreaMark> marks;
    private readonly long most;

    private BodyMap(ReportWords words, IReadOnlyCollection<AreaMark> marks)
    {
        this.words = words;
        this.marks = marks.ToDictionary(m => m.Area);
        most = Math.Max(1, marks.Select(m => m.Punctures).DefaultIfEmpty(0).Max());
    }

    /// <summary>The figure.</summary>
    /// <param name="texts">Language.</param>
    /// <param name="marks">Areas that were treated; each at most once.</param>
    public static XElement Draw(TextTable texts, IReadOnlyCollection<AreaMark> marks) =>
        new BodyMap(new ReportWords(texts, TimeZoneInfo.Utc), marks).Figure();

    private XElement Figure() =>
        Svg(
            "svg",
            [
                ("viewBox", "0 0 800 424"),
                ("role", "img"),
                ("class", "body-map"),
                ("font-family", "sans-serif"),
                ("font-size", "13"),
                ("fill", "#111"),
            ],
            Svg("title", [], words.Get("report.map.title")),
            Svg("desc", [], Description()),
            Svg("defs", [], Pattern("by-hand", "M0 8 L8 0", "#7a3e00"), Pattern("nano", "M2 2 h2 v2 h-2 Z", "#4d4d4d")),
            Outline(BodyShapes.NeckAndShoulders, "none"),
            Outline(BodyShapes.Ears, Skin),
            Outline(BodyShapes.HeadOutline, Skin),
            Outline(BodyShapes.BodyOutline, Skin),
            Outline(BodyShapes.BodyHead, Skin),
            Outline(BodyShapes.BodyHair, "#d9d4cf"),
            BodyShapes.All.Select(Area),
            Features(),
            BodyShapes.All.Where(s => marks.ContainsKey(s.Area)).Select(Label),
            Scale()
        );

    private XElement Area(BodyShape shape)
    {
        marks.TryGetValue(shape.Area, out AreaMark? mark);
        string name = words.Area(shape.Area);
        string hair = shape.Area == TreatmentArea.Scalp ? "#e6e1dc" : "none";
        string fill =
            mark is null ? hair
            : mark.How == AreaTreatment.Needles ? Shade(mark.Punctures)
            : Skin;
        string? pattern = mark?.How switch
        {
            AreaTreatment.ByHand => "url(#pattern-by-hand)",
            AreaTreatment.Nano => "url(#pattern-nano)",
            _ => null,
        };
        return Svg(
            "g",
            [("id", "area-" + AreaNames.Id(shape.Area)), ("class", mark is null ? "area" : "area treated")],
            Svg("title", [], mark is null ? name : $"{name}: {Amount(mark)}"),
            Path(shape.Path, fill, mark is null ? "#c9c2bb" : "#333", mark is null ? "0.6" : "1.1"),
            pattern is null ? null : Path(shape.Path, pattern, "none", "0")
        );
    }

    private static XElement[] Features() =>
        [
            Outline(BodyShapes.Eyes, "#fff"),
            Svg("circle", [("cx", "166"), ("cy", "138"), ("r", "5"), ("fill", "#777")]),
            Svg("circle", [("cx", "234"), ("cy", "138"), ("r", "5"), ("fill", "#777")]),
            Path(BodyShapes.Brows, "none", "#8a7f76", "3.2"),
            Outline(BodyShapes.Mouth, "#e9d2cb"),
        ];

    private XElement Label(BodyShape shape)
    {
        AreaMark mark = marks[shape.Area];
        double offset = shape.FromX > BodyAt ? BodyAt : 0;
        double at = offset + (shape.OnRight ? RightLabelBegin : LeftLabelEnd);
        string anchor = shape.OnRight ? "start" : "end";
        double near = at + (shape.OnRight ? -4 : 4);
        return Svg(
            "g",
            [("class", "label")],
            Svg(
                "polyline",
                [
                    ("points", $"{N(near)},{N(shape.LabelY)} {N(shape.FromX)},{N(shape.FromY)}"),
                    ("fill", "none"),
                    ("stroke", "#333"),
                    ("stroke-width", "0.9"),
                ]
            ),
            Svg("circle", [("cx", N(shape.FromX)), ("cy", N(shape.FromY)), ("r", "2.2"), ("fill", "#fff"), ("stroke", "#333")]),
            Svg("text", [("x", N(at)), ("y", N(shape.LabelY - 1)), ("text-anchor", anchor)], words.Area(shape.Area)),
            Svg(
                "text",
                [("x", N(at)), ("y", N(shape.LabelY + 14)), ("text-anchor", anchor), ("font-weight", "bold")],
                Amount(mark)
            )
        );
    }

    private IEnumerable<XElement> Scale()
    {
        if (!marks.Values.Any(m => m.How == AreaTreatment.Needles))
        {
            yield break;
        }

        const double left = 20;
        yield return Svg("text", [("x", N(left)), ("y", "390"), ("font-size", "11")], words.Get("report.map.scale"));
        for (int i = 0; i < Blues.Length; i++)
        {
            yield return Svg(
                "rect",
                [
                    ("x", N(left + (i * 34))),
                    ("y", "396"),
                    ("width", "34"),
                    ("height", "11"),
                    ("fill", Blues[i]),
                    ("stroke", "#333"),
                    ("stroke-width", "0.5"),
                ]
            );
        }

        yield return Svg("text", [("x", N(left)), ("y", "420"), ("font-size", "11")], "1");
        yield return Svg(
            "text",
            [("x", N(left + (Blues.Length * 34))), ("y", "420"), ("font-size", "11"), ("text-anchor", "end")],
            words.Count(most)
        );
    }

    private string Description() =>
        marks.Count == 0
            ? words.Get("report.map.none")
            : string.Join(
                "; ",
                BodyShapes
                    .All.Where(s => marks.ContainsKey(s.Area))
                    .Select(s => $"{words.Area(s.Area)}: {Amount(marks[s.Area])}")
            );

    private string Amount(AreaMark mark) =>
        mark.How switch
        {
            AreaTreatment.Nano => words.Get("report.map.nano"),
            AreaTreatment.ByHand => words.Get("report.map.by-hand"),
            _ => words.Count(mark.Punctures),
        };

    /// <summary>Needles that have made nothing yet have the lightest shade, not none.</summary>
    private string Shade(long punctures) => Blues[Math.Max(1, BodyChooser.Shade(punctures, most)) - 1];

    private static XElement Pattern(string id, string path, string colour) =>
        Svg(
            "pattern",
            [("id", "pattern-" + id), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse")],
            Svg("path", [("d", path), ("stroke", colour), ("fill", "none"), ("stroke-width", "1.1")])
        );

    private static XElement Outline(string path, string fill) => Path(path, fill, Line, "1");

    private static XElement Path(string path, string fill, string stroke, string width) =>
        Svg(
            "path",
            [
                ("d", path),
                ("fill", fill),
                ("stroke", stroke),
                ("stroke-width", width),
                ("stroke-linejoin", "round"),
                ("stroke-linecap", "round"),
            ]
        );

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
