using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Pen.House.Tests.Safety;

/// <summary>What the product must do, with its id.</summary>
public sealed record Requirement(string Id, string Text, string Source);

/// <summary>What can hurt somebody.</summary>
public sealed record Hazard(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("hazard")] string Name,
    string Cause,
    string Harm,
    string Severity,
    string ProbabilityAfterControl,
    IReadOnlyList<string> Controls
);

/// <summary>What keeps a hazard from hurting, and the requirements that make it.</summary>
public sealed record Control(string Id, string Text, string Kind, IReadOnlyList<string> Requirements);

/// <summary>A test that says what it covers.</summary>
public sealed record CoveringTest(string Id, string Test);

/// <summary>The safety file's data, and what is wrong with them.</summary>
public sealed partial record SafetyFile(
    IReadOnlyList<Requirement> Requirements,
    IReadOnlyList<Hazard> Hazards,
    IReadOnlyList<Control> Controls,
    IReadOnlyList<CoveringTest> Tests
)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record HazardFile(IReadOnlyList<Hazard> Hazards, IReadOnlyList<Control> Controls);

    /// <summary>Reads the data of the repository. Ids of tests are read from their source, where they stand beside the test.</summary>
    public static SafetyFile Load()
    {
        var hazards = JsonSerializer.Deserialize<HazardFile>(Repository.Read("docs/safety/hazards.json"), Strict)!;
        var requirements = JsonSerializer.Deserialize<List<Requirement>>(
            Repository.Read("docs/safety/requirements.json"),
            Strict
        )!;
        IEnumerable<CoveringTest> tests = Repository
            .Files.Where(f => f.StartsWith("tests/") && f.EndsWith(".cs") && !f.EndsWith("SafetyFileTests.cs"))
            .SelectMany(f => TestsOf(Repository.Read(f)));
        return new SafetyFile(requirements, hazards.Hazards, hazards.Controls, [.. tests]);
    }

    /// <summary>Ids in a source file that no test carries: on a class, on a method that is not a test, or written in another way.</summary>
    public static int Stray(string source) => AnyCovers().Count(source) - TestsOf(source).Count();

    /// <summary>The ids that tests carry in a source file.</summary>
    public static IEnumerable<CoveringTest> TestsOf(string source)
    {
        string type = ClassName().Match(source).Groups[1].Value;
        foreach (Match match in Covering().Matches(source).Where(m => IsTest().IsMatch(m.Value)))
        {
            foreach (Match id in CoversId().Matches(match.Value))
            {
                yield return new CoveringTest(id.Groups[1].Value, $"{type}.{match.Groups["name"].Value}");
            }
        }
    }

    /// <summary>Everything that is wrong; empty in a sound file.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        string[] ids = [.. Requirements.Select(r => r.Id), .. Hazards.Select(h => h.Id), .. Controls.Select(c => c.Id)];
        problems.AddRange(ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands twice"));
        HashSet<string> requirements = [.. Requirements.Select(r => r.Id)];
        HashSet<string> controls = [.. Controls.Select(c => c.Id)];
        HashSet<string> tested = [.. Tests.Select(t => t.Id)];
        problems.AddRange(Tests.Where(t => !requirements.Contains(t.Id)).Select(t => $"{t.Test} covers the unknown {t.Id}"));
        problems.AddRange(Requirements.Where(r => !tested.Contains(r.Id)).Select(r => $"no test covers {r.Id}"));
        problems.AddRange(Hazards.Where(h => h.Controls.Count == 0).Select(h => $"{h.Id} has no control"));
        problems.AddRange(
            Hazards.SelectMany(h => h.Controls.Where(c => !controls.Contains(c)).Select(c => $"{h.Id} names the unknown {c}"))
        );
        problems.AddRange(Controls.Where(c => c.Requirements.Count == 0).Select(c => $"{c.Id} has no verification"));
        problems.AddRange(
            Controls.SelectMany(c =>
                c.Requirements.Where(r => !requirements.Contains(r)).Select(r => $"{c.Id} names the unknown {r}")
            )
        );
        HashSet<string> used = [.. Hazards.SelectMany(h => h.Controls)];
        problems.AddRange(Controls.Where(c => !used.Contains(c.Id)).Select(c => $"{c.Id} controls no hazard"));
        HashSet<string> needed = [.. Controls.SelectMany(c => c.Requirements)];
        problems.AddRange(Requirements.Where(r => !needed.Contains(r.Id)).Select(r => $"{r.Id} belongs to no control"));
        return problems;
    }

    [GeneratedRegex(@"^    \[(?:Fact|Theory|LinuxFact|LinuxTheory)(?:\(|\])", RegexOptions.Multiline)]
    private static partial Regex IsTest();

    [GeneratedRegex("Trait\\(\\s*\"Covers\"")]
    private static partial Regex AnyCovers();

    [GeneratedRegex(@"class (\w+)")]
    private static partial Regex ClassName();

    [GeneratedRegex(
        @"(?:^    \[[^\n]*\n(?:^        [^\n]*\n|^    \)\]\n)*)*^    \[Trait\(""Covers"", [^\n]*\n(?:^    \[[^\n]*\n(?:^        [^\n]*\n|^    \)\]\n)*)*^    public (?:async Task|void) (?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Covering();

    [GeneratedRegex(@"\[Trait\(""Covers"", ""([A-Z0-9-]+)""\)\]")]
    private static partial Regex CoversId();
}
