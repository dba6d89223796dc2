using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pen.Client;

namespace Pen.Cli.Export;

/// <summary>Writes an archive as files for others: CSV, JSON, a sheet for each day, and a signed list. Documented in docs/log-archive.md.</summary>
internal static class LogExport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the files; their names.</summary>
    public static IReadOnlyList<string> Write(LogArchive archive, string folder)
    {
        Directory.CreateDirectory(folder);
        var dates = new LogDates(archive.Entries);
        List<ExportRecord> records = [.. archive.Entries.Select(e => ExportRecord.Of(e, dates))];
        IReadOnlyList<LogDamage> damage = [.. archive.Verify(), .. LogTotals.Check(archive.Entries)];
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["records.csv"] = Csv(records),
            ["records.json"] = JsonSerializer.Serialize(
                new
                {
                    Format = "penfirmware-log-1",
                    Pen = archive.Serial,
                    Damage = damage,
                    ClockJumps = dates.Jumps,
                    Records = records,
                },
                Json
            ),
        };
        foreach (DaySheet sheet in DaySheet.Of(archive.Entries, dates))
        {
            files[sheet.FileName] = sheet.Write(archive.Serial, damage);
        }

        foreach ((string name, string content) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), content, new UTF8Encoding(false));
        }

        ExportManifest.Sign(folder, archive.Serial, [.. files.Keys]);
        return [.. files.Keys, ExportManifest.FileName, ExportManifest.SignatureName];
    }

    private static string Csv(IEnumerable<ExportRecord> records)
    {
        var csv = new StringBuilder("sequence,boot,uptimeMs,utc,dateSource,kind,text,data,crc\n");
        foreach (ExportRecord r in records)
        {
            // The text is ours, but a program that opens this may take a leading sign for a formula: it never has one.
            string text = r.Text.Replace("\"", "\"\"", StringComparison.Ordinal);
            csv.Append(
                FormattableString.Invariant(
                    $"{r.Sequence},{r.Boot},{r.UptimeMs},{r.Utc},{r.DateSource},{r.Kind},\"{text}\",{r.Data},{r.Crc}\n"
                )
            );
        }

        return csv.ToString();
    }
}
