using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>Checks the pen's totals in a log against the sum of what lies between two sets of them.</summary>
public static class LogTotals
{
    /// <summary>What does not add up; empty when all does, or when there are not two sets to compare.</summary>
    public static IReadOnlyList<LogDamage> Check(IEnumerable<LogEntry> entries)
    {
        var problems = new List<LogDamage>();
        (uint Runs, uint Strokes, uint Centiseconds)? told = null;
        uint expected = 0;
        foreach (LogEntry entry in entries)
        {
            if (expected != 0 && entry.Sequence != expected)
            {
                // What is missing may have held anything: the next set begins anew.
                told = null;
            }

            expected = entry.Sequence + 1;
            if (told is { } sums)
            {
                told = Add(sums, entry);
            }

            if (entry.Kind != LogKind.Odometer || entry.U8(OdometerData.Page) != 0)
            {
                continue;
            }

            (uint Runs, uint Strokes, uint Centiseconds) here = (
                (uint)entry.I32(OdometerData.Page) >> 8,
                (uint)entry.I32(OdometerData.Strokes),
                (uint)entry.I32(OdometerData.RunningCentiseconds)
            );
            if (told is { } sum && sum != here)
            {
                problems.Add(
                    new LogDamage(
                        entry.Sequence,
                        $"Record {entry.Sequence} tells {here.Strokes} strokes in {here.Runs} runs, the records before it come to "
                            + $"{sum.Strokes} in {sum.Runs}."
                    )
                );
            }

            told = here;
        }

        return problems;
    }

    private static (uint Runs, uint Strokes, uint Centiseconds) Add(
        (uint Runs, uint Strokes, uint Centiseconds) sums,
        LogEntry entry
    ) =>
        entry.Kind is LogKind.RunEnded or LogKind.RunInterrupted or LogKind.RunAmended
            ? (
                sums.Runs + (entry.Kind == LogKind.RunAmended ? 0u : 1u),
                sums.Strokes + (uint)entry.U16(RunEndedData.Strokes),
                sums.Centiseconds + (uint)entry.U16(RunEndedData.DurationCentiseconds)
            )
            : sums;
}
