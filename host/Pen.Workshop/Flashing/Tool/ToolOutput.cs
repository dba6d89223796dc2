using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pen.Workshop.Flashing.Tool;

/// <summary>
/// Understands what nanoff prints while it writes: "Writing at 0x001E0000 [===&gt;  ]  12.5% 16384/131072 bytes..." of its own protocol, and
/// "(12 %)" of the esptool that it used before. Lines end in carriage returns as well; a line is kept to a bounded length.
/// </summary>
internal sealed partial class ToolOutput(Action<double>? progress)
{
    private const int LongestLine = 2000;

    private readonly StringBuilder line = new();

    /// <summary>The last line that was not empty and no progress.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>The tool's own number for what went wrong, such as E4003; null where it gave none. Exit codes lose it on Linux.</summary>
    public string? Error { get; private set; }

    public void Take(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (letter is '\r' or '\n')
            {
                End();
            }
            else if (line.Length < LongestLine && !char.IsControl(letter))
            {
                line.Append(letter);
            }
        }
    }

    public void End()
    {
        string said = line.ToString().Trim();
        line.Clear();
        if (said.Length == 0)
        {
            return;
        }

        if (Bytes().Match(said) is { Success: true } bytes)
        {
            double total = double.Parse(bytes.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            progress?.Invoke(
                total > 0 ? Math.Min(1, double.Parse(bytes.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / total) : 0
            );
            return;
        }

        if (Percent().Match(said) is { Success: true } percent)
        {
            progress?.Invoke(Math.Min(1, double.Parse(percent.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / 100));
            return;
        }

        LastLine = said;
        if (ErrorNumber().Match(said) is { Success: true } error)
        {
            Error = error.Value;
        }
    }

    [GeneratedRegex(@"(\d{1,9})/(\d{1,9}) bytes")]
    private static partial Regex Bytes();

    [GeneratedRegex(@"\((\d{1,3}) ?%\)")]
    private static partial Regex Percent();

    [GeneratedRegex(@"\bE\d{4}\b")]
    private static partial Regex ErrorNumber();
}
