using System;

namespace Pen.Companion.Web;

/// <summary>Numbers as people read them.</summary>
public static class Sizes
{
    /// <summary>A depth: "1.50 mm", with the language's own point.</summary>
    public static string Millimetres(int microns, Words words) => Number(microns / 1000.0, "0.00", words) + " mm";

    /// <summary>A number with the language's own point.</summary>
    public static string Number(double value, string format, Words words) => value.ToString(format, words.Culture);
}
