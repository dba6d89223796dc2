using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using QRCoder;

namespace Pen.Workshop.Provisioning.Labels;

/// <summary>A board's label, 40 × 20 mm: a square code at the left, words at the right.</summary>
internal static class Label
{
    private const double WidthMm = 40;
    private const double HeightMm = 20;
    private const double CodeMm = 19;
    private const double MarginMm = 0.5;
    private const double WordsMm = 20.2;

    /// <summary>Width of a letter for each unit of its size, in bold sans-serif: capitals and digits.</summary>
    private const double CapitalWidth = 0.72;

    /// <summary>The same of words.</summary>
    private const double LetterWidth = 0.63;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The label as a file.</summary>
    public static string Draw(LabelPayload payload, bool isSimulated)
    {
        var label = new XElement(
            Svg + "svg",
            new XAttribute("width", "40mm"),
            new XAttribute("height", "20mm"),
            new XAttribute("viewBox", $"0 0 {N(WidthMm)} {N(HeightMm)}"),
            new XAttribute("font-family", "DejaVu Sans, Arial, sans-serif"),
            new XElement(Svg + "title", $"Label of pen {payload.Serial}"),
            new XElement(
                Svg + "rect",
                new XAttribute("width", N(WidthMm)),
                new XAttribute("height", N(HeightMm)),
                new XAttribute("fill", "#fff")
            ),
            Code(payload.ToString()),
            Text(4.2, 3.2, true, payload.Serial),
            Text(7.4, 1.9, false, $"hardware rev. {payload.Revision}"),
            Text(10.0, 1.9, false, $"firmware {payload.Firmware}"),
            Text(12.6, 1.9, false, payload.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Text(15.6, 1.75, true, "Not a medical device"),
            isSimulated ? Text(18.4, 1.9, true, "SIMULATED") : null
        );
        return label.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A line of words, as large as it is meant to be or as fits.</summary>
    private static XElement Text(double y, double size, bool bold, string text) =>
        new(
            Svg + "text",
            new XAttribute("x", N(WordsMm)),
            new XAttribute("y", N(y)),
            new XAttribute(
                "font-size",
                N(
                    Math.Min(
                        size,
                        (WidthMm - WordsMm - MarginMm)
                            / ((text.Any(char.IsAsciiLetterLower) ? LetterWidth : CapitalWidth) * text.Length)
                    )
                )
            ),
            bold ? new XAttribute("font-weight", "bold") : null,
            text
        );

    /// <summary>
    /// A rectangle for each run of dark modules; the generator's own quiet zone of four modules stays around them. One path of all would
    /// be smaller, but librsvg draws its corners slanted where runs touch.
    /// </summary>
    private static XElement Code(string text)
    {
        using var generator = new QRCodeGenerator();
        using QRCodeData data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        List<BitArray> rows = data.ModuleMatrix;
        string scale = (CodeMm / rows.Count).ToString("0.#####", CultureInfo.InvariantCulture);
        return new XElement(
            Svg + "g",
            new XAttribute("transform", $"translate({N(MarginMm)} {N(MarginMm)}) scale({scale})"),
            rows.SelectMany((row, y) => Runs(row).Select(run => Dark(run.From, y, run.Length)))
        );
    }

    private static IEnumerable<(int From, int Length)> Runs(BitArray row)
    {
        int from = 0;
        while (from < row.Count)
        {
            int length = 0;
            while (from + length < row.Count && row[from + length])
            {
                length++;
            }

            if (length > 0)
            {
                yield return (from, length);
            }

            from += Math.Max(1, length);
        }
    }

    private static XElement Dark(int x, int y, int length) =>
        new(
            Svg + "rect",
            new XAttribute("x", x),
            new XAttribute("y", y),
            new XAttribute("width", length),
            new XAttribute("height", 1)
        );

    private static string N(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
