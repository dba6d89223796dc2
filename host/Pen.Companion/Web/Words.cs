using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pen.Records.Texts;

namespace Pen.Companion.Web;

/// <summary>The words of this visit's language: those of the records and the pages' own, files "Texts/part.xx.json" with the same keys.</summary>
public sealed class Words
{
    /// <summary>Cookie that keeps the language.</summary>
    public const string Cookie = "pen-language";

    private const string Prefix = "texts/";
    private static readonly CultureInfo German = new("")
    {
        NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
    };

    private static readonly ConcurrentDictionary<string, TextTable> Tables = new();

    /// <summary>For a visit: what it has chosen, else what its browser asks for, else English.</summary>
    public Words(IHttpContextAccessor http)
        : this(Choose(http.HttpContext?.Request)) { }

    /// <summary>For a language.</summary>
    public Words(string language) => Texts = Table(language);

    /// <summary>All words.</summary>
    public TextTable Texts { get; }

    /// <summary>Two letters.</summary>
    public string Language => Texts.Language;

    /// <summary>How numbers are written in this language; the process itself has no cultures, so the few signs stand here.</summary>
    public CultureInfo Culture => Language == "de" ? German : CultureInfo.InvariantCulture;

    /// <summary>The text with a key.</summary>
    public string this[string key] => Texts.Get(key);

    /// <summary>The text with a key, with values in it.</summary>
    public string Get(string key, params object[] values) => Texts.Get(key, values);

    /// <summary>A member of an enumeration: "state.Running".</summary>
    public string Of(Enum value) =>
        Texts.Get($"{char.ToLowerInvariant(value.GetType().Name[0])}{value.GetType().Name[1..]}.{value}");

    /// <summary>The words of a language; loaded once.</summary>
    public static TextTable Table(string language) => Tables.GetOrAdd(language, Load);

    /// <summary>The keys of the pages' own words in a language, for the check that no language lacks one.</summary>
    public static IReadOnlyDictionary<string, string> Own(string language)
    {
        Assembly here = typeof(Words).Assembly;
        var all = new Dictionary<string, string>();
        foreach (
            string name in here.GetManifestResourceNames()
                .Where(n =>
                    n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith($".{language}.json", StringComparison.Ordinal)
                )
        )
        {
            using Stream stream = here.GetManifestResourceStream(name)!;
            foreach ((string key, string text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                all.Add(key, text);
            }
        }

        return all;
    }

    private static TextTable Load(string language) => TextTable.Load(language).With(Own(language));

    private static string Choose(HttpRequest? request)
    {
        string? kept = request?.Cookies[Cookie];
        if (kept is not null && TextTable.Languages.Contains(kept))
        {
            return kept;
        }

        return request
                ?.GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
                .Select(l => l.Value.ToString().Split('-')[0])
                .FirstOrDefault(TextTable.Languages.Contains)
            ?? "en";
    }
}
