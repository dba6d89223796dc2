using System.Linq;

namespace Pen.Companion.Keeping;

/// <summary>Names of files that are given away: letters and digits that every system takes, whatever people have entered.</summary>
public static class PlainName
{
    private const int Longest = 40;

    /// <summary>A name made of what can be used of a text; what stands in for it where that is nothing.</summary>
    public static string Of(string text, string otherwise)
    {
        string plain = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return plain.Length == 0 ? otherwise : plain[..System.Math.Min(plain.Length, Longest)];
    }
}
