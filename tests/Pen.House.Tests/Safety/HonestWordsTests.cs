using System.Linq;
using System.Text.RegularExpressions;

namespace Pen.House.Tests.Safety;

/// <summary>P7: the product says what it set and what it measured, and claims nothing about what happened in the skin.</summary>
public partial class HonestWordsTests
{
    [Fact]
    [Trait("Covers", "P7")]
    public void NothingSpeaksOfADepthThatNobodyMeasured()
    {
        string[] claims =
        [
            .. Repository
                .Files.Where(f => (f.EndsWith(".cs") || f.EndsWith(".md")) && !f.StartsWith("tests/"))
                .SelectMany(f => Repository.Read(f).Split('\n').Select((line, at) => (File: f, At: at + 1, Line: line)))
                .Where(l => Claim().IsMatch(l.Line) && !Denial().IsMatch(l.Line))
                .Select(l => $"{l.File}:{l.At}: {l.Line.Trim()}"),
        ];
        Assert.Empty(claims);
    }

    [Theory]
    [InlineData("The delivered depth was 1 mm.", true)]
    [InlineData("\"set depth\", never \"delivered depth\"", false)]
    [InlineData("The needles reached a penetration depth of 1 mm", true)]
    [InlineData("set depth 1.00 mm, measured stop position 0.99 mm", false)]
    public void TheCheckKnowsAClaimFromADenial(string line, bool claims) =>
        Assert.Equal(claims, Claim().IsMatch(line) && !Denial().IsMatch(line));

    [GeneratedRegex(
        "delivered depth|depth delivered|reached a? ?penetration|treated depth|clinically proven",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Claim();

    [GeneratedRegex(@"\bnever\b|\bnot\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();
}
