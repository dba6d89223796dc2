using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Pen.House.Tests;

/// <summary>Habits that a machine can hold us to.</summary>
public partial class StyleTests
{
    private const int MostLines = 300;

    private static IEnumerable<string> Sources => Repository.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void NoFileIsLongerThan300Lines() =>
        Assert.Empty(
            Sources.Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n'))).Where(f => f.Lines > MostLines)
        );

    [Fact]
    public void NothingIsLeftUnfinished() =>
        Assert.Empty(
            Sources.Where(f =>
                !f.EndsWith("StyleTests.cs", StringComparison.Ordinal) && Unfinished().IsMatch(Repository.Read(f))
            )
        );

    [Fact]
    public void NoPathOfOneMachineAndNoRegistryHostStandsInTheProject() =>
        Assert.Empty(
            Repository
                .Files.Where(f =>
                    !f.EndsWith(".lock.json", StringComparison.Ordinal)
                    && !f.EndsWith("StyleTests.cs", StringComparison.Ordinal)
                )
                .Where(f => Foreign().IsMatch(Repository.Read(f)))
        );

    [Fact]
    public void NoSourceHasTabs() => Assert.Empty(Sources.Where(f => Repository.Read(f).Contains('\t')));

    [GeneratedRegex(@"\b(TODO|FIXME|NotImplementedException)\b|Skip *= *""")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"https?://(api|registry|deb|packages)\.|(^|[^A-Za-z0-9_.])/(work|farm)/")]
    private static partial Regex Foreign();
}
