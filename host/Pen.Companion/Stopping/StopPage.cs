using Pen.Companion.Web;

namespace Pen.Companion.Stopping;

/// <summary>The answer to a STOP without scripts.</summary>
internal static class StopPage
{
    /// <summary>The page.</summary>
    /// <param name="words">Language.</param>
    /// <param name="report">What became of it; null when nothing was asked.</param>
    /// <param name="back">Where to go on.</param>
    public static string Html(Words words, StopReport? report, string back)
    {
        string said =
            report is null ? words["stop.ask"]
            : report.IsWell ? $"✓ {StopWords.Of(report, words)}"
            : $"⚠ {StopWords.Of(report, words)}";
        return BarePage.Html(words, "STOP", said, cure: "", back);
    }
}
