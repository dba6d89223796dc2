using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pen.Cli.Tests;

/// <summary>protocols show and check, as somebody types them.</summary>
public class ProtocolsTests
{
    private static readonly CommandLine Typed = new();

    [Fact]
    public async Task WhatIsKnownIsShownWithItsSources()
    {
        (int code, string output, string problem) = await Typed.RunAsync("protocols", "show", "acne-scars");
        Assert.Equal((0, ""), (code, problem));
        Assert.Contains("weeks between two: 8 proposed, the most cautious (S2:9)", output);
        Assert.Contains("    4 to 6  (S0:54)", output);
        (code, output, _) = await Typed.RunAsync("protocols", "show", "aftercare", "--language", "de");
        Assert.Equal(0, code);
        Assert.Contains("Keine direkte Sonne", output);
        (code, output, _) = await Typed.RunAsync("protocols", "show", "--json");
        Assert.Equal(0, code);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("indications").GetArrayLength() > 10);
        (code, _, problem) = await Typed.RunAsync("protocols", "show", "warts");
        Assert.Equal(2, code);
        Assert.Contains("Nothing is known of \"warts\".", problem);
    }

    [Fact]
    public async Task FilesOfOnesOwnAreChecked()
    {
        string folder = Directory.CreateTempSubdirectory("pen-own-").FullName;
        string file = Path.Combine(folder, "own.json");
        await File.WriteAllTextAsync(file, """{ "format": 1, "version": "ours" }""");
        (int code, string output, _) = await Typed.RunAsync("protocols", "check", folder);
        Assert.Equal(0, code);
        Assert.StartsWith("Sound: ", output);
        await File.WriteAllTextAsync(file, """{ "format": 1, "version": "ours", "depth": 1 }""");
        (code, _, string problem) = await Typed.RunAsync("protocols", "check", folder);
        Assert.Equal(7, code);
        Assert.StartsWith("own.json, line 1", problem);
        Assert.DoesNotContain("   at ", problem);
        (code, _, problem) = await Typed.RunAsync("protocols", "check", Path.Combine(folder, "nowhere"));
        Assert.Equal(8, code);
        Assert.DoesNotContain("   at ", problem);
        Directory.Delete(folder, recursive: true);
    }
}
