using System;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace Pen.House.Tests;

/// <summary>Who may know whom.</summary>
public class LayeringTests
{
    [Theory]
    [InlineData("Pen.Protocol", new string[0])]
    [InlineData("Pen.Control", new[] { "Pen.Protocol" })]
    [InlineData("Pen.Board", new[] { "NanoFramework.StandIns", "Pen.Control", "Pen.Protocol" })]
    [InlineData("Pen.Client", new[] { "Pen.Protocol" })]
    [InlineData("Pen.Records", new[] { "Pen.Client", "Pen.Protocol" })]
    [InlineData("Pen.Workshop", new[] { "Pen.Client", "Pen.Protocol", "Pen.Records" })]
    public void AnAssemblyKnowsOnlyThese(string name, string[] known)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        var ours = module
            .AssemblyReferences.Select(r => r.Name)
            .Where(r =>
                r.StartsWith("Pen.", StringComparison.Ordinal) || r.StartsWith("NanoFramework", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(known, ours);
    }

    [Theory]
    [InlineData("Pen.Protocol")]
    [InlineData("Pen.Control")]
    public void DecisionsKnowNoHardwareNoClockAndNoThread(string name)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        string[] banned =
        [
            "System.Device.",
            "System.IO.",
            "System.Threading.",
            "System.DateTime",
            "System.Environment",
            "nanoFramework.",
        ];
        Assert.Empty(
            module
                .GetTypeReferences()
                .Select(t => t.FullName)
                .Where(t => banned.Any(b => t.StartsWith(b, StringComparison.Ordinal)))
        );
    }
}
