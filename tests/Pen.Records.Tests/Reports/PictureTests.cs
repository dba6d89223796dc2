using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Pen.Records.Tests.Reports;

/// <summary>The pictures of docs/reports.md are what the reports draw; UPDATE_DOCS=1 writes them anew.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("Punctures by area", "report-map.svg")]
    [InlineData("Cheek: Depth, mm", "report-depth.svg")]
    public void ThePictureOfTheDocumentsIsTheFigure(string title, string name)
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        using var bench = new ReportBench();
        XElement figure = XDocument
            .Parse(bench.Treatment(new SampleTreatment(bench).Session))
            .Descendants(svg + "svg")
            .Single(f => f.Element(svg + "title")!.Value == title);
        // Documents may be read on a dark page.
        figure
            .Element(svg + "desc")!
            .AddAfterSelf(
                new XElement(
                    svg + "rect",
                    new XAttribute("width", "100%"),
                    new XAttribute("height", "100%"),
                    new XAttribute("fill", "white")
                )
            );
        string path = Path.Combine(ReportBench.Root, "docs", "plots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, figure + "\n");
        }

        Assert.Equal(figure + "\n", File.ReadAllText(path));
    }
}
