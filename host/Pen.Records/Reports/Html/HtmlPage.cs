using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pen.Records.Reports.Html;

/// <summary>A whole page, made for print: without any script, and nothing in it is fetched from anywhere.</summary>
internal static class HtmlPage
{
    /// <summary>Elements that have no end tag; all others get one, also where they are empty.</summary>
    private static readonly HashSet<string> Void = ["br", "col", "hr", "meta"];

    /// <summary>The page as text.</summary>
    /// <param name="words">Language.</param>
    /// <param name="title">Title, also at the foot of each printed page.</param>
    /// <param name="style">A class of the whole page; empty for none.</param>
    /// <param name="content">What stands on it.</param>
    public static string Write(ReportWords words, string title, string style, params object?[] content) =>
        Write(words.Language, words.Get("report.page"), title, style, content);

    /// <summary>The page as text, of a program whose texts are not those of the reports.</summary>
    /// <param name="language">Two letters.</param>
    /// <param name="pageWord">What stands before a page's number.</param>
    /// <param name="title">Title, also at the foot of each printed page.</param>
    /// <param name="style">A class of the whole page; empty for none.</param>
    /// <param name="content">What stands on it.</param>
    public static string Write(string language, string pageWord, string title, string style, object?[] content)
    {
        string clean = Tag.Clean(title).ReplaceLineEndings(" ");
        var page = new XElement(
            "html",
            new XAttribute("lang", language),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                Meta("viewport", "width=device-width, initial-scale=1"),
                new XElement(
                    "meta",
                    new XAttribute("http-equiv", "Content-Security-Policy"),
                    new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")
                ),
                new XElement("title", clean),
                new XElement("style", PrintStyle.Css + Foot(pageWord, clean))
            ),
            new XElement("body", new XAttribute("class", style), new XElement("main", content))
        );
        MakeReadable(page);
        CloseEmpty(page);
        return "<!DOCTYPE html>\n" + Serialized(page) + "\n";
    }

    private static XElement Meta(string name, string content) =>
        new("meta", new XAttribute("name", name), new XAttribute("content", content));

    /// <summary>A page that cannot be written for one character would be no report at all.</summary>
    private static void MakeReadable(XElement page)
    {
        foreach (XText text in page.DescendantNodes().OfType<XText>())
        {
            text.Value = Tag.Clean(text.Value);
        }

        foreach (XAttribute attribute in page.Descendants().Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            attribute.Value = Tag.Clean(attribute.Value);
        }
    }

    private static void CloseEmpty(XElement page)
    {
        foreach (XElement element in page.DescendantsAndSelf().Where(e => e.IsEmpty && !Void.Contains(e.Name.LocalName)))
        {
            element.Value = "";
        }
    }

    private static string Serialized(XElement page)
    {
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = false,
            NewLineHandling = NewLineHandling.None,
        };
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, settings))
        {
            page.Save(writer);
        }

        return text.ToString();
    }

    private static string Foot(string pageWord, string title) =>
        $"@page {{ @bottom-left {{ content: \"{Quoted(title)}\"; }} "
        + $"@bottom-right {{ content: \"{Quoted(pageWord)} \" counter(page) \" / \" counter(pages); }} }}";

    /// <summary>Text within quotation marks of a style sheet: whatever is no letter or digit as its number.</summary>
    private static string Quoted(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) ? r.ToString() : $"\\{r.Value:X} "));
}
