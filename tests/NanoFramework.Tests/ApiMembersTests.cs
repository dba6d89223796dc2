using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NanoFramework.StandIns;

namespace NanoFramework.Tests;

/// <summary>The firmware is compiled against the real packages for the chip: what they lack, the stand-ins must not have.</summary>
public class ApiMembersTests
{
    [Fact]
    public void EveryMemberOfTheStandInsStandsInTheList()
    {
        HashSet<string> listed = [.. ListedLines()];
        string[] strangers = [.. StandInLines().Where(line => !listed.Contains(line))];
        Assert.True(strangers.Length == 0, "Not in api-members.txt:\n" + string.Join("\n", strangers));
    }

    [Fact]
    public void TheListHoldsNothingElse()
    {
        HashSet<string> present = [.. StandInLines()];
        string[] stale = [.. ListedLines().Where(line => !present.Contains(line))];
        Assert.Empty(stale);
        Assert.True(present.Count > 200, "The reflection found too little to mean anything.");
    }

    /// <summary>The full lists are not part of this repository; where they lie beside it, the subset is held against them.</summary>
    [Fact]
    public void TheListIsPartOfTheRealApi()
    {
        string full = Path.Combine(Repository(), "..", "shared", "nanoframework", "api");
        IEnumerable<string> known = Directory.Exists(full)
            ? Directory.GetFiles(full, "*.txt").SelectMany(File.ReadLines)
            : ListedLines();
        HashSet<string> real = [.. known];
        Assert.NotEmpty(ListedLines());
        string[] invented = [.. ListedLines().Where(line => !real.Contains(line))];
        Assert.Empty(invented);
    }

    private static IEnumerable<string> StandInLines() =>
        typeof(ChipHardware)
            .Assembly.GetExportedTypes()
            .Where(type => type.Namespace != typeof(ChipHardware).Namespace)
            .SelectMany(MemberFormat.Lines);

    private static IEnumerable<string> ListedLines() =>
        File.ReadLines(Path.Combine(Repository(), "simulator", "NanoFramework", "api-members.txt"))
            .Where(line => line.Length > 0 && line[0] != '#');

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
