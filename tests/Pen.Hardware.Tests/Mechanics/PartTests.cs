using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>Every part is a body that OpenSCAD can build.</summary>
public class PartTests
{
    public static TheoryData<string> Parts =>
        [.. Directory.EnumerateFiles(Repository.Hardware("mechanics", "parts"), "*.scad").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task APartIsBuiltWithoutAWarning(string part)
    {
        using var drawing = new Drawing();
        (int exit, string said, string stl) = await drawing.BuildAsync("parts/" + part);
        Assert.True(Sound(exit, said, stl), said);
    }

    [Theory]
    [InlineData("parts/lever.scad", "use <../motion.scad>", "")]
    [InlineData("parts/lever.scad", "\nlever(0);", "")]
    [InlineData("parameters.scad", "joint_pin_mm = 2; ", "")]
    public async Task APartThatCannotBeBuiltIsFound(string file, string before, string after)
    {
        using Drawing drawing = new Drawing().Change(file, before, after);
        (int exit, string said, string stl) = await drawing.BuildAsync("parts/lever.scad");
        Assert.False(Sound(exit, said, stl), said);
    }

    [Theory]
    [InlineData("section")]
    [InlineData("outside")]
    [InlineData("exploded")]
    [InlineData("stop-0")]
    [InlineData("stop-1-5")]
    [InlineData("stop-3")]
    public void APictureIsThereAndSmall(string name) =>
        Assert.InRange(new FileInfo(Repository.Hardware("images", $"mechanics-{name}.png")).Length, 10_000, 150_000);

    private static bool Sound(int exit, string said, string stl) =>
        exit == 0
        && stl.Contains("facet normal", StringComparison.Ordinal)
        && !said.Contains("WARNING", StringComparison.Ordinal)
        && !said.Contains("ERROR", StringComparison.Ordinal);
}
