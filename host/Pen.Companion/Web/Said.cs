using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Knowledge;

namespace Pen.Companion.Web;

/// <summary>
/// What firmware, library and records say, in the visit's language. Their English sentences stand with them and nowhere else; another language
/// has a file "Texts/Said/xx.json", by the English sentence. Where that lacks one, the English is better than nothing.
/// </summary>
public static partial class Said
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Tables = new();

    /// <summary>A sentence that never changes.</summary>
    public static string In(Words words, string english) => Table(words.Language).GetValueOrDefault(english, english);

    /// <summary>A sentence with values in it.</summary>
    public static string In(Words words, Sentence english) =>
        Table(words.Language).TryGetValue(english.Pattern, out string? pattern)
            ? string.Format(words.Culture, pattern, [.. english.Values.Select(v => Value(words, v))])
            : english.ToString();

    /// <summary>All sentences of a language, by the English one; empty for English itself.</summary>
    public static IReadOnlyDictionary<string, string> Table(string language) => Tables.GetOrAdd(language, Load);

    private static string Value(Words words, object value) =>
        value switch
        {
            Sentence within => In(words, within),
            TreatmentArea.Unspecified => words["report.area.unspecified"],
            TreatmentArea area => words["area." + AreaNames.Id(area)],
            Enum member => words.Of(member),
            string text when Table(words.Language).TryGetValue(text, out string? known) => known,
            string text when Quantity().IsMatch(text) => text.Replace(
                ".",
                words.Culture.NumberFormat.NumberDecimalSeparator,
                StringComparison.Ordinal
            ),
            _ => Convert.ToString(value, words.Culture) ?? "",
        };

    private static IReadOnlyDictionary<string, string> Load(string language)
    {
        using Stream? stream = typeof(Said).Assembly.GetManifestResourceStream($"said/{language}.json");
        return stream is null
            ? new Dictionary<string, string>()
            : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    /// <summary>A number with its unit, as the library writes it: the only point in it is the decimal one.</summary>
    [GeneratedRegex(@"^-?\d+\.\d+ (mm|V|°C|min|s)$")]
    private static partial Regex Quantity();
}
