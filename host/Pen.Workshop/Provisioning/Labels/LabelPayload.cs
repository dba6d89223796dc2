using System;
using System.Globalization;
using System.Linq;

namespace Pen.Workshop.Provisioning.Labels;

/// <summary>
/// What the label's square code says: seven fields with ":" between them, of letters, digits, "-" and "." alone, which a QR code packs
/// tightest.
/// <code>
///   PEN:1:SERIAL:REVISION:FIRMWARE:DAY:MAC       PEN:1:SIM-0042:3:0.1.0:20261122:240AC4A1B2C3
/// </code>
/// The day is that of the record, in UTC; the address of the chip has twelve hexadecimal digits, or is empty.
/// </summary>
/// <param name="Serial">Serial number.</param>
/// <param name="Revision">Hardware revision.</param>
/// <param name="Firmware">Version of the firmware.</param>
/// <param name="Day">Day of the record.</param>
/// <param name="Mac">Address of the chip with colons; null when it is not known.</param>
public sealed record LabelPayload(string Serial, int Revision, string Firmware, DateOnly Day, string? Mac)
{
    private const string Head = "PEN:1:";
    private const int Fields = 5;

    /// <summary>The text of the code.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Head}{Serial}:{Revision}:{Firmware}:{Day:yyyyMMdd}:{Mac?.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant()}"
        );

    /// <summary>Reads a code's text; null when it is none of ours.</summary>
    public static LabelPayload? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.StartsWith(Head, StringComparison.Ordinal) ? text[Head.Length..].Split(':') : [];
        if (
            parts.Length != Fields
            || !ProvisionOrder.IsSerial(parts[0])
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int revision)
            || !Version.TryParse(parts[2], out _)
            || !DateOnly.TryParseExact(parts[3], "yyyyMMdd", out DateOnly day)
            || parts[4].Length is not (0 or 12)
            || !parts[4].All(char.IsAsciiHexDigit)
        )
        {
            return null;
        }

        string? mac = parts[4].Length == 0 ? null : Colons(parts[4]);
        return new LabelPayload(parts[0], revision, parts[2], day, mac);
    }

    private static string Colons(string hex) => string.Join(':', hex.Chunk(2).Select(pair => new string(pair)));
}
