using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pen.Protocol.Tests;

/// <summary>One field of a layout, as its constant and its documentation tell it.</summary>
internal sealed record WireField(string Name, int Offset, string Type, string Unit, string Range, string Text)
{
    /// <summary>Bytes that it takes; 0 for a list of open length.</summary>
    public int Bytes =>
        Type.Split(' ')[0] switch
        {
            "u8" or "i8" => 1,
            "u16" or "i16" => 2,
            "u24" => 3,
            "u32" or "i32" => 4,
            var t when Regex.Match(t, @"^u16\[(\d+)\]$") is { Success: true } m => 2 * int.Parse(m.Groups[1].Value),
            var t when Regex.Match(t, @"^(u8|ascii)\[(\d+)\]$") is { Success: true } m => int.Parse(m.Groups[2].Value),
            var t when t.Contains('[') => 0,
            _ => 1,
        };
}

/// <summary>The wire language as its own source documents it: constants by reflection, words from the documentation file.</summary>
internal static partial class WireDoc
{
    private static readonly XDocument Documentation = XDocument.Load(
        Path.ChangeExtension(typeof(FrameFormat).Assembly.Location, ".xml")
    );

    /// <summary>All layouts: classes with at least one field that has a wire type.</summary>
    public static IReadOnlyList<Type> Layouts { get; } =
    [
        .. typeof(FrameFormat)
            .Assembly.GetTypes()
            .Where(t => t.IsPublic && FieldsOf(t).Any())
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    /// <summary>The fields of a layout.</summary>
    public static IEnumerable<WireField> FieldsOf(Type layout)
    {
        foreach (FieldInfo field in layout.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            XElement? member = Member($"F:{layout.FullName}.{field.Name}");
            XElement? wire = member?.Element("wire");
            if (wire is not null)
            {
                string range = wire.Attribute("min") is { } min ? $"{min.Value} … {wire.Attribute("max")!.Value}" : "";
                yield return new WireField(
                    field.Name,
                    Convert.ToInt32(field.GetRawConstantValue()),
                    (string)wire.Attribute("type")!,
                    (string?)wire.Attribute("unit") ?? "",
                    range,
                    Text(member!)
                );
            }
        }
    }

    /// <summary>Summary of a type.</summary>
    public static string TextOf(Type type) => Text(Member($"T:{type.FullName}")!);

    /// <summary>Summary of a value of an enumeration.</summary>
    public static string TextOf(Type enumeration, string value) => Text(Member($"F:{enumeration.FullName}.{value}")!);

    private static XElement? Member(string id) =>
        Documentation.Descendants("member").FirstOrDefault(m => (string?)m.Attribute("name") == id);

    private static string Text(XElement member)
    {
        var summary = new XElement(member.Element("summary")!);
        summary.Descendants("code").Remove();
        foreach (XElement see in summary.Descendants("see").ToList())
        {
            see.ReplaceWith(((string)see.Attribute("cref")!).Split('.')[^1]);
        }

        // A drawing that followed a colon is left out, and the colon with it.
        return Spaces().Replace(summary.Value, " ").Trim().TrimEnd(':').TrimEnd('.') + ".";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
