using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Pen.House.Tests;

/// <summary>Habits that a machine can hold us to.</summary>
public partial class StyleTests
{
    private const int MostLines = 300;
    private const int MostFunctionLines = 60;

    private static IEnumerable<string> Sources => Repository.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void NoFileIsLongerThan300Lines() =>
        Assert.Empty(
            Sources.Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n'))).Where(f => f.Lines > MostLines)
        );

    /// <summary>
    /// Of what is not a test. The formatter puts the braces of a block on lines of their own in one column, so a block ends at
    /// the next brace of its column; blocks of types do not count.
    /// </summary>
    [Fact]
    public void NoFunctionIsLongerThan60Lines() =>
        Assert.Empty(
            Sources
                .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal))
                .SelectMany(f => LongBlocks(f, Repository.Read(f)))
        );

    [Fact]
    public void ALongFunctionIsSeen()
    {
        string body = string.Concat(Enumerable.Repeat("        i++;\n", MostFunctionLines - 1));
        string source = "public class A\n{\n    void F()\n    {\n" + body + "    }\n}\n";
        Assert.Equal(["a.cs:4: 61 lines"], LongBlocks("a.cs", source));
        Assert.Empty(
            LongBlocks("a.cs", source.Replace("        i++;\n        i++;\n", "        i++;\n", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void NothingIsLeftUnfinished() => Assert.Empty(Sources.Where(f => Unfinished().IsMatch(Repository.Read(f))));

    [Fact]
    public void NoPathOfOneMachineAndNoRegistryHostStandsInTheProject() =>
        Assert.Empty(
            Repository
                .Files.Where(f => !f.EndsWith(".lock.json", StringComparison.Ordinal))
                .Where(f => Foreign().IsMatch(Repository.Read(f)))
        );

    [Fact]
    public void NoSourceHasTabs() => Assert.Empty(Sources.Where(f => Repository.Read(f).Contains('\t')));

    private static IEnumerable<string> LongBlocks(string file, string source)
    {
        string[] lines = source.Split('\n');
        for (int open = 0; open < lines.Length; open++)
        {
            string brace = lines[open].TrimEnd();
            if (brace.TrimStart() != "{" || OpensType(lines, open))
            {
                continue;
            }

            string end = brace.Replace('{', '}');
            int close = Array.FindIndex(lines, open, line => line.StartsWith(end, StringComparison.Ordinal));
            if (close - open + 1 > MostFunctionLines)
            {
                yield return $"{file}:{open + 1}: {close - open + 1} lines";
            }
        }
    }

    /// <summary>Whether the header above a brace, up to the end of whatever stands before it, declares a type.</summary>
    private static bool OpensType(string[] lines, int brace)
    {
        for (int i = brace - 1; i >= 0 && lines[i].Trim().Length > 0 && !"{};".Contains(lines[i].TrimEnd()[^1]); i--)
        {
            if (TypeHeader().IsMatch(lines[i]))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(
        @"^\s*((public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|file|unsafe)\s+)*(class|struct|interface|enum|record)\s"
    )]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|NotImplemented[E]xception)\b|Skip *= *""")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"https?://(api|registry|deb|packages)\.|(^|[^A-Za-z0-9_.])/(work|farm|tmp/nf|tmp/spike)/")]
    private static partial Regex Foreign();
}
