using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Cli.Export;

/// <summary>One day of a pen on a sheet that a person reads: runs, cartridges, faults, and all records. Times are UTC.</summary>
internal sealed class DaySheet
{
    private readonly string day;
    private readonly List<LogEntry> entries;
    private readonly LogDates dates;

    private DaySheet(string day, List<LogEntry> entries, LogDates dates) =>
        (this.day, this.entries, this.dates) = (day, entries, dates);

    /// <summary>Its file's name.</summary>
    public string FileName => $"day-{day}.md";

    /// <summary>A sheet for each day, and one for what nobody can date.</summary>
    public static IEnumerable<DaySheet> Of(IEnumerable<LogEntry> entries, LogDates dates) =>
        entries
            .GroupBy(e => dates.Of(e).Utc?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "undated")
            .Select(g => new DaySheet(g.Key, [.. g], dates));

    /// <summary>The sheet's text.</summary>
    public string Write(string serial, IReadOnlyList<LogDamage> damage)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# Pen {serial}, {day}\n\nTimes are UTC; a ~ marks one that was counted back.\n\n"
        );
        foreach (
            LogDamage problem in damage.Where(d => d.Sequence >= entries[0].Sequence && d.Sequence <= entries[^1].Sequence)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"**{problem.Problem}**\n\n");
        }

        WriteRuns(text);
        text.Append("## Everything\n\n| no. | time | what happened |\n|---|---|---|\n");
        foreach (LogEntry entry in entries)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {entry.Sequence} | {ExportRecord.Time(entry, dates)} | {LogText.Describe(entry)} |\n"
            );
        }

        return text.ToString();
    }

    private void WriteRuns(StringBuilder text)
    {
        text.Append(
            "## Runs\n\n| time | set depth | speed | area | needles | ran | strokes | punctures | ended by |\n|---|---|---|---|---|---|---|---|---|\n"
        );
        LogEntry? started = null;
        (int runs, long strokes, long punctures, double seconds) = (0, 0, 0, 0);
        foreach (LogEntry entry in entries)
        {
            started = entry.Kind == LogKind.RunStarted ? entry : started;
            if (entry.Kind is not (LogKind.RunEnded or LogKind.RunInterrupted or LogKind.RunAmended))
            {
                continue;
            }

            int needles = started?.U8(RunStartedData.Needles) ?? 0;
            int made = entry.U16(RunEndedData.Strokes);
            double ran = entry.U16(RunEndedData.DurationCentiseconds) / 100.0;
            (runs, strokes, punctures, seconds) = (
                runs + (entry.Kind == LogKind.RunAmended ? 0 : 1),
                strokes + made,
                punctures + ((long)made * needles),
                seconds + ran
            );
            string set = started is null
                ? "unknown | unknown | unknown"
                : FormattableString.Invariant(
                    $"{Output.Depth(started.U16(RunStartedData.DepthMicrons))} | {started.U16(RunStartedData.SpeedHz)} Hz | {Output.Words((TreatmentArea)started.U8(RunStartedData.Area))}"
                );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {ExportRecord.Time(started ?? entry, dates)} | {set} | {needles} | {ran:0.0} s | {made} | {made * needles} | {Output.Words((StopReason)entry.U8(RunEndedData.StopReason))} |\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n{runs} runs, {seconds:0.0} s, {strokes} strokes, {punctures} punctures (strokes × needles), {entries.Count(e => e.Kind == LogKind.FaultRaised)} faults.\n\n"
        );
    }
}
