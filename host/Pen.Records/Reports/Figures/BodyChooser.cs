using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Texts;
using static Pen.Records.Reports.Html.Tag;

namespace Pen.Records.Reports.Figures;

/// <summary>
/// Face and body to choose an area on: each is a radio button for pointer and keyboard. Colours are the page's: an area has the class "area",
/// "treated" and "shade-1" (few punctures) to "shade-5" (as many as the most).
/// </summary>
public static class BodyChooser
{
    private const int Shades = 5;
    private const double BodyAt = 400;

    /// <summary>The body stands nearer to the face than in a report, where labels stand between them.</summary>
    private const string Nearer = "translate(-160 0)";

    /// <summary>The figure.</summary>
    /// <param name="texts">Language.</param>
    /// <param name="marks">Areas that were treated; each at most once.</param>
    /// <param name="chosen">The one that is chosen; Unspecified for none.</param>
    public static XElement Draw(TextTable texts, IReadOnlyCollection<AreaMark> marks, TreatmentArea chosen)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var known = marks.ToDictionary(m => m.Area);
        long most = Math.Max(1, marks.Select(m => m.Punctures).DefaultIfEmpty(0).Max());
        TreatmentArea first = chosen == TreatmentArea.Unspecified ? BodyShapes.All[0].Area : chosen;
        return Svg(
            "svg",
            [
                ("viewBox", "64 2 474 420"),
                ("role", "radiogroup"),
                ("aria-label", texts.Get("report.map.title")),
                ("class", "body-chooser"),
            ],
            Outline(BodyShapes.NeckAndShoulders, "line"),
            Outline(BodyShapes.Ears, "skin"),
            Outline(BodyShapes.HeadOutline, "skin"),
            Svg(
                "g",
                [("transform", Nearer)],
                Outline(BodyShapes.BodyOutline, "skin"),
                Outline(BodyShapes.BodyHead, "skin"),
                Outline(BodyShapes.BodyHair, "hair")
            ),
            BodyShapes.All.Select(s => Area(texts, s, known.GetValueOrDefault(s.Area), most, chosen, first)),
            Svg(
                "g",
                [("class", "features"), ("aria-hidden", "true")],
                Outline(BodyShapes.Eyes, "eyes"),
                Outline(BodyShapes.Brows, "line"),
                Outline(BodyShapes.Mouth, "mouth")
            )
        );
    }

    /// <summary>Which of the five shades an amount has; 0 for none.</summary>
    public static int Shade(long punctures, long most) =>
        punctures <= 0 ? 0 : (int)Math.Clamp(((punctures * Shades) - 1) / Math.Max(1, most) + 1, 1, Shades);

    private static XElement Area(
        TextTable texts,
        BodyShape shape,
        AreaMark? mark,
        long most,
        TreatmentArea chosen,
        TreatmentArea first
    )
    {
        string id = AreaNames.Id(shape.Area);
        string name = texts.Get("area." + id);
        int shade = mark is null ? 0 : Shade(mark.Punctures, most);
        string treated = mark is null ? "" : $" treated shade-{shade}";
        XElement path = Svg("path", [("d", shape.Path)]);
        if (shape.FromX > BodyAt)
        {
            path.SetAttributeValue("transform", Nearer);
        }

        return Svg(
            "g",
            [
                ("id", "area-" + id),
                ("data-area", id),
                ("data-punctures", FormattableString.Invariant($"{mark?.Punctures ?? 0}")),
                ("class", "area" + treated),
                ("role", "radio"),
                ("aria-checked", shape.Area == chosen ? "true" : "false"),
                ("aria-label", name),
                ("tabindex", shape.Area == first ? "0" : "-1"),
            ],
            Svg("title", [], name),
            path
        );
    }

    private static XElement Outline(string path, string kind) => Svg("path", [("d", path), ("class", kind)]);
}
