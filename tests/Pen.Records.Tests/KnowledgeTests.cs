using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Records.Tests;

/// <summary>What this program knows of treatments, held against the texts that it is from.</summary>
public partial class KnowledgeTests
{
    /// <summary>Lines of the five texts that are not blank, as they were counted in the texts themselves.</summary>
    private static readonly Dictionary<string, string> WrittenLines = new()
    {
        ["S0"] = "1,3,5,7,9,12-18,21-25,27,29,31,34,36,38,40,42,44,46,48,50,52,54,56,58,60,62,64",
        ["S1"] = "1,3,5,7,9,11,13,15,17,19,21,23,25",
        ["S2"] = "1,3,5,7,9,12,14,17,19,21",
        ["S3"] = "1-17",
        ["S4"] = "1,3,5,7,9,11,13,15,17,19-22,24,26,28,30,32,34,36,38,40,42,44,46,48,50,52,54,56,58,60,62-63",
    };

    private static readonly ProtocolLibrary Library = ProtocolLibrary.BuiltIn;

    [Fact]
    public void EveryLineOfTheSourceTextsWasRead()
    {
        foreach ((string source, string written) in WrittenLines)
        {
            IEnumerable<string> lines = written.Split(',').SelectMany(Span).Select(n => $"{source}:{n}");
            Assert.Empty(lines.Except(SeedStatement.All.Select(s => s.From)));
            IEnumerable<string> read = SeedStatement
                .All.Select(s => s.From)
                .Where(f => f.StartsWith(source, StringComparison.Ordinal));
            Assert.Empty(read.Except(lines));
        }
    }

    [Fact]
    public void EveryStatementStandsInTheDataOrIsLeftOutWithAReason()
    {
        ILookup<string, string> cited = SeedStatement.Cited(Library);
        foreach (SeedStatement statement in SeedStatement.All)
        {
            bool held = statement.Where.Length > 0 && cited[statement.Where].Contains(statement.From);
            Assert.True(
                held || statement.LeftOut.Length > 10,
                $"{statement.From} ({statement.Says}) is not in {statement.Where}"
            );
        }
    }

    [Fact]
    public void TheDataCiteNothingThatNobodyHasRead()
    {
        HashSet<(string, string)> read = [.. SeedStatement.All.Select(s => (s.Where, s.From))];
        IEnumerable<string> unread = SeedStatement
            .Cited(Library)
            .SelectMany(g => g.Select(from => (Where: g.Key, From: from)))
            .Where(c => c.From.Contains(':', StringComparison.Ordinal) && !read.Contains((c.Where, c.From)))
            .Select(c => $"{c.Where} cites {c.From}")
            .Distinct();
        Assert.Empty(unread);
    }

    [Fact]
    public void EveryPieceHasItsWordsInEveryLanguageAndNoWordsAreLeftOver()
    {
        HashSet<string> needed =
        [
            "language",
            "moment",
            "step.products.warning",
            .. Enumerable.Range(0, 7).Select(d => $"day.{d}"),
            .. Enumerable.Range(1, 12).Select(m => $"month.{m}"),
            .. Enum.GetNames<SourceKind>().Select(k => "kind." + k.ToLowerInvariant()),
            .. Enum.GetNames<ScreeningOutcome>().Select(o => "outcome." + o.ToLowerInvariant()),
            .. Library.Indications.Select(i => "indication." + i.Id),
            .. Library.Areas.Select(a => "area." + a.Id),
            .. Library.Devices.Select(d => "device." + d.Id),
            .. Library.Steps.Select(s => "step." + s.Id),
            .. Library.Aftercare.Select(a => "aftercare." + a.Id),
            .. Library.Expectations.Select(e => e.Text),
            .. Library
                .Results.Concat(Library.Combination)
                .Concat(Library.Indications.SelectMany(i => i.Results))
                .Select(r => r.Text),
            .. Library.SideEffects.SelectMany(s => new[] { "side." + s.Id, "frequency." + s.Frequency }),
            .. Library.Questions.Select(q => "question." + q.Id),
            .. Library.Questions.Where(q => q.Days.Count > 0).Select(q => "since." + q.Id),
            .. Library
                .SessionMinutes.Concat(Library.General.IntervalWeeks)
                .Select(r => r.When)
                .OfType<string>()
                .Select(w => "when." + w),
        ];
        Assert.Equal(["de", "en"], TextTable.Languages);
        foreach (string language in TextTable.Languages)
        {
            TextTable texts = TextTable.Load(language);
            Assert.Empty(needed.Except(texts.Keys));
            // Those of reports have a test of their own.
            Assert.Empty(texts.Keys.Except(needed).Where(k => !k.StartsWith("report.") && !k.StartsWith("number.")));
        }
    }

    [Fact]
    public void EveryLanguageFillsInTheSameValues()
    {
        TextTable english = TextTable.Load("en");
        foreach (string language in TextTable.Languages)
        {
            TextTable other = TextTable.Load(language);
            foreach (string key in english.Keys)
            {
                Assert.Equal(Places(english.Get(key)), Places(other.Get(key)));
                Assert.NotEmpty(other.Get(key));
            }
        }
    }

    [Fact]
    public void NoTextPromisesWhatNobodyCanKeep()
    {
        foreach (string language in TextTable.Languages)
        {
            TextTable texts = TextTable.Load(language);
            Assert.All(texts.Keys, k => Assert.DoesNotMatch(Promises(), texts.Get(k)));
        }
    }

    [Fact]
    public void EveryAreaOfThePenIsThereAndNoProposedDepthIsBeyondItsLimit()
    {
        Assert.Equal(
            Enum.GetValues<TreatmentArea>().Where(a => a != TreatmentArea.Unspecified),
            Library.Areas.Select(a => AreaNames.Find(a.Id))
        );
        foreach (AreaInfo area in Library.Areas.Where(a => a.Depths.Count > 0))
        {
            int proposed = Cautious.Shallowest(area.Depths)!.MinMicrons;
            Assert.InRange(proposed, 50, Limits.AreaDepthMicrons(AreaNames.Find(area.Id)));
            Assert.All(area.Depths, d => Assert.Equal(SourceKind.Secondary, Library.Sources[d.From].Kind));
        }
    }

    [Fact]
    public void TheSchemaIsWhatTheReaderReads()
    {
        string path = Path.Combine(Root(), "host", "Pen.Records", "Protocols", "protocol.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, ProtocolReader.Schema());
        }

        Assert.Equal(File.ReadAllText(path), ProtocolReader.Schema());
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PenFirmware.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }

    private static IEnumerable<int> Span(string text)
    {
        int[] ends = [.. text.Split('-').Select(int.Parse)];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    private static string[] Places(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        "1000|painless|schmerzfrei|guarantee|garantiert|more effective|wirksamer als|laser",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Promises();
}
