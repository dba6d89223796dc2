using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Workshop.Provisioning;
using Pen.Workshop.Provisioning.Batches;
using Spectre.Console;

namespace Pen.Cli;

/// <summary>A rack of boards on a screen: a line for each, and a table at the end.</summary>
internal static class ProvisionOutput
{
    /// <summary>Provisions a batch and tells of it.</summary>
    public static async Task<int> BatchAsync(BatchPlan plan, ProvisionOrder order, bool json, CancellationToken ct)
    {
        order.Check();
        DateTimeOffset at = DateTimeOffset.UtcNow;
        IReadOnlyList<BatchResult> results = await WatchedAsync(
            plan,
            json,
            tell => BatchRunner.RunAsync(plan, order, tell, ct)
        );
        IReadOnlyList<string> files = BatchRunner.Write(order.Folder, results, at);
        int passed = results.Count(r => r.Passed);
        if (json)
        {
            Output.WriteJson(new { boards = results, files });
        }
        else
        {
            AnsiConsole.Write(Table(results));
            Console.WriteLine($"{passed} of {results.Count} boards passed. Recorded in {string.Join(" and ", files)}.");
        }

        return passed == results.Count ? ExitCode.Ok
            : ct.IsCancellationRequested ? ExitCode.Cancelled
            : ExitCode.Failed;
    }

    private static async Task<IReadOnlyList<BatchResult>> WatchedAsync(
        BatchPlan plan,
        bool quiet,
        Func<Action<int, ProvisionStep, string>, Task<IReadOnlyList<BatchResult>>> work
    )
    {
        if (quiet || Console.IsOutputRedirected)
        {
            return await work((_, _, _) => { });
        }

        int steps = Enum.GetValues<ProvisionStep>().Length;
        return await AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn())
            .StartAsync(async progress =>
            {
                ProgressTask[] lines = [.. plan.Boards.Select(b => progress.AddTask(Line(b, "waiting", ""), maxValue: steps))];
                return await work(
                    (i, step, what) =>
                    {
                        lines[i].Description = Line(plan.Boards[i], Output.Words(step), what);
                        lines[i].Value = (int)step + (what.Length > 0 ? 1 : 0);
                    }
                );
            });
    }

    private static string Line(BatchBoard board, string step, string what) =>
        Markup.Escape(Output.Safe($"{board.Port}  {board.Serial}  {step}{(what.Length > 0 ? ": " : " …")}{what}"));

    private static Table Table(IEnumerable<BatchResult> results)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("port", "serial", "result", "step", "why");
        foreach (BatchResult r in results)
        {
            string step = r.Step is { } failed ? Output.Words(failed) : "";
            string[] cells = [r.Port, r.Serial, r.Passed ? "passed" : "FAILED", step, Output.Safe(r.Problem ?? "")];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }
}
