using System;
using System.Threading.Tasks;
using Xunit;

namespace Pen.Hardware.Tests.Bench;

/// <summary>The checks of the hardware stand on these tools; without one of them nothing is checked, and that has to show.</summary>
public class ToolTests
{
    [Theory]
    [InlineData("kicad-cli", "version", "9.")]
    [InlineData("ngspice", "--version", "ngspice-")]
    [InlineData("openscad", "--version", "OpenSCAD version")]
    public async Task TheToolIsHere(string tool, string argument, string says)
    {
        using var shop = new Workshop();
        (int exit, string said) = await shop.RunAsync(tool, [argument]);
        Assert.Equal(0, exit);
        Assert.Contains(says, said, StringComparison.Ordinal);
    }
}
