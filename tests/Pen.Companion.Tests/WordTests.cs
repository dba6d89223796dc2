using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Service;
using Pen.Companion.Tests.Bench;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Simulator.Scenario;

namespace Pen.Companion.Tests;

/// <summary>Words: all of them in both languages, and none that a page asks for and nobody has written.</summary>
public sealed partial class WordTests
{
    private static readonly Words English = new("en");
    private static readonly Words German = new("de");

    /// <summary>What is the same in both languages: names, units, signs.</summary>
    private static readonly HashSet<string> SameInBoth =
    [
        "nav.start",
        "nav.pens",
        "pens.title",
        "pens.firmware",
        "start.title",
        "areas.pen",
        "vitals.motor",
        "service.title",
        "service.firmware",
        "secretKind.Pin",
        "signin.name",
        "lock.pens",
        "begin.pseudonym",
        "session.product.name",
        "history.identity.name",
        "history.photo.alt",
        "history.known.hours",
    ];

    [Fact]
    public void BothLanguagesHaveTheSameKeys() => Assert.Equal(Words.Own("en").Keys.Order(), Words.Own("de").Keys.Order());

    [Fact]
    public void BothLanguagesHaveTheSamePlacesForValues() =>
        Assert.Empty(
            Words
                .Own("en")
                .Where(t => Words.Own("de").TryGetValue(t.Key, out string? german) && Places(german) != Places(t.Value))
                .Select(t => t.Key)
        );

    [Fact]
    public void NothingIsLeftInEnglish() =>
        Assert.Empty(
            Words
                .Own("en")
                .Where(t => Words.Own("de").GetValueOrDefault(t.Key) == t.Value && !SameInBoth.Contains(t.Key))
                .Select(t => t.Key)
        );

    [Fact]
    public void EveryKeyThatThePagesNameExists() =>
        Assert.Empty(
            Sources
                .Companion()
                .SelectMany(file => NamedKeys(File.ReadAllText(file)).Select(key => (File: Path.GetFileName(file), Key: key)))
                .Where(named => !English.Texts.Has(named.Key))
        );

    [Fact]
    public void EveryMemberOfWhatIsShownHasWords()
    {
        Enum[] shown =
        [
            .. All<PenStage>(),
            .. All<PenState>(),
            .. All<StopReason>(),
            .. All<CartridgeState>(),
            .. All<CartridgeRefusal>(),
            .. All<CartridgeType>(),
            .. All<ConfirmReason>(),
            .. All<SelfTestCheck>(),
            .. All<SettingId>(),
            .. All<FaultSeverity>(),
        ];
        Assert.Empty(shown.Where(member => English.Of(member).EndsWith($".{member}", StringComparison.Ordinal)));
        Assert.Empty(shown.Where(member => German.Of(member).EndsWith($".{member}", StringComparison.Ordinal)));
    }

    [Fact]
    public void EverySettingSaysWhatItIsAndWhatItsValuesMean()
    {
        foreach (SettingId id in Enumerable.Range(1, SettingTable.Count).Select(n => (SettingId)n))
        {
            Assert.True(English.Texts.Has($"setting.{id}.what"), $"{id}");
            Assert.All(
                SettingText.Choices(id, German).Where(_ => SettingText.IsChoice(id)),
                choice => Assert.DoesNotContain('.', choice.Words)
            );
        }
    }

    [Fact]
    public void EveryFaultCheckAndCartridgeIsExplainedInGerman()
    {
        string[] sentences =
        [
            .. Enum.GetValues<FaultId>().SelectMany(f => new[] { FaultText.Name(f), FaultText.Cause(f), FaultText.Advice(f) }),
            .. Enum.GetValues<SelfTestCheck>().SelectMany(c => new[] { SelfTestText.Finding(c), SelfTestText.Advice(c) }),
            .. Enum.GetValues<CartridgeRefusal>()
                .SelectMany(r => new[] { CartridgeRefusalText.Cause(r), CartridgeRefusalText.Advice(r) }),
            .. PanelTable.More.Select(i => i.Help),
        ];
        Assert.Empty(sentences.Where(s => !Said.Table("de").ContainsKey(s)));
        Assert.Equal("Motor blockiert", FaultWords.Name(FaultId.Stall, German));
        Assert.Equal(FaultText.Advice(FaultId.Stall), FaultWords.Advice(FaultId.Stall, English));
    }

    [Fact]
    public void EverySentenceThatAPenOrTheRecordsThrowHasGerman() =>
        Assert.Empty(Sources.Sentences().Where(s => !Said.Table("de").ContainsKey(s.Pattern)));

    [Fact]
    public void GermanSentencesHaveTheirValuesInPlace() =>
        Assert.Empty(Said.Table("de").Where(t => Places(t.Key) != Places(t.Value)).Select(t => t.Key));

    /// <summary>A sentence that nothing says any more is found by nobody else.</summary>
    [Fact]
    public void NoGermanSentenceIsLeftOver()
    {
        string everything = Sources.Text();
        Assert.Empty(
            Said.Table("de").Keys.Where(k => Parts(k).Any(part => !everything.Contains(part, StringComparison.Ordinal)))
        );
    }

    private static IEnumerable<Enum> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Cast<Enum>();

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    /// <summary>The words between the values, as they stand in the sources.</summary>
    private static IEnumerable<string> Parts(string pattern) =>
        Place().Split(pattern).Where(p => p.Length > 0).Select(p => p.Replace("\"", "\\\"", StringComparison.Ordinal));

    /// <summary>Keys that stand in a page or in code: W["…"], Words["…"], W.Get("…"), in a choice between two also the second.</summary>
    private static IEnumerable<string> NamedKeys(string source) =>
        Asked().Matches(source).SelectMany(m => Key().Matches(m.Value).Select(k => k.Groups[1].Value));

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:W|[Ww]ords)(?:\[[^\]\n]*\]|\.Get\(\s*""[^""]+"")")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?<!\$)""([a-z][\w-]*(?:\.[\w-]+)+)""(?!\s*\+)")]
    private static partial Regex Key();
}
