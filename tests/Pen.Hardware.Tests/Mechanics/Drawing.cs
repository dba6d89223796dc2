using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>A copy of the OpenSCAD files in a folder of its own, to be built, asked, and broken.</summary>
internal sealed partial class Drawing : IDisposable
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, double>>> Reading = new(async () =>
    {
        using var drawing = new Drawing();
        return await drawing.ParametersAsync();
    });

    private readonly Workshop shop = new();

    /// <summary>The parameters as they are drawn, asked for once for all tests.</summary>
    public static Task<IReadOnlyDictionary<string, double>> Drawn => Reading.Value;

    public Drawing() => shop.Bring(Repository.Hardware("mechanics"), "*.scad");

    /// <summary>Replaces a text that stands in the file exactly once.</summary>
    public Drawing Change(string file, string before, string after)
    {
        string path = shop.At(file);
        string text = File.ReadAllText(path);
        if (text.Split(before).Length != 2)
        {
            throw new InvalidOperationException($"'{before}' does not stand in {file} exactly once.");
        }

        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Builds a file to an STL.</summary>
    /// <returns>OpenSCAD's exit code, what it said, and the file; without a file its text is empty.</returns>
    public async Task<(int Exit, string Said, string Stl)> BuildAsync(string file, params string[] definitions)
    {
        string result = shop.At("built.stl");
        File.Delete(result);
        string[] arguments = [.. definitions.SelectMany(d => new[] { "-D", d }), "-o", result, shop.At(file)];
        (int exit, string said) = await shop.RunAsync("openscad", arguments);
        return (exit, said, File.Exists(result) ? await File.ReadAllTextAsync(result) : "");
    }

    /// <summary>What OpenSCAD takes every number of parameters.scad for.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ParametersAsync()
    {
        string source = await File.ReadAllTextAsync(shop.At("parameters.scad"));
        string[] names = [.. Assignment().Matches(source).Select(m => m.Groups[1].Value)];
        string probe = "include <parameters.scad>\n" + string.Concat(names.Select(n => $"echo({n} = {n});\n"));
        await File.WriteAllTextAsync(shop.At("probe.scad"), probe);
        (int exit, string said) = await shop.RunAsync("openscad", ["-o", shop.At("probe.echo"), shop.At("probe.scad")]);
        string echo = await File.ReadAllTextAsync(shop.At("probe.echo"));
        if (exit != 0 || echo.Contains("WARNING", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(said + echo);
        }

        return Echo()
            .Matches(echo)
            .ToDictionary(m => m.Groups[1].Value, m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    public void Dispose() => shop.Dispose();

    [GeneratedRegex(@"^([a-z]\w*) *=", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^ECHO: (\w+) = (-?[0-9.]+(?:e[-+]?[0-9]+)?)$", RegexOptions.Multiline)]
    private static partial Regex Echo();
}
