using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Pen.Protocol;

namespace Pen.House.Tests.Safety;

/// <summary>The safety file is whole, and says what the tests say.</summary>
public class SafetyFileTests
{
    private static readonly SafetyFile Sound = new(
        [new("R-1", "text", "source")],
        [new("HAZ-1", "name", "cause", "harm", "S1", "remote", ["CTR-1"])],
        [new("CTR-1", "text", "software", ["R-1"])],
        [new("R-1", "Class.Test")]
    );

    [Fact]
    public void EveryRequirementHazardAndControlIsTiedToTheOthers()
    {
        Assert.Empty(SafetyFile.Load().Problems());
    }

    [Fact]
    public void TheMatrixIsWhatTheDataSay()
    {
        string path = Path.Combine(Repository.Root, "docs", "safety", "matrix.md");
        string fresh = SafetyMatrix.Page(SafetyFile.Load());
        string before = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, fresh);
        }

        Assert.Equal(fresh, before);
    }

    [Fact]
    public void EveryFaultHasItsRequirement()
    {
        string[] ids = [.. SafetyFile.Load().Requirements.Select(r => r.Id)];
        foreach (FaultId fault in Enum.GetValues<FaultId>().Where(f => f != FaultId.None))
        {
            Assert.Contains($"FLT-{(int)fault}", ids);
        }
    }

    [Fact]
    public void WhatIsWrongIsFound()
    {
        Assert.Empty(Sound.Problems());
        Assert.Contains("no test covers R-1", (Sound with { Tests = [] }).Problems());
        Assert.Contains("Class.Test covers the unknown R-9", (Sound with { Tests = [new("R-9", "Class.Test")] }).Problems());
        Assert.Contains("CTR-1 has no verification", (Sound with { Controls = [new("CTR-1", "", "", [])] }).Problems());
        Assert.Contains("CTR-1 names the unknown R-7", (Sound with { Controls = [new("CTR-1", "", "", ["R-7"])] }).Problems());
        Assert.Contains(
            "R-1 stands twice",
            (Sound with { Requirements = [Sound.Requirements[0], Sound.Requirements[0]] }).Problems()
        );
        Hazard bare = Sound.Hazards[0] with { Controls = [] };
        Assert.Contains("HAZ-1 has no control", (Sound with { Hazards = [bare] }).Problems());
        Hazard stray = Sound.Hazards[0] with { Controls = ["CTR-8"] };
        Assert.Contains("HAZ-1 names the unknown CTR-8", (Sound with { Hazards = [stray] }).Problems());
    }

    [Fact]
    public void IdsAreReadFromTheTestThatCarriesThem()
    {
        const string source = """
            public class SomeTests
            {
                [Theory]
                [Trait("Covers", "A-1")]
                [Trait("Covers", "B-2")]
                [InlineData(1)]
                public void First(int value)
                {
                }

                [Fact]
                public void Second() { }
            }
            """;
        CoveringTest[] found = [.. SafetyFile.TestsOf(source)];
        Assert.Equal([new("A-1", "SomeTests.First"), new("B-2", "SomeTests.First")], found);
    }

    [Fact]
    public void NoIdStandsWhereNoTestCarriesIt()
    {
        string[] files =
        [
            .. Repository.Files.Where(f =>
                f.StartsWith("tests/") && f.EndsWith(".cs") && !f.EndsWith("SafetyFileTests.cs") && !f.EndsWith("SafetyFile.cs")
            ),
        ];
        Assert.Contains(files, f => SafetyFile.TestsOf(Repository.Read(f)).Any());
        Assert.Empty(files.Where(f => SafetyFile.Stray(Repository.Read(f)) != 0));
    }

    [Theory]
    [InlineData("[Trait(\"Covers\", \"A-1\")]\npublic class T\n{\n}\n")]
    [InlineData("public class T\n{\n    [Trait(\"Covers\", \"A-1\")]\n    public void NoTest()\n}\n")]
    [InlineData("public class T\n{\n    [Fact]\n    [Trait( \"Covers\", \"A-1\")]\n    public void First()\n}\n")]
    public void AnIdThatNoTestCarriesIsFound(string source) => Assert.Equal(1, SafetyFile.Stray(source));

    [Fact]
    public void EveryPackageStandsInTheListOfSoup()
    {
        string soup = Repository.Read("docs/safety/soup.md");
        foreach (
            Match package in Regex.Matches(
                Repository.Read("Directory.Packages.props"),
                "Include=\"([^\"]+)\" Version=\"([^\"]+)\""
            )
        )
        {
            Assert.Contains($"| {package.Groups[1].Value} | {package.Groups[2].Value} |", soup);
        }

        foreach (string manifest in Repository.Files.Where(f => f.EndsWith("dotnet-tools.json")))
        {
            Match tool = Regex.Match(Repository.Read(manifest), "\"([a-z-]+)\": \\{\\s*\"version\": \"([0-9.]+)\"");
            Assert.Contains($"| {tool.Groups[1].Value} | {tool.Groups[2].Value} |", soup);
        }

        foreach (
            Match package in Regex.Matches(Repository.Read("firmware/packages.config"), "id=\"([^\"]+)\" version=\"([^\"]+)\"")
        )
        {
            Assert.Contains($"| {package.Groups[1].Value} | {package.Groups[2].Value} |", soup);
        }
    }
}
