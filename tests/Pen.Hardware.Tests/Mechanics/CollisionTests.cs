using System;
using System.Threading.Tasks;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>No two pieces want the same place. Searching takes seconds of a core, so the planted collisions are a class of their own.</summary>
public class CollisionTests
{
    /// <summary>What OpenSCAD says when nothing is left of all the intersections.</summary>
    internal const string Nothing = "Current top level object is empty.";

    /// <summary>Both hard stops, and between them; the eccentric at its dead centres and beside them.</summary>
    [Theory]
    [InlineData("0", "0", false)]
    [InlineData("-0.4", "90", true)]
    [InlineData("1.5", "315", true)]
    [InlineData("3.4", "180", true)]
    public async Task NoTwoPiecesShareAnything(string depth, string crank, bool movingOnly)
    {
        using var drawing = new Drawing();
        (_, string said, string stl) = await drawing.BuildAsync(
            "collisions.scad",
            "depth=" + depth,
            "crank=" + crank,
            "moving_only=" + (movingOnly ? "true" : "false")
        );
        Assert.Contains(Nothing, said, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", said, StringComparison.Ordinal);
        Assert.Equal("", stl);
    }
}
