using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>How the time of a record is known.</summary>
public enum DateSource
{
    /// <summary>Not at all: no host set the clock in that start.</summary>
    Unknown,

    /// <summary>The pen's clock had been set by a host.</summary>
    Pen,

    /// <summary>Counted back from the first setting of the clock in the same start.</summary>
    CountedBack,
}

/// <summary>When a record was written.</summary>
/// <param name="Utc">The time; null when unknown.</param>
/// <param name="Source">How it is known.</param>
public sealed record LogDate(DateTimeOffset? Utc, DateSource Source);

/// <summary>
/// Times of records. The pen has no clock of its own: what a host told it may be wrong, so each jump is told and nothing is straightened.
/// </summary>
public sealed class LogDates
{
    /// <summary>A correction up to this is what two clocks differ by, and not worth a word.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly Dictionary<uint, LogDate> dates = [];

    /// <summary>Dates records that are in order.</summary>
    public LogDates(IEnumerable<LogEntry> entries)
    {
        List<List<LogEntry>> starts = Starts(entries);
        var jumps = new List<LogDamage>();
        DateTimeOffset? latest = null;
        foreach (List<LogEntry> start in starts)
        {
            DateStart(start, jumps);
            LogEntry? dated = start.FirstOrDefault(e => dates[e.Sequence].Utc is not null);
            if (dated is not null && dates[dated.Sequence].Utc < latest - Tolerance)
            {
                jumps.Add(
                    new LogDamage(dated.Sequence, $"Record {dated.Sequence} is dated before the start that came earlier.")
                );
            }

            latest = start.Select(e => dates[e.Sequence].Utc).Append(latest).Max();
        }

        Jumps = jumps;
    }

    /// <summary>Where the clock was set to another time than it had, and where time goes backwards from one start to the next.</summary>
    public IReadOnlyList<LogDamage> Jumps { get; }

    /// <summary>When a record was written.</summary>
    public LogDate Of(LogEntry entry) => dates[entry.Sequence];

    private static List<List<LogEntry>> Starts(IEnumerable<LogEntry> entries)
    {
        var starts = new List<List<LogEntry>>();
        foreach (LogEntry entry in entries)
        {
            // The run that a loss of power has ended is closed in front of the start's own record, under its number already.
            if (starts.Count == 0 || starts[^1][^1].BootCount != entry.BootCount)
            {
                starts.Add([]);
            }

            starts[^1].Add(entry);
        }

        return starts;
    }

    private void DateStart(List<LogEntry> start, List<LogDamage> jumps)
    {
        LogEntry? set = start.FirstOrDefault(e => e.Kind == LogKind.ClockSet && e.Utc is not null);
        foreach (LogEntry entry in start)
        {
            dates[entry.Sequence] =
                entry.Utc is { } utc ? new LogDate(utc, DateSource.Pen)
                : set is not null ? new LogDate(set.Utc - (set.Uptime - entry.Uptime), DateSource.CountedBack)
                : new LogDate(null, DateSource.Unknown);
            if (
                entry.Kind == LogKind.ClockSet
                && entry.Utc is { } now
                && (uint)entry.I32(ClockSetData.OldUtcSeconds) is > 0 and var old
            )
            {
                TimeSpan jump = now - DateTimeOffset.FromUnixTimeSeconds(old);
                if (jump.Duration() > Tolerance)
                {
                    string way = jump > TimeSpan.Zero ? "forward" : "back";
                    jumps.Add(
                        new LogDamage(
                            entry.Sequence,
                            $"Record {entry.Sequence} set the clock {way} by {jump.Duration():d\\.hh\\:mm\\:ss}."
                        )
                    );
                }
            }
        }
    }
}
