using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>The report of a board's flashing, for the chip's address alone.</summary>
internal static partial class BoardReportFile
{
    private const int MostBytes = 1024 * 1024;
    private const int Deepest = 8;

    /// <summary>The chip's address in it.</summary>
    /// <exception cref="TrialRefusedException">There is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string MacIn(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= MostBytes)
            {
                using var report = JsonDocument.Parse(File.ReadAllText(path));
                if (Find(report.RootElement, 0) is { } mac)
                {
                    return mac.ToUpperInvariant();
                }
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new TrialRefusedException(
            $"{path} names no address of a chip.",
            "Give the report that \"pen flash\" has written."
        );
    }

    private static string? Find(JsonElement element, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return null;
        }

        return element
            .EnumerateObject()
            .Select(p =>
                p.Name.Equals("mac", System.StringComparison.OrdinalIgnoreCase)
                && p.Value.ValueKind == JsonValueKind.String
                && Address().IsMatch(p.Value.GetString()!)
                    ? p.Value.GetString()
                    : Find(p.Value, depth + 1)
            )
            .FirstOrDefault(m => m is not null);
    }

    [GeneratedRegex("^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$")]
    private static partial Regex Address();
}
