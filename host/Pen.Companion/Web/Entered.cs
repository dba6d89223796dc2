using System.Globalization;
using System.Linq;

namespace Pen.Companion.Web;

/// <summary>What people type into forms.</summary>
internal static class Entered
{
    private const int LongestNumber = 12;

    /// <summary>A whole number within limits; null where it is none.</summary>
    public static int? Whole(string? text, int min, int max) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= min
        && number <= max
            ? number
            : null;

    /// <summary>Millimetres, with a point or a comma, as µm within limits; null where it is none.</summary>
    public static int? Microns(string? text, int min, int max) =>
        text is { Length: <= LongestNumber }
        && decimal.TryParse(
            text.Trim().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal millimetres
        )
        && millimetres * 1000 >= min
        && millimetres * 1000 <= max
        && millimetres * 1000 % 1 == 0
            ? (int)(millimetres * 1000)
            : null;

    /// <summary>Text without what stands around it; null where nothing is left, or it is too long.</summary>
    public static string? Text(string? text, int most) =>
        text?.Trim() is { Length: > 0 } clean && clean.Length <= most ? clean : null;

    /// <summary>The same, on one line.</summary>
    public static string? Line(string? text, int most) =>
        Text(text, most) is { } clean && !clean.Any(char.IsControl) ? clean : null;
}
