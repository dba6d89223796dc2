using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.SimulatedBoard;
using Pen.Simulator.Scenario;

namespace Pen.Cli.Commands;

/// <summary>simulate --board: a board with two ports, which runs what is in its flash.</summary>
internal static class SimulateBoard
{
    private const int LookMs = 10;

    public static async Task<int> RunAsync(BoardOptions options, ScenarioScript? script, CancellationToken ct)
    {
        await using BoardServer board = await BoardServer.StartAsync(options);
        string serial = options.Blank ? BoardOptions.UnsetSerialNumber : options.SerialNumber;
        Console.WriteLine($"SIMULATED board {serial} runs in real time.");
        Console.WriteLine($"  flashing     {board.FlashingAddress}");
        if (board.CompanionPty is { } pty)
        {
            Console.WriteLine($"  serial port  {pty}");
        }

        Console.WriteLine($"  TCP          {board.CompanionAddress}");
        return await PlayAsync(board, script, ct);
    }

    /// <summary>Keys and script act on the board until it or the user ends; what the board does is said when it changes.</summary>
    private static async Task<int> PlayAsync(BoardServer board, ScenarioScript? script, CancellationToken ct)
    {
        bool keys = !Console.IsInputRedirected;
        Console.WriteLine(keys ? "Keys: " + SimulateCommand.Keys() + ". Ctrl-C ends." : "Ctrl-C ends.");
        var clock = Stopwatch.StartNew();
        BoardState? said = null;
        while (!ct.IsCancellationRequested && !board.Completion.IsCompleted)
        {
            said = await SayAsync(board, said);
            if (script is { Left: > 0 })
            {
                foreach (string done in await PlayScriptAsync(board, script, clock.Elapsed.TotalSeconds))
                {
                    Console.WriteLine(done);
                }
            }

            while (keys && Console.KeyAvailable)
            {
                char key = Console.ReadKey(true).KeyChar;
                if (InjectionTable.All.FirstOrDefault(i => i.Key == key && key != '\0') is { } injection)
                {
                    await board.InjectAsync(injection.Name);
                    Console.WriteLine(injection.Help);
                }
            }

            await Task.WhenAny(Task.Delay(LookMs, ct), board.Completion);
        }

        return ct.IsCancellationRequested ? ExitCode.Ok : ExitCode.Link;
    }

    private static async Task<IReadOnlyList<string>> PlayScriptAsync(BoardServer board, ScenarioScript script, double seconds)
    {
        var due = new List<(string Name, double Value)>();
        IReadOnlyList<string> names = script.Advance((i, value) => due.Add((i.Name, value)), seconds);
        foreach ((string name, double value) in due)
        {
            await board.InjectAsync(name, value);
        }

        return names;
    }

    private static async Task<BoardState> SayAsync(BoardServer board, BoardState? before)
    {
        BoardState now = await board.StateAsync();
        if (now != before)
        {
            Console.WriteLine(
                now switch
                {
                    BoardState.Off => "It has no power.",
                    BoardState.HeldInReset => "It is held in reset.",
                    BoardState.Downloading => "It waits for download, in the loader of its ROM.",
                    BoardState.BootLoop => "It finds nothing to start and resets again and again: flash it.",
                    BoardState.AsksToBeFlashed => "nanoCLR runs and finds no application: flash it.",
                    _ => "The firmware in its flash runs.",
                }
            );
        }

        return now;
    }
}
