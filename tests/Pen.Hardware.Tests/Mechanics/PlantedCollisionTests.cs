using System;
using System.Threading.Tasks;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>The search for collisions sees one that was put there.</summary>
public class PlantedCollisionTests
{
    [Theory]
    [InlineData("servo_width_mm = 15;", "servo_width_mm = 19;", "servo", "0")]
    [InlineData("stop_joint_mm = 18;", "stop_joint_mm = 14;", "needle bar", "-0.4")]
    [InlineData("bar_tail_mm = 12;", "bar_tail_mm = 16;", "lever", "-0.4")]
    [InlineData("body_inner_radius_mm = 15.4;", "body_inner_radius_mm = 13.9;", "motor", "1.5")]
    [InlineData("stop_longest_mm = 3.4;", "stop_longest_mm = 3.3;", "carriage", "3.4")]
    public async Task PiecesInEachOthersWayAreFound(string before, string after, string piece, string depth)
    {
        using Drawing drawing = new Drawing().Change("parameters.scad", before, after);
        (_, string said, string stl) = await drawing.BuildAsync(
            "collisions.scad",
            "depth=" + depth,
            "crank=180",
            $"only=\"{piece}\""
        );
        Assert.False(said.Contains(CollisionTests.Nothing, StringComparison.Ordinal) && stl.Length == 0, said);
    }
}
