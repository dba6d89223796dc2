using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Records.Knowledge;

/// <summary>Checks that recur within one file.</summary>
internal sealed class PackCheck(string file, IReadOnlyDictionary<string, SourceInfo> sources, List<string> problems)
{
    public void Say(string problem) => problems.Add($"{file}: {problem}");

    /// <summary>At least one source, and all of them known.</summary>
    public void Sourced(string what, IReadOnlyCollection<string> from)
    {
        NeedsSource(what, from.Count);
        Cited(what, from);
    }

    /// <summary>At least one source; the citations themselves are looked at where they stand.</summary>
    public void NeedsSource(string what, int citations)
    {
        if (citations == 0)
        {
            Say($"{what} has no source.");
        }
    }

    /// <summary>Every citation names a known source, and a line where that has lines.</summary>
    public void Cited(string what, IEnumerable<string> from)
    {
        foreach (string text in from)
        {
            if (!Citation.TryParse(text, out Citation citation))
            {
                Say($"{what}: \"{text}\" is not a source and a line, such as S0:54.");
            }
            else if (!sources.TryGetValue(citation.Source, out SourceInfo? source))
            {
                Say($"{what}: nobody knows the source {citation.Source}.");
            }
            else if (source.File is null != citation.Line is null)
            {
                Say($"{what}: \"{text}\" must {(source.File is null ? "not " : "")}name a line.");
            }
        }
    }

    public void Ranges(string what, string unit, IEnumerable<CitedRange> ranges, int least, int most)
    {
        foreach (CitedRange range in ranges)
        {
            Cited(what, [range.From]);
            int max = range.Max ?? range.Min;
            if (range.Min < least || max > most || max < range.Min)
            {
                Say($"{what}: {range.Min} to {max} is not a range of {unit} between {least} and {most}. Is the unit right?");
            }
        }
    }

    public void Depths(string what, IEnumerable<CitedDepth> depths)
    {
        foreach (CitedDepth depth in depths)
        {
            Cited(what, [depth.From]);
            bool plausible =
                depth.MinMicrons >= Limits.DepthResolutionMicrons
                && depth.MaxMicrons <= Limits.DepthMaxMicrons
                && depth.MinMicrons <= depth.MaxMicrons
                && depth.MinMicrons % Limits.DepthResolutionMicrons == 0
                && depth.MaxMicrons % Limits.DepthResolutionMicrons == 0;
            if (!plausible)
            {
                Say(
                    $"{what}: {depth.MinMicrons} to {depth.MaxMicrons} µm is not a range of depth in steps of {Limits.DepthResolutionMicrons} up to {Limits.DepthMaxMicrons} µm. Is the unit right?"
                );
            }
        }
    }
}
