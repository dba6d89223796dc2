using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>What ngspice said of one circuit.</summary>
/// <param name="Exit">Exit code; 0 even where a measurement failed, so it proves little.</param>
/// <param name="Said">All that it printed.</param>
/// <param name="Values">Results: the measurements whose names begin with the circuit's word.</param>
/// <param name="Trace">The columns that it wrote for its picture, by name; "time" is in seconds.</param>
internal sealed record CircuitAnswer(
    int Exit,
    string Said,
    IReadOnlyDictionary<string, double> Values,
    IReadOnlyDictionary<string, double[]> Trace
);

/// <summary>The circuits of <c>hardware/circuits</c>, run by ngspice in a folder of their own.</summary>
internal static partial class Circuit
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<CircuitAnswer>>> Answers = new();

    /// <summary>The folder of the circuits.</summary>
    public static string Folder { get; } = Repository.Hardware("circuits");

    /// <summary>The circuits by name, such as "04-brake".</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. Directory.GetFiles(Folder, "*.cir").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    /// <summary>The word that the results of a circuit begin with: "brake_" of "04-brake".</summary>
    public static string Prefix(string circuit) => circuit[(circuit.IndexOf('-', StringComparison.Ordinal) + 1)..] + "_";

    /// <summary>What a circuit says as it stands; run once for all who ask.</summary>
    public static Task<CircuitAnswer> AnswerAsync(string circuit) =>
        Answers.GetOrAdd(circuit, name => new Lazy<Task<CircuitAnswer>>(() => RunAsync(name, null, "", ""))).Value;

    /// <summary>What a circuit says with a text of one file changed.</summary>
    public static Task<CircuitAnswer> ChangedAsync(string circuit, string file, string from, string to) =>
        RunAsync(circuit, file, from, to);

    private static async Task<CircuitAnswer> RunAsync(string circuit, string? changedFile, string from, string to)
    {
        using var shop = new Workshop();
        foreach (string path in Directory.GetFiles(Folder, "*.inc").Append(Path.Combine(Folder, circuit + ".cir")))
        {
            string text = await File.ReadAllTextAsync(path);
            if (Path.GetFileName(path) == changedFile)
            {
                Assert.Contains(from, text, StringComparison.Ordinal);
                text = text.Replace(from, to, StringComparison.Ordinal);
            }

            await File.WriteAllTextAsync(shop.At(Path.GetFileName(path)), text);
        }

        (int exit, string said) = await shop.RunAsync("ngspice", ["-b", circuit + ".cir"]);
        string prefix = Prefix(circuit);
        var values = Result()
            .Matches(said)
            .Where(m => m.Groups["name"].Value.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(
                m => m.Groups["name"].Value,
                m => double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture)
            );
        return new CircuitAnswer(exit, said, values, ReadTrace(shop.At(circuit + ".txt")));
    }

    private static Dictionary<string, double[]> ReadTrace(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        string[][] rows = [.. File.ReadLines(path).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return rows[0]
            .Select((name, column) => (name, values: rows.Skip(1).Select(r => Number(r[column])).ToArray()))
            .ToDictionary(c => c.name, c => c.values);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<name>[a-z]\w*)\s*=\s*(?<value>[-+0-9.]+(e[-+]?[0-9]+)?)", RegexOptions.Multiline)]
    private static partial Regex Result();
}
