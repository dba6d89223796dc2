using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>One limit of <c>hardware/circuits/limits.json</c>.</summary>
/// <param name="Name">The result that it is about.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Why">Where it comes from.</param>
internal sealed record CircuitLimit(string Name, double Min, double Max, string Unit, string Why)
{
    /// <summary>Whether the value is within it.</summary>
    public bool Holds(double value) => value >= Min && value <= Max;
}

/// <summary>The limits, all in one file.</summary>
internal static class CircuitLimits
{
    /// <summary>All of them in their order.</summary>
    public static IReadOnlyList<CircuitLimit> All { get; } =
        JsonSerializer.Deserialize<List<CircuitLimit>>(
            File.ReadAllText(Path.Combine(Circuit.Folder, "limits.json")),
            JsonSerializerOptions.Web
        )!;

    /// <summary>The limits of one circuit.</summary>
    public static IReadOnlyList<CircuitLimit> Of(string circuit) =>
        [.. All.Where(l => l.Name.StartsWith(Circuit.Prefix(circuit), System.StringComparison.Ordinal))];

    /// <summary>The limits of this circuit that its answer breaks; one that is missing is broken.</summary>
    public static IReadOnlyList<string> Broken(string circuit, CircuitAnswer answer) =>
        [
            .. Of(circuit)
                .Where(l => !answer.Values.TryGetValue(l.Name, out double value) || !l.Holds(value))
                .Select(l => l.Name),
        ];
}
