using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Pen.Workshop.Tests.Guide;

/// <summary>docs/flashing.md holds every sentence that flashing and the doctor can say, with its cure; UPDATE_DOCS=1 writes those parts anew.</summary>
public class FlashingGuideTests
{
    private static readonly string Top = FindTop();

    [Fact]
    public void EveryErrorOfFlashingStandsInTheGuideWithItsCure()
    {
        var rows = Calls("Flashing", "new FlashingException(", "new(")
            .Where(a => a.Count >= 3 && a[0].StartsWith("FlashingFailure.", StringComparison.Ordinal))
            .Select(a => (Exit: Exit(a[0]["FlashingFailure.".Length..]), Problem: a[1], Cure: a[2]))
            // Where the same kind is thrown from several places, they share a helper.
            .Concat(
                Calls("Flashing", " No(")
                    .Where(a => a.Count == 2)
                    .Select(a => (Exit: Exit("Refused"), Problem: a[0], Cure: a[1]))
            )
            .Concat(
                Calls("Flashing", " Missing(").Select(a => (Exit: Exit("ToolMissing"), Problem: a[0], Cure: "Get it with: …"))
            )
            .Concat(
                Calls("Flashing", " Failed(")
                    .Select(a => (Exit: Exit("WriteFailed"), Problem: a[0], Cure: "Its output is in …."))
            )
            .Where(r =>
                r.Problem.Contains(' ') && !r.Problem.StartsWith("string ", StringComparison.Ordinal) && r.Cure.Contains(' ')
            )
            .Distinct()
            .OrderBy(r => r.Exit)
            .ThenBy(r => r.Problem, StringComparer.Ordinal)
            .Select(r => $"| {r.Exit} | {Cell(r.Problem)} | {Cell(r.Cure)} |")
            .ToList();
        Assert.True(rows.Count > 25, $"Only {rows.Count} sentences were found: the reader of the source no longer fits it.");
        Same("errors", "| exit | what it says | what cures it |\n|---|---|---|\n" + string.Join('\n', rows));
    }

    [Fact]
    public void EveryFindingOfTheDoctorStandsInTheGuideWithItsCure()
    {
        var rows = new[] { (Call: ".Trouble(", Word: "✗ trouble"), (Call: ".Note(", Word: "• note") }
            .SelectMany(k => Calls("Doctor", k.Call).Select(a => (k.Word, Arguments: a)))
            .Where(r => r.Arguments.Count >= 2 && r.Arguments[1].Contains(' '))
            .Select(r =>
                $"| {r.Word} | {Cell(r.Arguments[0])} | {Cell(r.Arguments[1])} | {Cell(r.Arguments.Count > 2 && r.Arguments[2].Contains(' ') ? r.Arguments[2] : "")} |"
            )
            .Distinct()
            .ToList();
        Assert.True(rows.Count > 20, $"Only {rows.Count} findings were found: the reader of the source no longer fits it.");
        Same("findings", "| | about | what it says | what cures it |\n|---|---|---|---|\n" + string.Join('\n', rows));
    }

    private static IEnumerable<IReadOnlyList<string>> Calls(string room, params string[] calls) =>
        from file in Directory
            .EnumerateFiles(Path.Combine(Top, "host", "Pen.Workshop", room), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Order(StringComparer.Ordinal)
        let source = File.ReadAllText(file)
        from call in calls
        from arguments in SourceSentences.Of(source, call)
        select arguments;

    private static int Exit(string kind) =>
        kind switch
        {
            "Unclear" => 2,
            "Refused" => 3,
            "Port" => 4,
            "Link" => 5,
            "WrongDevice" => 6,
            "File" => 8,
            "Board" => 10,
            "ToolMissing" => 11,
            "WriteFailed" => 12,
            "NotAsWritten" => 13,
            "SelfTest" => 1,
            "Cancelled" => 130,
            _ => throw new InvalidOperationException($"The guide does not know the exit code of {kind}."),
        };

    private static string Cell(string text) => text.Replace("|", "\\|").Trim();

    private static void Same(string part, string wanted)
    {
        string path = Path.Combine(Top, "docs", "flashing.md");
        string text = File.ReadAllText(path);
        string from = $"<!-- {part} -->\n";
        string to = $"\n<!-- end of {part} -->";
        int begin = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        int end = text.IndexOf(to, StringComparison.Ordinal);
        Assert.True(begin >= from.Length && end >= begin, $"docs/flashing.md has no part \"{part}\".");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(
                path,
                new StringBuilder().Append(text, 0, begin).Append(wanted).Append(text, end, text.Length - end).ToString()
            );
            return;
        }

        Assert.Equal(wanted, text[begin..end]);
    }

    private static string FindTop()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PenFirmware.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
