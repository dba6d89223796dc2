using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;

namespace Pen.Companion.Web;

/// <summary>What sources say, and whose words they are.</summary>
internal static class Cited
{
    /// <summary>Where a value is from: "S2:9, a clinic's page".</summary>
    public static string From(ProtocolLibrary library, string from, Words words) =>
        Citation.TryParse(from, out Citation citation) && library.Sources.TryGetValue(citation.Source, out SourceInfo? source)
            ? $"{from}, {words["kind." + source.Kind.ToString().ToLowerInvariant()]}"
            : from;

    /// <summary>Several of them.</summary>
    public static string From(ProtocolLibrary library, IEnumerable<string> from, Words words) =>
        string.Join("; ", from.Select(f => From(library, f, words)));

    /// <summary>A range: "3 to 5", "at least 3", "6".</summary>
    public static string Range(CitedRange range, Words words) =>
        range.Max is not { } max ? words.Get("report.advice.at-least", range.Min)
        : max == range.Min ? FormattableString.Invariant($"{max}")
        : words.Get("report.advice.range", range.Min, max);

    /// <summary>What a range holds for only: "(superficial treatments only)"; empty for always.</summary>
    public static string When(CitedRange range, Words words) =>
        range.When is null ? "" : $" ({words.Get("report.advice.only", words["when." + range.When])})";
}
