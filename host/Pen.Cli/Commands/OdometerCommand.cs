using System;
using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Cli.Commands;

/// <summary>odometer: what the pen has done in its life.</summary>
internal static class OdometerCommand
{
    public static Command Create() =>
        new PenCommand("odometer", "What the pen has done in its life: the sum of its log.", RunAsync);

    private static async Task<int> RunAsync(PenContext c)
    {
        Odometer life = await c.Pen.GetOdometerAsync(c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(life);
            return ExitCode.Ok;
        }

        string running = life.Running.TotalHours.ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine($"{life.Runs} runs, {life.Strokes} strokes, {running} h of running, charged {life.Charges} times.");
        foreach ((FaultId fault, int times) in life.Faults)
        {
            Console.WriteLine($"FLT-{(int)fault} {FaultText.Name(fault)}: {times}");
        }

        if (!life.IsCurrent)
        {
            Console.WriteLine(
                $"The pen is still counting: records from number {life.NextRecord} on are not in these figures yet."
            );
        }

        if (life.IsIncomplete)
        {
            Console.WriteLine(
                "A part of the pen's life is missing: a record was damaged, or the totals were lost with the records before them."
            );
        }

        if (life.Differs)
        {
            Console.WriteLine(
                "Totals in the log differ from these sums. Run \"pen log pull\" and \"pen log verify\" to see where."
            );
        }

        return ExitCode.Ok;
    }
}
