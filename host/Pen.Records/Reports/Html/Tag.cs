using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Pen.Records.Reports.Html;

/// <summary>Elements of a page. What people entered goes through <see cref="Entered"/>, all else comes from the texts.</summary>
internal static class Tag
{
    private static readonly XNamespace Figures = "http://www.w3.org/2000/svg";

    /// <summary>An element with a class; "p" or "p.note".</summary>
    public static XElement Of(string name, params object?[] content)
    {
        string[] parts = name.Split('.');
        var element = new XElement(parts[0], content);
        if (parts.Length > 1)
        {
            element.SetAttributeValue("class", string.Join(' ', parts.Skip(1)));
        }

        return element;
    }

    /// <summary>An element of a figure.</summary>
    public static XElement Svg(string name, (string Name, string Value)[] attributes, params object?[] content) =>
        new(Figures + name, attributes.Select(a => new XAttribute(a.Name, a.Value)), content);

    /// <summary>What somebody entered: on its own against the direction of what stands around it, and without what no page can hold.</summary>
    public static XElement Entered(string text) => new("bdi", Clean(text));

    /// <summary>A list of names and values; a value that is null is left out with its name.</summary>
    public static XElement Facts(params IEnumerable<(string Name, object? Value)> facts) =>
        Of("dl.facts", facts.Where(f => f.Value is not null).Select(f => Of("div", Of("dt", f.Name), Of("dd", f.Value))));

    /// <summary>A table with a caption; columns whose class is "n" hold numbers.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Heads; one that begins with "#" is over numbers.</param>
    /// <param name="rows">Cells of each row.</param>
    public static XElement Table(string caption, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        Of(
            "table",
            Of("caption", caption),
            Of("thead", Of("tr", columns.Select(c => Of(ClassOf("th", c), new XAttribute("scope", "col"), c.TrimStart('#'))))),
            Of("tbody", rows.Select(r => Of("tr", r.Select((cell, i) => Of(ClassOf("td", columns[i]), cell)))))
        );

    /// <summary>Text without characters that a page cannot hold; each becomes the sign for an unreadable one.</summary>
    public static string Clean(string text)
    {
        char[] all = text.ToCharArray();
        for (int i = 0; i < all.Length; i++)
        {
            bool pair = char.IsHighSurrogate(all[i]) && i + 1 < all.Length && char.IsLowSurrogate(all[i + 1]);
            if (pair)
            {
                i++;
            }
            else if (!IsReadable(all[i]))
            {
                all[i] = '\uFFFD';
            }
        }

        return new string(all);
    }

    private static bool IsReadable(char c) =>
        c is '\n' or '\t' || !(char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF');

    private static string ClassOf(string name, string column) => column.StartsWith('#') ? name + ".n" : name;
}
