using System;
using System.Globalization;
using Pen.Client;

namespace Pen.Cli.Export;

/// <summary>One record as it is exported. Documented in docs/log-archive.md.</summary>
internal sealed record ExportRecord(
    uint Sequence,
    int Boot,
    long UptimeMs,
    string Utc,
    string DateSource,
    string Kind,
    string Text,
    string Data,
    string Crc
)
{
    /// <summary>The record with its time.</summary>
    public static ExportRecord Of(LogEntry entry, LogDates dates)
    {
        LogDate date = dates.Of(entry);
        return new ExportRecord(
            entry.Sequence,
            entry.BootCount,
            (long)entry.Uptime.TotalMilliseconds,
            date.Utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "",
            date.Source switch
            {
                Pen.Client.DateSource.Pen => "pen",
                Pen.Client.DateSource.CountedBack => "counted-back",
                _ => "unknown",
            },
            entry.Kind.ToString(),
            LogText.Describe(entry),
            Convert.ToHexString(entry.Bytes),
            entry.Crc.ToString("X8", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The time as people read it; a ~ in front of one that was counted back.</summary>
    public static string Time(LogEntry entry, LogDates dates)
    {
        LogDate date = dates.Of(entry);
        return date.Utc is not { } utc
            ? LogText.Time(entry)
            : (date.Source == Pen.Client.DateSource.CountedBack ? "~" : "")
                + utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
