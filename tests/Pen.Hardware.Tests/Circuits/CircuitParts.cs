using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>The values of <c>parts.inc</c>, in SI units: what the circuits are made of.</summary>
internal static partial class CircuitParts
{
    private static readonly Dictionary<string, double> Values = Read();

    /// <summary>The value of a part by its name.</summary>
    public static double Of(string name) => Values[name];

    private static Dictionary<string, double> Read()
    {
        var values = new Dictionary<string, double>();
        foreach (Match m in Parameter().Matches(File.ReadAllText(Path.Combine(Circuit.Folder, "parts.inc"))))
        {
            double scale = m.Groups["scale"].Value switch
            {
                "" => 1,
                "p" => 1e-12,
                "n" => 1e-9,
                "u" => 1e-6,
                "m" => 1e-3,
                "k" => 1e3,
                "meg" => 1e6,
                string other => throw new FormatException(other),
            };
            values[m.Groups["name"].Value] = double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture) * scale;
        }

        return values;
    }

    [GeneratedRegex(@"^\.param (?<name>\w+) = (?<value>[-+0-9.]+(e[-+]?[0-9]+)?)(?<scale>[a-z]*)$", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
