using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.SimulatedBoard;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;
using Pen.Simulator.Scenario;

namespace Pen.Cli.Commands;

/// <summary>simulate: a pen on a pseudo-terminal and on TCP, with its hand on the keyboard.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var tcp = new Option<int>("--tcp")
        {
            Description = "TCP port on loopback; 0 takes any free one.",
            DefaultValueFactory = _ => 7117,
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1UL };
        var script = new Option<FileInfo?>("--script") { Description = "What happens when: lines such as \"at 2.5 press\"." };
        var serial = new Option<string>("--serial")
        {
            Description =
                "Serial number, up to 16 characters. Default: SIM- and the number of this process, so that no two are alike.",
            DefaultValueFactory = _ => $"SIM-{Environment.ProcessId % 1_000_000:000000}",
        };
        var empty = new Option<bool>("--empty") { Description = "Start without a cartridge in the slot." };
        var noKey = new Option<bool>("--no-key") { Description = "A pen that was given no key for cartridges yet." };
        var boardOptions = new SimulateBoardOptions();
        var command = new Command(
            "simulate",
            "Run a simulated pen; prints its pseudo-terminal and TCP address. Ctrl-C ends it."
        )
        {
            tcp,
            seed,
            script,
            serial,
            empty,
            noKey,
        };
        boardOptions.AddTo(command);
        command.SetAction(
            (parsed, ct) =>
                PenCommand.GuardAsync(
                    false,
                    () =>
                        RunAsync(
                            parsed.GetValue(tcp),
                            new SimulationOptions
                            {
                                Seed = parsed.GetValue(seed),
                                SerialNumber = parsed.GetValue(serial)!,
                                CartridgeKey = parsed.GetValue(noKey) ? null : DemoKey.Bytes,
                            },
                            parsed.GetValue(script),
                            parsed.GetValue(empty),
                            boardOptions.Read(parsed),
                            ct
                        )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        int tcp,
        SimulationOptions options,
        FileInfo? file,
        bool empty,
        BoardOptions? board,
        CancellationToken ct
    )
    {
        if (
            options.SerialNumber.Length is 0 or > 16
            || !options.SerialNumber.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        )
        {
            Console.Error.WriteLine("This is not a serial number. Give 1 to 16 letters, digits and hyphens with --serial.");
            return ExitCode.Usage;
        }

        ScenarioScript? script = null;
        try
        {
            script = file is null ? null : ScenarioScript.Parse(await File.ReadAllTextAsync(file.FullName, ct));
        }
        catch (ScriptException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCode.Usage;
        }

        if (board is not null)
        {
            board = board with
            {
                Seed = options.Seed,
                SerialNumber = options.SerialNumber,
                WithoutKey = options.CartridgeKey is null,
                EmptySlot = empty,
                CompanionPort = tcp,
            };
            return await SimulateBoard.RunAsync(board, script, ct);
        }

        var pen = new SimulatedPen(options);
        if (!empty)
        {
            pen.Insert(CartridgeImage.Make(CartridgeType.Needles36));
        }

        await using PenServer server = Serve(pen, tcp);
        Console.WriteLine($"SIMULATED pen {options.SerialNumber} runs in real time.");
        if (server.PtyPath is { } pty)
        {
            Console.WriteLine($"  serial port  {pty}");
        }

        Console.WriteLine($"  TCP          pen://127.0.0.1:{server.TcpPort}");
        return await PlayAsync(server, script, ct);
    }

    /// <summary>Keys and script act on the pen until it or the user ends.</summary>
    private static async Task<int> PlayAsync(PenServer server, ScenarioScript? script, CancellationToken ct)
    {
        bool keys = !Console.IsInputRedirected;
        Console.WriteLine(keys ? "Keys: " + Keys() + ". Ctrl-C ends." : "Ctrl-C ends.");
        long start = await server.InvokeAsync(p => p.NowMicros);
        while (!ct.IsCancellationRequested && !server.Completion.IsCompleted)
        {
            if (script is { Left: > 0 })
            {
                foreach (string done in await server.InvokeAsync(p => script.Advance(p, (p.NowMicros - start) / 1e6)))
                {
                    Console.WriteLine(done);
                }
            }

            while (keys && Console.KeyAvailable)
            {
                char key = Console.ReadKey(true).KeyChar;
                if (InjectionTable.All.FirstOrDefault(i => i.Key == key && key != '\0') is { } injection)
                {
                    await server.InvokeAsync(p => injection.Act(p, injection.Default));
                    Console.WriteLine(injection.Help);
                }
            }

            await Task.WhenAny(Task.Delay(10, ct), server.Completion);
        }

        return ct.IsCancellationRequested ? ExitCode.Ok : ExitCode.Link;
    }

    private static PenServer Serve(SimulatedPen pen, int tcp)
    {
        try
        {
            return PenServer.Start(pen, new PenServerOptions { TcpPort = tcp });
        }
        catch (System.Net.Sockets.SocketException)
        {
            throw new IOException($"TCP port {tcp} is taken: give another with --tcp.");
        }
    }

    /// <summary>The keys and what they do.</summary>
    internal static string Keys() =>
        string.Join(
            ", ",
            InjectionTable
                .All.Where(i => i.Key != '\0')
                .Select(i => $"{i.Key} {i.Help.Replace("N ms", "50 ms").Replace("N needles", "36 needles")}")
        );
}
