using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Reports;

/// <summary>What a report of a session says, and what it must not say.</summary>
public sealed class TreatmentReportTests : IDisposable
{
    private readonly ReportBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void EverythingOfTheSessionIsInIt()
    {
        var sample = new SampleTreatment(bench);
        string html = bench.Treatment(sample.Session);
        string text = ReportBench.TextOf(html);
        string[] expected =
        [
            "Rose-7",
            "Acne scars",
            "1 of 3 planned",
            "21 November 2026, 10:30",
            "anna",
            "bert",
            "PEN-0007",
            "1.2.0",
            "Held before the day that the course advises (",
            "Travels for three months.",
            "Caution: only with a reason in writing",
            "Does your skin easily get dark spots after an injury, or do you have a dark complexion?",
            "Not known, which counts as yes",
            "S0:62, a clinic's page",
            "Born in 1987; warned of dark spots, and treated without depth beyond 1 mm on the face.",
            "signed on paper, kept elsewhere",
            "2026-3",
            "Lidocaine 4 %",
            "36\u00A0min",
            "Beyond the limit of this area, confirmed on the pen: thick skin.",
            "Thick skin over an old scar.",
            "fault; FLT-1 motor blocked",
            "LOT-2291",
            SampleTreatment.Needles,
            "NOT verified",
            "Hyaluronic acid 1 %",
            "HA-88",
            "Chin: a pen was prepared for it, and no run has been read.",
            "A roller measures nothing: these lines are what somebody wrote down, and neither depth nor punctures are known.",
            "Slight bleeding on the left cheek, stopped after two minutes.",
            "The note of 11:22 is about the right cheek.",
            "Correction, 21 November 2026, ",
        ];
        Assert.All(expected, e => Assert.Contains(e, text));
        Assert.Contains(bench.Context("en").Texts.Get("step.products.warning"), text);
        Assert.Contains("How deep the needles went into the skin, and how densely, is not measured.", text);
        Assert.DoesNotContain("delivered", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void RunsHaveTheFiguresOfThePensRecords()
    {
        var sample = new SampleTreatment(bench);
        XElement[] rows = [.. RunsOf(bench.Treatment(sample.Session), "Runs: Cheek")];
        Assert.Equal(
            [
                "1",
                "11:13:00",
                "1.00",
                "0.995",
                "−0.015",
                "120",
                "119.5",
                "180",
                "410",
                "24.3",
                "2,904",
                "104,544",
                "trigger released",
            ],
            rows[0].Elements().Select(c => c.Value)
        );
        Assert.Equal(3, rows.Length);
        XElement total = Tables(bench.Treatment(sample.Session), "Runs: Cheek").Single().Element("tfoot")!.Element("tr")!;
        Assert.Equal(
            ["Total", "−0.015", "", "", "", "410", "73.3", "8,759", "315,324", "runs: 3"],
            total.Elements().Select(c => c.Value)
        );
    }

    [Fact]
    public void RunsThatWereCutOffOrHaveNoEndSaySo()
    {
        var sample = new SampleTreatment(bench);
        string html = bench.Treatment(sample.Session);
        string[] neck = [.. RunsOf(html, "Runs: Neck").Single().Elements().Select(c => c.Value)];
        Assert.Equal(["≥\u00A011.6", "≥\u00A01,042", "≥\u00A037,512", "power lost"], neck[^4..]);
        Assert.Contains("Run 6 was cut off because the pen lost its power.", ReportBench.TextOf(html));
        string[] lip = [.. RunsOf(html, "Runs: Upper lip").Single().Elements().Select(c => c.Value)];
        Assert.Equal(["≥\u00A05.0", "≥\u00A0398", "≥\u00A04,776", "no end recorded"], lip[^4..]);
        Assert.Equal("–", lip[8]);
        Assert.Contains("The end of run 8 has not been read", ReportBench.TextOf(html));
    }

    [Fact]
    public void ANanoTipMakesNoPunctures()
    {
        var sample = new SampleTreatment(bench);
        string html = bench.Treatment(sample.Session);
        string[] eyes = [.. RunsOf(html, "Runs: Around the eyes").Single().Elements().Select(c => c.Value)];
        Assert.Equal(["1,594", "0", "trigger released"], eyes[^3..]);
        Assert.Contains("A nano tip makes no punctures", ReportBench.TextOf(html));
        Assert.Contains("Around the eyes: 0 (nano tip)", XDocument.Parse(html).Descendants(Svg + "title").Select(t => t.Value));
    }

    [Theory]
    [InlineData("en", true, "SIMULATED")]
    [InlineData("de", true, "SIMULIERT")]
    [InlineData("en", false, null)]
    public void ASimulatedPenIsMarkedAtTheTopOnThePenAndOnEachPage(string language, bool simulated, string? word)
    {
        var sample = new SampleTreatment(bench, simulated);
        string html = bench.Treatment(sample.Session, language);
        XDocument page = XDocument.Parse(html);
        XElement first = page.Descendants("main").Single().Elements().First();
        if (word is null)
        {
            Assert.DoesNotContain("SIMULATED", html);
            Assert.Equal("h1", first.Name);
            return;
        }

        Assert.Equal(("p", "mark"), (first.Name.LocalName, first.Attribute("class")!.Value));
        Assert.StartsWith(word, first.Value);
        Assert.Equal(2, page.Descendants("td").Count(c => c.Value == $"PEN-0007 – {word}"));
        Assert.StartsWith(word, page.Descendants("title").First().Value);
    }

    [Fact]
    public void TheNameIsThereOnlyWhereItIsWanted()
    {
        var sample = new SampleTreatment(bench);
        Assert.DoesNotContain("Margarethe", bench.Treatment(sample.Session) + bench.Aftercare(sample.Session));
        Assert.Contains("Margarethe Beispiel", bench.Treatment(sample.Session, withName: true));
        Assert.Contains("Margarethe Beispiel", bench.Aftercare(sample.Session, withName: true));
    }

    [Fact]
    public void AForgottenClientsReportSaysSoAndKeepsWhatDevicesDid()
    {
        var sample = new SampleTreatment(bench);
        bench.Store.EraseClient("anna", sample.Client.Id);
        string text = ReportBench.TextOf(bench.Treatment(sample.Session, withName: true));
        Assert.Contains("This client was forgotten on 21 November 2026", text);
        Assert.Contains("Not readable any more", text);
        Assert.Contains("315,324", text);
        Assert.Contains("PEN-0007", text);
        Assert.All(
            ["Margarethe", "Lidocaine", "Slight bleeding on", "Travels", "2026-3"],
            gone => Assert.DoesNotContain(gone, text)
        );
        Assert.Contains("Monday, 23 November", ReportBench.TextOf(bench.Aftercare(sample.Session)));
    }

    [Fact]
    public void AnEmptyOpenSessionHasAReportToo()
    {
        (_, _, Session session) = bench.Begin();
        string text = ReportBench.TextOf(bench.Treatment(session));
        Assert.Contains("This session is still open", text);
        Assert.Contains("No pen was opened for this session.", text);
        Assert.Contains("Not recorded.", text);
        Assert.Contains("The session is not over yet", ReportBench.TextOf(bench.Aftercare(session)));
    }

    [Fact]
    public void TracesAreDrawnAndWhereNoneWereKeptTheCheckpointsAre()
    {
        var sample = new SampleTreatment(bench);
        XDocument page = XDocument.Parse(bench.Treatment(sample.Session));
        XElement[] depth = [.. Plots(page, "Cheek: Depth, mm")];
        // Set and measured of two runs, and the set depth of the third, of which there are checkpoints at 5, 10, 15 s, its start and its end.
        Assert.Equal(5, depth.Single().Elements(Svg + "polyline").Count());
        Assert.Equal(5, depth.Single().Elements(Svg + "circle").Count());
        Assert.Contains("measured stop position: from 0.99", depth.Single().Element(Svg + "desc")!.Value);
        Assert.Contains(
            page.Descendants("p"),
            p => p.Value.StartsWith("Of these runs no measured values were kept") && p.Value.EndsWith(": 3.")
        );
        Assert.Equal("none", depth[0].Elements(Svg + "polyline").Last().Attribute("stroke-dasharray")!.Value);
        Assert.Equal("7 4", depth[0].Elements(Svg + "polyline").First().Attribute("stroke-dasharray")!.Value);
    }

    [Fact]
    public void ATraceOfAnotherStartOfThePenIsNotDrawn()
    {
        (_, _, Session session) = bench.Begin();
        var log = new PenLogWriter();
        log.Boot(7, bench.Now);
        bench.Happens(session, EventKind.PenSession, new PenSessionOpened("anna", "PEN-9", 3, log.Next, "1.2.0", false));
        log.Session(LogKind.SessionOpened, bench.Now, 3);
        log.RunStarted(bench.Now, TreatmentArea.Nose, 250, 80);
        log.Run(LogKind.RunEnded, bench.Now.AddSeconds(8), 8, 640, StopReason.TriggerReleased);
        uint at = log.UptimeMs(bench.Now) + 1000;
        int[] same = [250, 250];
        bench.Happens(
            session,
            EventKind.Trace,
            new TraceKept("PEN-9", 6, TreatmentArea.Nose, [at, at + 50], same, same, same, same, same)
        );
        bench.Store.ImportPen("anna", "PEN-9", [.. log.Entries]);
        string text = ReportBench.TextOf(bench.Treatment(session));
        Assert.Contains("only the pen's checkpoints of every 5 s and the end (rings): 1.", text);
    }

    private static XNamespace Svg => "http://www.w3.org/2000/svg";

    private static IEnumerable<XElement> Plots(XDocument page, string title) =>
        page.Descendants(Svg + "svg").Where(s => s.Element(Svg + "title")!.Value == title);

    private static IEnumerable<XElement> Tables(string html, string caption) =>
        XDocument.Parse(html).Descendants("table").Where(t => t.Element("caption")!.Value == caption);

    private static IEnumerable<XElement> RunsOf(string html, string caption) =>
        Tables(html, caption).Single().Element("tbody")!.Elements("tr");
}
