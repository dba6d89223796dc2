using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Records.Export;

/// <summary>The small parts that resources are made of. A part without content is null, and <see cref="Object"/> leaves it out.</summary>
internal static class FhirParts
{
    private static readonly TextTable English = TextTable.Load("en");

    /// <summary>An object with those of its members that have content: FHIR knows no empty texts, lists or objects.</summary>
    public static JsonObject Object(params (string Name, JsonNode? Value)[] members)
    {
        var made = new JsonObject();
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }))
            {
                made.Add(name, value);
            }
        }

        return made;
    }

    /// <summary>A list; null where none of its parts has content.</summary>
    public static JsonArray List(params JsonNode?[] parts) => [.. parts.Where(p => p is not null)];

    /// <summary>Text without signs that FHIR forbids; null where nothing is left.</summary>
    public static JsonNode? Text(string? text)
    {
        string plain = string.Concat((text ?? "").Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c)).Trim();
        return plain.Length == 0 ? null : plain;
    }

    /// <summary>A moment in UTC.</summary>
    public static JsonNode? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>From when until when; an end that is not known is left out.</summary>
    public static JsonObject Period(DateTimeOffset from, DateTimeOffset? to) =>
        Object(("start", Time(from)), ("end", Time(to)));

    /// <summary>A concept of one code.</summary>
    public static JsonObject Concept(string system, string code, string display) =>
        Object(("coding", List(Coding(system, code, display))), ("text", display));

    /// <summary>A code.</summary>
    public static JsonObject Coding(string system, string code, string display) =>
        Object(("system", system), ("code", code), ("display", display));

    /// <summary>A concept of a system of our own; its code is the value's name with small letters and hyphens.</summary>
    public static JsonObject Own(string system, Enum value)
    {
        string code = Code(value);
        return Concept(FhirCodes.System(system), code, Words(code));
    }

    /// <summary>The words of a text table for an id of the knowledge; the id in words where there are none.</summary>
    public static JsonObject Known(string kind, string id) =>
        Concept(
            FhirCodes.System(kind),
            id.Replace(' ', '-'),
            English.Has($"{kind}.{id}") ? English.Get($"{kind}.{id}") : Words(id)
        );

    /// <summary>Where on the body; null where nobody says.</summary>
    public static JsonObject? BodySite(TreatmentArea area)
    {
        if (area == TreatmentArea.Unspecified)
        {
            return null;
        }

        JsonObject own = Known("area", AreaNames.Id(area));
        if (FhirCodes.BodyStructures.TryGetValue(area, out (string Code, string Display) common))
        {
            own["coding"]!.AsArray().Insert(0, Coding(FhirCodes.Snomed, common.Code, common.Display));
        }

        return own;
    }

    /// <summary>A number with its unit in UCUM.</summary>
    public static JsonObject Quantity(decimal value, string unit, string code) =>
        Object(("value", value), ("unit", unit), ("system", FhirCodes.Ucum), ("code", code));

    /// <summary>A name by which others know it; null without a value.</summary>
    public static JsonObject? Identifier(string system, string value) =>
        Text(value) is { } text ? Object(("system", FhirCodes.System(system)), ("value", text)) : null;

    /// <summary>Points to another entry.</summary>
    public static JsonObject Reference(string url) => Object(("reference", url));

    /// <summary>Something in words; null without any.</summary>
    public static JsonObject? Note(string text, DateTimeOffset? at = null) =>
        Text(text) is { } words ? Object(("time", Time(at)), ("text", words)) : null;

    /// <summary>The address of a record with an id of 32 hexadecimal digits.</summary>
    public static string Url(string id) =>
        Guid.TryParseExact(id, "N", out Guid guid) ? $"urn:uuid:{guid:D}" : UrlOf("record", id);

    /// <summary>An address that follows from names: the same names have the same, here and everywhere (UUID version 8, of SHA-256).</summary>
    public static string UrlOf(params string[] names)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(names)))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash, bigEndian: true):D}";
    }

    /// <summary>A name of an enumeration as a code: "HostStop" is "host-stop".</summary>
    public static string Code(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Says of a resource that it is no real one; null where it is.</summary>
    public static JsonObject? Meta(bool simulated) =>
        simulated ? Object(("tag", List(Coding(FhirCodes.ActReason, "HTEST", "test health data")))) : null;

    /// <summary>A code in words.</summary>
    public static string Words(string code)
    {
        string words = code.Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
