using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace Pen.Records.Knowledge;

/// <summary>Where a value is from: a source, and a line of its text where it has one.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Line">Line, from 1; null where the source has no lines.</param>
public readonly record struct Citation(string Source, int? Line)
{
    private const int MostLines = 100_000;

    /// <summary>Reads "S0:54" or "FDA".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Citation citation)
    {
        citation = default;
        if (text is not { Length: > 0 and <= 32 })
        {
            return false;
        }

        string[] parts = text.Split(':');
        bool named =
            parts.Length <= 2 && parts[0].Length > 0 && parts[0].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        if (!named || parts.Length == 1)
        {
            citation = new Citation(parts[0], null);
            return named;
        }

        bool counted =
            int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            && line is > 0 and <= MostLines;
        citation = new Citation(parts[0], line);
        return counted;
    }
}
