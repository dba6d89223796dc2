using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

namespace Pen.Records.Texts;

/// <summary>The words of one language. A further language is a further file "Texts/xx.json" with the same keys.</summary>
public sealed class TextTable
{
    private const string Prefix = "texts/";
    private const string Extension = ".json";

    private readonly Dictionary<string, string> texts;

    private TextTable(string language, Dictionary<string, string> texts)
    {
        Language = language;
        this.texts = texts;
    }

    /// <summary>Two letters: "en", "de".</summary>
    public string Language { get; }

    /// <summary>Keys.</summary>
    public IReadOnlyCollection<string> Keys => texts.Keys;

    /// <summary>Languages that there are.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. Here.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    private static Assembly Here => typeof(TextTable).Assembly;

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">There is no such language.</exception>
    public static TextTable Load(string language)
    {
        if (!Languages.Contains(language))
        {
            throw new ArgumentException(
                $"There are no texts in \"{language}\", only in {string.Join(", ", Languages)}.",
                nameof(language)
            );
        }

        using Stream stream = Here.GetManifestResourceStream(Prefix + language + Extension)!;
        return new TextTable(language, JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }

    /// <summary>These words and further ones, of a program that has its own; its own count where a key is in both.</summary>
    public TextTable With(IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = new Dictionary<string, string>(texts);
        foreach ((string key, string text) in more)
        {
            all[key] = text;
        }

        return new TextTable(Language, all);
    }

    /// <summary>Whether there is a text with this key.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The text with this key; the key itself where a clinic's own protocols use one that nobody has translated.</summary>
    public string Get(string key, params object[] values) =>
        !texts.TryGetValue(key, out string? text) ? key
        : values.Length == 0 ? text
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, text, values);

    /// <summary>A day and a time as people say them: "Sunday, 22 November, 14:30".</summary>
    public string Moment(DateTimeOffset time) =>
        Get("moment", Get($"day.{(int)time.DayOfWeek}"), time.Day, Get($"month.{time.Month}"), $"{time:HH:mm}");
}
