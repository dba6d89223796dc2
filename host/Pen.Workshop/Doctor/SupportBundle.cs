using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Doctor;

/// <summary>
/// A zip for whoever helps: findings, versions, the pen's settings, faults and log, boot messages, facts about this computer. Made of what
/// the doctor asked and of nothing else: no file of the user is opened, so no client, session note or name can get in.
/// </summary>
public static class SupportBundle
{
    private const int MostCharactersAnEntry = 2 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes it. An existing file is not overwritten.</summary>
    /// <exception cref="IOException">It cannot be written there, or is there already.</exception>
    public static void Write(string path, DoctorReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var scrubber = new Scrubber(report.Addresses);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        Put(zip, scrubber, "findings.txt", string.Join('\n', report.Findings.Select(Line)) + "\n");
        Put(zip, scrubber, "findings.json", JsonSerializer.Serialize(report.Findings, Json));
        Put(zip, scrubber, "computer.json", JsonSerializer.Serialize(Computer(), Json));
        if (report.Pen is not null)
        {
            Put(zip, scrubber, "pen.json", JsonSerializer.Serialize(Pen(report), Json));
            Put(zip, scrubber, "log.txt", Log(report, _ => true));
            Put(
                zip,
                scrubber,
                "faults.txt",
                Log(report, e => e.Kind is LogKind.FaultRaised or LogKind.FaultAcknowledged or LogKind.FaultCleared)
            );
        }

        if (report.BootConsole.Length > 0)
        {
            Put(zip, scrubber, "boot-console.txt", report.BootConsole);
        }
    }

    /// <summary>A finding as a line.</summary>
    public static string Line(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        string cure = finding.Cure.Length > 0 ? " → " + finding.Cure : "";
        return $"{finding.Sign} {finding.Word, -8} {finding.Topic}: {finding.Text}{cure}";
    }

    private static void Put(ZipArchive zip, Scrubber scrubber, string name, string text)
    {
        string bounded = text.Length > MostCharactersAnEntry ? text[..MostCharactersAnEntry] : text;
        using Stream entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(scrubber.Clean(bounded)));
    }

    private static object Computer() =>
        new
        {
            Program = typeof(SupportBundle).Assembly.GetName().Version?.ToString(),
            Made = DateTimeOffset.UtcNow,
            System = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.OSArchitecture,
            Runtime = RuntimeInformation.FrameworkDescription,
            Processors = Environment.ProcessorCount,
        };

    private static object Pen(DoctorReport report) =>
        new
        {
            report.Pen!.Serial,
            Firmware = report.Pen.FirmwareVersion.ToString(),
            Protocol = report.Pen.ProtocolVersion.ToString(),
            report.Pen.BootCount,
            report.Status,
            Settings = report.Settings.Select(s => new
            {
                Name = SettingTable.Name(s.Id),
                s.Value,
                s.Default,
            }),
        };

    /// <summary>Records as the pen keeps them: numbers, kinds and bytes. A session is a number in them; whose it was stands elsewhere.</summary>
    private static string Log(DoctorReport report, Func<LogEntry, bool> wanted)
    {
        var text = new StringBuilder();
        foreach (LogEntry entry in report.Log.Where(wanted))
        {
            string time = entry.Utc?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.Sequence} {time} start {entry.BootCount} +{entry.Uptime.TotalSeconds:0.00} s {entry.Kind} {Convert.ToHexString(entry.Bytes)}\n"
            );
        }

        return text.ToString();
    }
}
