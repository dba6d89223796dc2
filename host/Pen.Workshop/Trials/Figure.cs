using System.Globalization;
using System.Text.Json.Serialization;

namespace Pen.Workshop.Trials;

/// <summary>One quantity that was measured, and what it is judged by.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">What was measured; null when it was not.</param>
/// <param name="Unit">Its unit; empty for a number of times.</param>
/// <param name="Least">Lowest value that passes; null for none.</param>
/// <param name="Most">Highest value that passes; null for none.</param>
/// <param name="Source">Where the limits come from.</param>
public sealed record Figure(string Name, double? Value, string Unit, double? Least, double? Most, string Source)
{
    /// <summary>Whether it was measured and lies within its limits: what was not measured has not passed.</summary>
    public bool Passed => Value is { } value && double.IsFinite(value) && !(value < Least) && !(value > Most);

    /// <summary>Name, value, limits and their source, in one sentence.</summary>
    public string Sentence => $"{Name}: {Measured}, {Allowed} ({Source}).";

    /// <summary>The value with its unit, in words where there is none.</summary>
    [JsonIgnore]
    public string Measured => Value is { } value ? With(value) : "not measured";

    /// <summary>The limits in words.</summary>
    [JsonIgnore]
    public string Allowed =>
        (Least, Most) switch
        {
            ({ } least, { } most) => $"from {Number(least)} to {With(most)}",
            ({ } least, null) => $"at least {With(least)}",
            (null, { } most) => $"at most {With(most)}",
            _ => "told only",
        };

    private string With(double value) => Unit.Length == 0 ? Number(value) : $"{Number(value)} {Unit}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
