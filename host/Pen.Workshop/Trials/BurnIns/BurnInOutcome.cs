using System.Collections.Generic;
using System.Text.Json;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What came of a burn-in, and where it is written.</summary>
/// <param name="Record">The record.</param>
/// <param name="Files">Its files: every value, the record, the page for print.</param>
public sealed record BurnInOutcome(BurnInRecord Record, IReadOnlyList<string> Files)
{
    internal static BurnInOutcome Write(string stem, BurnInRecord record, IReadOnlyDictionary<Quantity, Tally> tallies)
    {
        TrialFiles.WriteNew(stem + ".json", JsonSerializer.Serialize(record, TrialFiles.Json) + "\n");
        TrialFiles.WriteNew(stem + ".html", BurnInReport.Write(record, tallies));
        return new BurnInOutcome(record, [stem + ".jsonl", stem + ".json", stem + ".html"]);
    }
}
