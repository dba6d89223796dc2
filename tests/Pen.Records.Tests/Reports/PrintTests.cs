using System.Linq;
using System.Threading.Tasks;
using Pen.Records.Reports;

namespace Pen.Records.Tests.Reports;

/// <summary>Reports on paper, by a real browser.</summary>
[Collection("browser")]
public sealed class PrintTests(BrowserBench browser)
{
    /// <summary>Elements whose content is wider than they are, or that stand outside the paper.</summary>
    private const string CutOff = """
        () => [...document.querySelectorAll('main *')]
          .filter(e => !e.closest('svg') || e.tagName === 'svg')
          .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
          .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 60))
        """;

    /// <summary>Words of figures that stand outside the figure, or on one another.</summary>
    private const string Crowded = """
        () => [...document.querySelectorAll('svg')].flatMap(svg => {
          const own = svg.getBoundingClientRect();
          const words = [...svg.querySelectorAll('text')].filter(t => t.textContent).map(t => [t.textContent, t.getBoundingClientRect()]);
          const outside = words.filter(([, r]) => r.left < own.left - 1 || r.right > own.right + 1 || r.top < own.top - 2 || r.bottom > own.bottom + 3);
          const crossed = words.filter(([, a], i) => words.slice(i + 1).some(([, b]) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
          return [...outside.map(([t]) => 'outside: ' + t), ...crossed.map(([t]) => 'crossed: ' + t)];
        })
        """;

    [Theory]
    [InlineData("en", "treatment", 3, 8, "Report of a treatment", "measured stop position", "SIMULATED")]
    [InlineData("de", "treatment", 3, 8, "Behandlungsbericht", "gemessene Lage des Anschlags", "SIMULIERT")]
    [InlineData("en", "aftercare", 1, 2, "After your treatment", "No sauna", "When to get help")]
    [InlineData("de", "aftercare", 1, 2, "Nach Ihrer Behandlung", "Keine Sauna", "Wann Sie Hilfe brauchen")]
    [InlineData("en", "course", 1, 2, "Overview of a course", "Next session: not before")]
    [InlineData("de", "course", 1, 2, "Übersicht einer Behandlungsreihe", "Nächste Sitzung: nicht vor dem")]
    [InlineData("de", "pen", 1, 1, "Geschichte eines Pens", "FLT-1 Motor blockiert")]
    [InlineData("de", "cartridge", 1, 1, "Geschichte von Kartuschen", "LOT-2291")]
    public async Task AReportFitsOnItsPaperAndAsksForNothing(
        string language,
        string kind,
        int least,
        int most,
        params string[] words
    )
    {
        using var bench = new ReportBench();
        var sample = new SampleTreatment(bench);
        string html = kind switch
        {
            "treatment" => bench.Treatment(sample.Session, language),
            "aftercare" => bench.Aftercare(sample.Session, language, withName: true),
            "course" => CourseOverview.Html(bench.Store, sample.Client, sample.Course, bench.Context(language)),
            "pen" => DeviceReport.Html(bench.Store, SampleTreatment.Serial, bench.Context(language))!,
            _ => CartridgeReport.Html(bench.Store, "LOT-2291", bench.Context(language))!,
        };
        Printed printed = await browser.PrintAsync($"{kind}-{language}", html);
        Assert.Empty(printed.Said);
        Assert.All(Assert.Single(printed.Asked), _ => Assert.StartsWith("file://", printed.Asked[0]));
        Assert.InRange(printed.Pages.Count, least, most);
        Assert.All(printed.Pages, page => Assert.True(page.Split('\n').Count(l => l.Trim().Length > 0) > 5, page));
        Assert.Empty(await printed.Page.EvaluateAsync<string[]>(CutOff));
        Assert.Empty(await printed.Page.EvaluateAsync<string[]>(Crowded));
        string text = string.Join('\n', printed.Pages);
        Assert.All(words, w => Assert.Contains(w, text));
        Assert.Contains(
            $"{(language == "de" ? "Seite" : "Page")} {printed.Pages.Count} / {printed.Pages.Count}",
            printed.Pages[^1]
        );
        Assert.Equal(language, await printed.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
    }
}
