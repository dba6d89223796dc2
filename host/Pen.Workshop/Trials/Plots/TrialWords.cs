using System;
using System.Globalization;
using System.Xml.Linq;
using Pen.Records.Reports.Plots;

namespace Pen.Workshop.Trials.Plots;

/// <summary>Words and numbers of the bench's plots: English, as all that the technician reads.</summary>
internal sealed class TrialWords : IPlotWords
{
    /// <summary>The one.</summary>
    public static TrialWords English { get; } = new();

    /// <inheritdoc />
    public string Decimal(double number, int places) =>
        Math.Round(number, places).ToString("0." + new string('0', places), CultureInfo.InvariantCulture).TrimEnd('.');

    /// <inheritdoc />
    public string Range(string name, string lowest, string highest) => $"{name}: from {lowest} to {highest}.";

    /// <summary>A plot as a file of its own: with a size, on white.</summary>
    public static string File(XElement plot)
    {
        XNamespace svg = plot.Name.Namespace;
        string[] box = plot.Attribute("viewBox")!.Value.Split(' ');
        plot.SetAttributeValue("width", box[2]);
        plot.SetAttributeValue("height", box[3]);
        // Behind title and description, which have to stand first.
        plot.Element(svg + "desc")!
            .AddAfterSelf(
                new XElement(
                    svg + "rect",
                    new XAttribute("width", box[2]),
                    new XAttribute("height", box[3]),
                    new XAttribute("fill", "#fff")
                )
            );
        return plot.ToString(SaveOptions.DisableFormatting) + "\n";
    }
}
