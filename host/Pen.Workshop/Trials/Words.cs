using System;
using System.Globalization;
using System.Text;

namespace Pen.Workshop.Trials;

/// <summary>Names and numbers as people read them.</summary>
internal static class Words
{
    /// <summary>A name of an enumeration in words: "GateOffAtRest" is "gate off at rest".</summary>
    public static string Of(Enum value)
    {
        var text = new StringBuilder();
        foreach (char letter in value.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>A time in seconds or, from ten minutes on, in hours and minutes.</summary>
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromMinutes(10)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min");
}
