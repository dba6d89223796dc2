using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Reports;
using Pen.Records.Screening;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Reports;

/// <summary>Words of reports: all from the texts, in each language, and nothing of what people entered is taken for anything but words.</summary>
public sealed partial class ReportTextTests : IDisposable
{
    private const string Hostile = "<script>alert(\"1\")</script> & ' \u0000\u0007\u001b\u009b \uD800 ]]> --> \u202Eevil";

    private readonly ReportBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void EveryEnumerationAndEveryFaultHasItsWords(string language)
    {
        var texts = TextTable.Load(language);
        IEnumerable<string> keys =
        [
            .. Enum.GetValues<StopReason>().Select(r => "report.stop." + Kebab(r)),
            .. Enum.GetValues<ConfirmReason>().Where(r => r != ConfirmReason.None).Select(r => "report.confirm." + Kebab(r)),
            .. Enum.GetValues<ConsentForm>().Select(f => "report.consent." + Kebab(f)),
            .. Enum.GetValues<CartridgeType>().Select(t => "report.cartridge." + Kebab(t)),
            .. Enum.GetValues<SessionState>().Select(s => "report.state." + Kebab(s)),
            .. Enum.GetValues<AftercareRule>().Select(r => "report.sheet.rule." + Kebab(r)),
            .. Enumerable.Range(1, FaultText.Count).Select(n => $"report.fault.{n}"),
        ];
        Assert.All(keys, k => Assert.True(texts.Has(k), k));
    }

    [Fact]
    public void FaultsHaveTheNamesThatThePenGivesThem() =>
        Assert.All(
            Enumerable.Range(1, FaultText.Count),
            n => Assert.Equal(FaultText.Name((FaultId)n), TextTable.Load("en").Get($"report.fault.{n}"))
        );

    /// <summary>A text that nobody has translated shows by being the same in both.</summary>
    [Fact]
    public void OnlyTheseTextsAreTheSameInBothLanguages()
    {
        var english = TextTable.Load("en");
        var german = TextTable.Load("de");
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.Equal(
            [
                "indication.melasma",
                "month.11",
                "month.4",
                "month.8",
                "month.9",
                "report.cartridge-history.pens",
                "report.consent.text",
                "report.head.name",
                "report.pens.caption",
                "report.pens.firmware",
                "report.runs.time",
                "step.needle",
            ],
            english.Keys.Where(k => english.Get(k) == german.Get(k)).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Wherever a text of the English file could stand in a German report, it does not.</summary>
    [Fact]
    public void NothingEnglishIsLeftInGerman()
    {
        var sample = new SampleTreatment(bench);
        var english = TextTable.Load("en");
        var german = TextTable.Load("de");
        string[] words =
        [
            .. english
                .Keys.Where(k => k != "language" && english.Get(k) != german.Get(k) && !english.Get(k).Contains('{'))
                .Select(k => english.Get(k))
                .Where(t => t.Length > 3 && !german.Keys.Any(k => german.Get(k) == t))
                .Distinct(),
        ];
        Assert.True(words.Length > 250);
        foreach (string html in AllReports(sample, "de"))
        {
            XDocument page = XDocument.Parse(html);
            page.Descendants().Where(e => (string?)e.Attribute("lang") == "en" || e.Name == "bdi").Remove();
            string[] said = [.. page.DescendantNodes().OfType<XText>().Select(t => t.Value.Trim())];
            Assert.Empty(said.Intersect(words));
            Assert.DoesNotMatch(Key(), string.Join('\n', said));
        }
    }

    [Fact]
    public void EveryTextOfReportsIsUsed()
    {
        string[] sources =
        [
            .. Directory
                .GetFiles(Path.Combine(ReportBench.Root, "host", "Pen.Records", "Reports"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText),
        ];
        string all = string.Join('\n', sources);
        string[] made =
        [
            "report.stop.",
            "report.fault.",
            "report.confirm.",
            "report.consent.",
            "report.cartridge.",
            "report.state.",
            "report.state-note.",
            "report.sheet.rule.",
            "report.sheet.help.",
            "report.runs.",
        ];
        Assert.Empty(
            TextTable
                .Load("en")
                .Keys.Where(k => k.StartsWith("report.", StringComparison.Ordinal))
                .Where(k => !all.Contains($"\"{k}\"") && !made.Any(m => k.StartsWith(m, StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void NumbersAndDaysAreWrittenAsTheLanguageDoes()
    {
        var sample = new SampleTreatment(bench);
        string english = ReportBench.TextOf(bench.Treatment(sample.Session));
        string german = ReportBench.TextOf(bench.Treatment(sample.Session, "de"));
        Assert.All(["315,324", "1.00", "21 November 2026", "119.5"], n => Assert.Contains(n, english));
        Assert.All(["315.324", "1,00", "21. November 2026", "119,5", "10:30 Uhr"], n => Assert.Contains(n, german));
        Assert.DoesNotContain("315,324", german);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void WhatPeopleEnteredStaysText(string language)
    {
        ClientRecord client = bench.Store.AddClient("anna", "<b>\"Rose\"</b>");
        bench.Store.SetIdentity("anna", client, new Identity(Hostile + new string('W', 3900)));
        Course course = bench.Store.PlanCourse("anna", client.Id, "<i>\u0001acne", 3, 8, "\"><script>");
        Session session = bench.Store.OpenSession("anna", course.Id, "\u0002<u>pen");
        bench.Happens(session, EventKind.Note, new NoteWritten(Hostile), personal: true);
        bench.Happens(
            session,
            EventKind.Consent,
            new ConsentGiven(Hostile, (ConsentForm)9, Hostile, Hostile, Hostile),
            personal: true
        );
        bench.Happens(
            session,
            EventKind.Product,
            new ProductApplied(Hostile, "علاج \u202E(abc)", Hostile, false),
            personal: true
        );
        bench.Happens(session, EventKind.PenSession, new PenSessionOpened(Hostile, Hostile, 1, 1, Hostile, true));
        bench.Happens(
            session,
            EventKind.Area,
            new AreaPrepared(Hostile, Hostile, (TreatmentArea)77, 500, 90, (ConfirmReason)66, Hostile)
        );
        bench.Happens(session, EventKind.Screening, new ScreeningDone(Finding(), Hostile), personal: true);
        bench.Store.UseCartridge("anna", session.Id, ReportBench.Cartridge("<lot>", "\u0003serial"));
        bench.Store.Correct("anna", session.Id, Hostile);
        string html = bench.Treatment(session, language, withName: true);
        foreach (string page in new[] { html, bench.Aftercare(session, language, withName: true) })
        {
            XDocument parsed = XDocument.Parse(page);
            Assert.Empty(parsed.Descendants().Where(e => e.Name.LocalName is "script" or "b" or "i" or "u"));
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(@"<(?!meta\b)[a-z]+[^<>]*/>", page);
            Assert.DoesNotContain(page, c => char.IsControl(c) && c is not ('\n' or '\t'));
        }

        XElement note = XDocument.Parse(html).Descendants("bdi").First(e => e.Value.Contains("alert(\"1\")"));
        Assert.Contains("& '", note.Value);
        Assert.Contains('\uFFFD', note.Value);
        Assert.Equal("علاج \u202E(abc)", XDocument.Parse(html).Descendants("bdi").Single(e => e.Value.StartsWith('ع')).Value);
    }

    private static ScreeningResult Finding() =>
        new(
            ScreeningOutcome.Caution,
            null,
            [new ScreeningFinding(Hostile, ScreeningOutcome.Caution, null, [], [Hostile])],
            Hostile,
            new DateOnly(2026, 11, 21),
            Hostile,
            [new ScreeningAnswer(Hostile, true)]
        );

    private IEnumerable<string> AllReports(SampleTreatment sample, string language) =>
        [
            bench.Treatment(sample.Session, language),
            bench.Aftercare(sample.Session, language),
            CourseOverview.Html(bench.Store, sample.Client, sample.Course, bench.Context(language)),
            DeviceReport.Html(bench.Store, SampleTreatment.Serial, bench.Context(language))!,
            CartridgeReport.Html(bench.Store, "LOT-2291", bench.Context(language))!,
        ];

    private static string Kebab(Enum value) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    [GeneratedRegex(
        @"\b(report|area|indication|device|question|outcome|side|frequency|kind|when|step|day|month)\.[a-z0-9-]+\b|\{\d\}"
    )]
    private static partial Regex Key();
}
