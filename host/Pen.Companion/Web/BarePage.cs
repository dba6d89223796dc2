using System.Text.Encodings.Web;

namespace Pen.Companion.Web;

/// <summary>A page that needs nothing of the rest of the program: no template, no script, no records. STOP is on it.</summary>
internal static class BarePage
{
    /// <summary>The page.</summary>
    /// <param name="words">Language.</param>
    /// <param name="title">Of the window.</param>
    /// <param name="said">One sentence, read out at once.</param>
    /// <param name="cure">What to do; empty for nothing.</param>
    /// <param name="back">Where to go on.</param>
    public static string Html(Words words, string title, string said, string cure, string back) =>
        $"""
            <!doctype html>
            <html lang="{words.Language}"><head><meta charset="utf-8"><title>{E(title)}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/css/companion.css"></head>
            <body class="stop-page"><main><h1 role="alert">{E(said)}</h1>{(cure.Length > 0 ? $"<p>{E(cure)}</p>" : "")}
            <form method="post" action="/stop"><button class="stop" type="submit">STOP</button></form>
            <p><a class="button" href="{E(back)}">{E(words["stop.back"])}</a></p></main></body></html>
            """;

    private static string E(string text) => HtmlEncoder.Default.Encode(text);
}
