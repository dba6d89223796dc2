using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Pen.BrokenControls;

namespace Pen.House.Tests.Safety;

/// <summary>The list of controls broken on purpose fits the source as it is today.</summary>
public class BrokenControlsTests
{
    private static readonly List<BrokenControl> List = BrokenControl.Read(
        Path.Combine(Repository.Root, "docs", "safety", "broken-controls.json")
    );

    [Fact]
    public void EveryChangeStillFitsTheSourceOnce()
    {
        Assert.True(List.Count >= 10);
        Assert.Empty(List.Where(c => Regex.Count(Repository.Read(c.File), Regex.Escape(c.From)) != 1).Select(c => c.What));
        Assert.Empty(List.Where(c => c.From == c.To || !c.File.StartsWith("firmware/")).Select(c => c.What));
    }

    [Fact]
    public void WhatNoticedExistsAndWhatNothingNoticedIsExplained()
    {
        string tests = string.Join(
            '\n',
            Repository.Files.Where(f => f.StartsWith("tests/") && f.EndsWith(".cs")).Select(Repository.Read)
        );
        Assert.Empty(List.Where(c => c.NoticedBy.Count == 0 && c.Note.Length == 0).Select(c => c.What));
        Assert.Empty(
            List.SelectMany(c => c.NoticedBy)
                .Distinct()
                .Where(n => !tests.Contains($" {n.Split('.')[^1]}(") || !tests.Contains($"class {n.Split('.')[0]}"))
        );
    }

    [Fact]
    public void ThePageIsWhatTheListSays() => Assert.Equal(Page.Of(List), Repository.Read("docs/safety/broken-controls.md"));
}
