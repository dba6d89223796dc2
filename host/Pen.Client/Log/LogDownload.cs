using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Pen.Client;

/// <summary>How far a download has got.</summary>
/// <param name="Done">Records received.</param>
/// <param name="Total">Records to receive.</param>
public sealed record LogProgress(int Done, int Total);

/// <summary>Something wrong in the log.</summary>
/// <param name="Sequence">The record concerned.</param>
/// <param name="Sentence">What is wrong with it, with its parts, for a program that speaks another language.</param>
public sealed record LogDamage(uint Sequence, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>What is wrong with it, in one sentence.</summary>
    public string Problem => Sentence.ToString();

    internal static LogDamage Missing(uint first, uint last) =>
        new(
            first,
            first == last ? Sentence.Of($"Record {first} is missing.") : Sentence.Of($"Records {first} to {last} are missing.")
        );

    internal static LogDamage Altered(uint sequence) =>
        new(sequence, $"Record {sequence} was altered, or the one before it is not the one it was written behind.");
}

/// <summary>A downloaded piece of the usage log, its chain verified record by record.</summary>
/// <param name="Info">Where the log began and ended when the download started.</param>
/// <param name="Entries">The records, in order.</param>
/// <param name="Damage">What is missing or altered; empty when the chain is whole.</param>
public sealed record LogDownload(LogInfo Info, IReadOnlyList<LogEntry> Entries, IReadOnlyList<LogDamage> Damage)
{
    /// <summary>Whether every record follows from the one before it.</summary>
    public bool IsIntact => Damage.Count == 0;
}
