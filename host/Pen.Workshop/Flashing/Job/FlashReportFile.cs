using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Pen.Workshop.Flashing.Tool;

namespace Pen.Workshop.Flashing.Job;

/// <summary>The report as a file, beside the log and under the same name.</summary>
internal static class FlashReportFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>Writes it; a full disk is noted and harms nothing.</summary>
    public static void Write(FlashReport report, ToolLog log)
    {
        try
        {
            File.WriteAllText(Path.ChangeExtension(log.Path, ".json"), JsonSerializer.Serialize(report, Json));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Note(string.Create(CultureInfo.InvariantCulture, $"the report could not be written: {failure.Message}"));
        }
    }
}
