using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>A pad of the board, as KiCad's IPC-D-356 list gives it.</summary>
/// <param name="Ref">The part.</param>
/// <param name="XMm">Across the board in mm.</param>
/// <param name="AlongMm">Along the board from the front in mm.</param>
/// <param name="LengthMm">Its own length along the board in mm.</param>
internal sealed partial record Pad(string Ref, double XMm, double AlongMm, double LengthMm)
{
    /// <summary>Units of the list: a ten-thousandth of an inch.</summary>
    private const double MmPerUnit = 0.00254;

    /// <summary>Its end toward the rear (+1) or the front (−1), in mm from the front.</summary>
    public double RearMm(int side) => AlongMm + (side * LengthMm / 2);

    /// <summary>Reads a line of the list; null where it is none of a pad.</summary>
    public static Pad? Parse(string line)
    {
        Match match = Line().Match(line);
        if (!match.Success)
        {
            return null;
        }

        double Number(int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) * MmPerUnit;
        bool turned = match.Groups[6].Value is "090" or "270";
        return new Pad(
            match.Groups[1].Value,
            Number(2),
            -Number(3),
            match.Groups[5].Value == "0000" ? Number(4) : Number(turned ? 4 : 5)
        );
    }

    [GeneratedRegex(@"^3[12]7.{14} *(\w+) *-\w+ .*?X([+-]\d+)Y([+-]\d+)X(\d+)Y(\d+)R(\d+)", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
