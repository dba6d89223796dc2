using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning.Batches;

/// <summary>What came of one board of a rack.</summary>
/// <param name="Port">Its port.</param>
/// <param name="Serial">The number that was meant for it.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Step">The step that failed; null when none did.</param>
/// <param name="Problem">Why it failed; null when it passed.</param>
/// <param name="Files">Its record and label.</param>
public sealed record BatchResult(
    string Port,
    string Serial,
    bool Passed,
    ProvisionStep? Step,
    string? Problem,
    IReadOnlyList<string> Files
);

/// <summary>A rack of boards at once: each its own task, some at a time, and none stops the others.</summary>
public static class BatchRunner
{
    /// <summary>Boards that are worked on at the same time.</summary>
    public const int AtOnce = 8;

    /// <summary>Provisions them all.</summary>
    /// <param name="plan">The boards.</param>
    /// <param name="order">What all have in common; serial and files of a board come from the plan.</param>
    /// <param name="tell">Gets the board's place in the plan, its step and what was done; from any thread.</param>
    /// <param name="ct">Interrupts it.</param>
    /// <returns>One result for each board, in the plan's order.</returns>
    public static async Task<IReadOnlyList<BatchResult>> RunAsync(
        BatchPlan plan,
        ProvisionOrder order,
        Action<int, ProvisionStep, string> tell,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(tell);
        using var room = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(plan.Boards.Select((b, i) => OneAsync(b, order, room, (s, w) => tell(i, s, w), ct)))
            .ConfigureAwait(false);
    }

    /// <summary>Writes the whole batch as JSON and CSV into new files.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<BatchResult> results, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(results);
        string stem = TrialFiles.NewStem(folder, "batch", $"{results.Count}", at);
        var csv = new StringBuilder("port,serial,result,step,problem,record\n");
        foreach (BatchResult r in results)
        {
            string[] fields =
            [
                r.Port,
                r.Serial,
                r.Passed ? "passed" : "failed",
                $"{r.Step}",
                r.Problem ?? "",
                r.Files.FirstOrDefault() ?? "",
            ];
            csv.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        TrialFiles.WriteNew(
            stem + ".json",
            JsonSerializer.Serialize(
                new
                {
                    Format = "pen-batch 1",
                    At = at,
                    Boards = results,
                },
                TrialFiles.Json
            ) + "\n"
        );
        TrialFiles.WriteNew(stem + ".csv", csv.ToString());
        return [stem + ".json", stem + ".csv"];
    }

    /// <summary>In quotation marks; what a spreadsheet would take for a formula begins with a space.</summary>
    private static string Quoted(string field) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\"{(field.Length > 0 && "=+-@".Contains(field[0], StringComparison.Ordinal) ? " " : "")}{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        );

    private static async Task<BatchResult> OneAsync(
        BatchBoard board,
        ProvisionOrder common,
        SemaphoreSlim room,
        Action<ProvisionStep, string> tell,
        CancellationToken ct
    )
    {
        ProvisionStep at = ProvisionStep.Look;
        try
        {
            await room.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                ProvisionOrder order = common with
                {
                    Serial = board.Serial,
                    Revision = board.Revision ?? common.Revision,
                    CalibrationFiles = board.Calibration is { } file ? [file] : [],
                    BoardReport = board.BoardReport,
                };
                ProvisionOutcome outcome = await Provisioner
                    .RunAsync(board.Port, order, (step, word) => tell(at = step, word), ct)
                    .ConfigureAwait(false);
                ProvisionRecord record = outcome.Record;
                string? problem = record.Failure is { } f ? $"{f.Finding} {f.Cure}" : null;
                return new BatchResult(board.Port, board.Serial, record.Passed, record.FailedStep, problem, outcome.Files);
            }
            finally
            {
                room.Release();
            }
        }
        catch (Exception failed)
            when (failed is TrialRefusedException or PenException or IOException or UnauthorizedAccessException)
        {
            return new BatchResult(board.Port, board.Serial, false, at, failed.Message, []);
        }
        catch (OperationCanceledException)
        {
            return new BatchResult(
                board.Port,
                board.Serial,
                false,
                at,
                "It was ended by hand. Give the same command again; it goes on.",
                []
            );
        }
    }
}
