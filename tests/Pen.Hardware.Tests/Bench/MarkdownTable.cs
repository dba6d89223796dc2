using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pen.Hardware.Tests.Bench;

/// <summary>Tables of the papers.</summary>
internal static class MarkdownTable
{
    /// <summary>The cells of the first table in these lines, without its head.</summary>
    public static IEnumerable<string[]> First(IEnumerable<string> lines) =>
        lines
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    /// <summary>The number in a cell.</summary>
    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
