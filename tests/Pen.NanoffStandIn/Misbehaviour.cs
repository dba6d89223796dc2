using System;

namespace Pen.NanoffStandIn;

/// <summary>What goes wrong, by words in the variable PEN_STANDIN, such as "hang@application" or "flip".</summary>
internal static class Misbehaviour
{
    private static readonly string[] Words = (Environment.GetEnvironmentVariable("PEN_STANDIN") ?? "").Split(
        ',',
        StringSplitOptions.RemoveEmptyEntries
    );

    /// <summary>Whether this word is there.</summary>
    public static bool Is(string word) => Array.IndexOf(Words, word) >= 0;
}
