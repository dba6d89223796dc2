using System;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Reports;
using Pen.Records.Reports.Figures;
using Pen.Records.Store.Model;
using Pen.Records.Texts;

namespace Pen.Records.Tests.Reports;

/// <summary>The sheet for the client, the overview of a course, the histories of pens and cartridges, and the figure of the body.</summary>
public sealed class OtherReportTests : IDisposable
{
    private readonly ReportBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void TheSheetCountsFromTheTimeThatWasGiven()
    {
        var sample = new SampleTreatment(bench);
        string text = ReportBench.TextOf(bench.Aftercare(sample.Session));
        Assert.Contains("No sauna, hot tub, hot bath or hot shower until Monday, 23 November, 11:30.", text);
        Assert.Contains("Until Sunday, 22 November", text);
        Assert.Contains("Thursday 26 to Saturday, 28 November", text);
        Assert.Contains("Common:", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("It is not from the sources of the rest of this sheet.", text);
        Assert.Contains("Redness that spreads", text);
    }

    [Fact]
    public void TheOverviewTellsSessionsAndWhenTheNextMayBe()
    {
        var sample = new SampleTreatment(bench);
        bench.Now = bench.Now.AddDays(1);
        bench.Store.EndSession("anna", bench.Store.OpenSession("anna", sample.Course.Id, "pen-36").Id, SessionState.Abandoned);
        string text = ReportBench.TextOf(CourseOverview.Html(bench.Store, sample.Client, sample.Course, bench.Context("en")));
        Assert.Contains("Cheek, Forehead, Neck, Around the eyes, Upper lip, Décolleté", text);
        Assert.Contains("≥\u00A0610,368", text);
        Assert.Contains("1.20", text);
        Assert.Contains("FLT-1 motor blocked", text);
        // A session that was given up does not move the next one.
        Assert.Contains("Next session: not before 16 January 2027.", text);
        Assert.Contains("6 to 8 weeks (S2:9, a clinic's page)", text);
        Assert.Contains("5 December 2026", text);
        Assert.Contains("proposed: 2 sessions, the most cautious (S4:58)", text);
    }

    [Fact]
    public void APensHistoryTellsItsFaultsItsSessionsAndRunsThatAreNobodys()
    {
        var sample = new SampleTreatment(bench);
        string html = DeviceReport.Html(bench.Store, SampleTreatment.Serial, bench.Context("en"))!;
        string text = ReportBench.TextOf(html);
        Assert.Contains("None: every run belongs to a session of these records.", text);
        Assert.Contains("FLT-1 motor blocked", text);
        Assert.Contains("Rose-7", text);
        // Each start of the pen has its own cartridges, though both are of one session.
        string[] rows = [.. XDocument.Parse(html).Descendants("tr").Select(r => r.Value).Where(r => r.Contains("Rose-7"))];
        Assert.Equal(2, rows.Length);
        Assert.Contains("LOT-2291", rows[0]);
        Assert.DoesNotContain("NANO-17", rows[0]);
        Assert.Contains("NANO-17", rows[1]);
        Assert.Null(DeviceReport.Html(bench.Store, "PEN-NONE", bench.Context("en")));
        var log = new PenLogWriter();
        log.Boot(1, bench.Now);
        log.RunStarted(bench.Now, TreatmentArea.Cheek, 500, 90);
        log.Run(LogKind.RunEnded, bench.Now.AddSeconds(4), 4, 360, StopReason.TriggerReleased);
        bench.Store.ImportPen("anna", "PEN-0008", [.. log.Entries.Skip(1)]);
        text = ReportBench.TextOf(DeviceReport.Html(bench.Store, "PEN-0008", bench.Context("en"))!);
        Assert.Contains("no session of these records is theirs", text);
        Assert.Contains("Records 1 to 1 are not here", text);
        Assert.Contains("360", text);
    }

    [Fact]
    public void ACartridgeThatWasUsedTwiceStandsOut()
    {
        var sample = new SampleTreatment(bench);
        Assert.Null(CartridgeReport.Html(bench.Store, "LOT-0", bench.Context("en")));
        string text = ReportBench.TextOf(CartridgeReport.Html(bench.Store, "LOT-2291", bench.Context("en"))!);
        Assert.Contains("Rose-7", text);
        Assert.DoesNotContain("one is for one client only", text);
        (_, _, Session other) = bench.Begin(pseudonym: "Iris-2");
        bench.Store.UseCartridge("anna", other.Id, ReportBench.Cartridge("LOT-2291", SampleTreatment.Needles));
        text = ReportBench.TextOf(CartridgeReport.Html(bench.Store, SampleTreatment.Needles, bench.Context("en"))!);
        Assert.Contains(" stands in ", text);
        Assert.Contains("Iris-2", text);
    }

    [Fact]
    public void TheFigureHasEveryAreaOnceAndNumbersBesideTheShades()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        AreaMark[] marks =
        [
            new(TreatmentArea.Cheek, AreaTreatment.Needles, 120_000),
            new(TreatmentArea.Nose, AreaTreatment.Needles, 900),
            new(TreatmentArea.Hands, AreaTreatment.ByHand, 0),
        ];
        XElement figure = BodyMap.Draw(TextTable.Load("en"), marks);
        string[] ids = [.. figure.Elements(svg + "g").Attributes("id").Select(a => a.Value)];
        Assert.Equal(
            Enum.GetValues<TreatmentArea>()
                .Where(a => a != TreatmentArea.Unspecified)
                .Select(a => "area-" + Knowledge.AreaNames.Id(a)),
            ids
        );
        string Fill(string id) =>
            figure
                .Elements(svg + "g")
                .Single(g => (string?)g.Attribute("id") == id)
                .Element(svg + "path")!
                .Attribute("fill")!
                .Value;
        Assert.NotEqual(Fill("area-cheek"), Fill("area-nose"));
        Assert.Equal("none", Fill("area-chin"));
        string[] labels = [.. figure.Descendants(svg + "text").Select(t => t.Value)];
        Assert.All(["Cheek", "120,000", "Nose", "900", "Hands", "by hand"], l => Assert.Contains(l, labels));
        Assert.Equal("Nose: 900; Cheek: 120,000; Hands: by hand", figure.Element(svg + "desc")!.Value);
        Assert.Equal("img", figure.Attribute("role")!.Value);
    }
}
