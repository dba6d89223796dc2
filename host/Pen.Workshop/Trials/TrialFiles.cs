using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pen.Workshop.Trials;

/// <summary>Records of the bench on disk: never one over another.</summary>
internal static class TrialFiles
{
    /// <summary>JSON as all records are written: names in camel case, enumerations as words.</summary>
    public static JsonSerializerOptions Json { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>Makes the folder, and a path without ending for a new record: kind, serial number, time, and a number where that is taken.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static string NewStem(string folder, string kind, string serial, DateTimeOffset time)
    {
        Directory.CreateDirectory(folder);
        string stem = Path.Combine(folder, $"{kind}-{Safe(serial)}-{Stamp(time)}");
        string free = stem;
        for (int number = 2; Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(free) + "*").Any(); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }

        return free;
    }

    /// <summary>Writes a new file, whole and flushed to the disk.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void WriteNew(string path, string text)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var writer = new StreamWriter(file);
        writer.Write(text);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    /// <summary>A serial number comes from the wire: it names a file here, and nothing else.</summary>
    public static string Safe(string serial)
    {
        string safe = string.Concat(serial.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return safe.Length == 0 ? "unnamed" : safe;
    }

    private static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
