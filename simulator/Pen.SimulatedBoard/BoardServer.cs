using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Pen.SimulatedBoard.Uart0;
using Pen.Simulator.Endpoints;

namespace Pen.SimulatedBoard;

/// <summary>
/// A simulated board on the wall clock: its flashing port as RFC 2217 on TCP, its companion port as TCP and, if asked for, as a pseudo
/// terminal. Members may be called from any thread.
/// </summary>
public sealed class BoardServer : IAsyncDisposable
{
    private readonly Esp32Board board;
    private readonly PenServer server;
    private readonly FlashingPort flashing;

    private BoardServer(Esp32Board board, PenServer server, FlashingPort flashing)
    {
        this.board = board;
        this.server = server;
        this.flashing = flashing;
    }

    /// <summary>Address of the flashing port: <c>rfc2217://127.0.0.1:PORT</c>.</summary>
    public string FlashingAddress => $"rfc2217://127.0.0.1:{flashing.Port}";

    /// <summary>Address of the companion port: <c>pen://127.0.0.1:PORT</c>.</summary>
    public string CompanionAddress => $"pen://127.0.0.1:{server.TcpPort}";

    /// <summary>Pseudo terminal of the companion port; null when none is served.</summary>
    public string? CompanionPty => server.PtyPath;

    /// <summary>TCP port of the flashing line.</summary>
    public int FlashingPort => flashing.Port;

    /// <summary>Ends when the board has ended; with what ended it, if something did.</summary>
    public Task Completion => server.Completion;

    /// <summary>Makes a board, serves it, and gives it power.</summary>
    /// <exception cref="System.IO.IOException">A port, or the flash's file, cannot be used; the message says why and what to do.</exception>
    public static async Task<BoardServer> StartAsync(BoardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // The reset circuit follows the host's own clock: the host sets its lines by that one, however fast the board's time runs.
        var board = new Esp32Board(options, () => Stopwatch.GetTimestamp() * 1_000_000 / Stopwatch.Frequency);
        PenServer? server = null;
        try
        {
            board.PowerOn();
            server = PenServer.Start(
                board,
                new PenServerOptions
                {
                    Pty = options.Pty,
                    TcpPort = options.CompanionPort,
                    SpeedFactor = options.SpeedFactor,
                }
            );
            var flashing = new FlashingPort(board, server, options.FlashingPort, options.PaceFlashing);
            return new BoardServer(board, server, flashing);
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            board.Dispose();
            throw;
        }
    }

    /// <summary>The cable is pulled out: both ports are dead, their clients cut off or unheard.</summary>
    public Task PullCableAsync() => server.InvokeAsync(() => board.Unplug(true));

    /// <summary>The cable is pulled out when the ROM's loader has taken this many blocks since its last reset; -1 never.</summary>
    public Task PullCableAfterAsync(long blocks) =>
        server.InvokeAsync(() =>
        {
            board.Cable.PullAfterBlocks = blocks;
        });

    /// <summary>The cable is put in again.</summary>
    public Task PlugCableAsync() => server.InvokeAsync(() => board.Unplug(false));

    /// <summary>Takes the board's power away. The bridge in the cable has its own: the ports stay, and say nothing.</summary>
    public Task CutPowerAsync() => server.InvokeAsync(board.PowerOff);

    /// <summary>Gives the power back.</summary>
    public Task GivePowerAsync() => server.InvokeAsync(() => board.PowerOn());

    /// <summary>Power fails in the middle of the flash operation behind this many more; -1 never.</summary>
    public Task CutPowerAfterAsync(long flashOperations) =>
        server.InvokeAsync(() =>
        {
            board.Flash.CutAfterOperations = flashOperations;
        });

    /// <summary>The supply falls too low for a moment.</summary>
    public Task BrownOutAsync() => server.InvokeAsync(() => board.BrownOut());

    /// <summary>A finger holds BOOT, or lets go of it.</summary>
    public Task HoldBootAsync(bool held) => server.InvokeAsync(() => board.Lines.HoldBoot(held));

    /// <summary>A finger presses EN and lets go.</summary>
    public async Task PressEnAsync()
    {
        await server.InvokeAsync(() => board.HoldEn(true));
        await Task.Delay(20);
        await server.InvokeAsync(() => board.HoldEn(false));
        await Task.Delay(20);
    }

    /// <summary>Does what a name of InjectionTable says; "power-cut", "unplug" and "plug" are the board's own.</summary>
    /// <param name="name">The name, as in scripts.</param>
    /// <param name="number">Its number; null for the one it has by itself.</param>
    /// <exception cref="ArgumentException">Nothing is named so.</exception>
    public Task InjectAsync(string name, double? number = null) => server.InvokeAsync(() => board.Inject(name, number));

    /// <summary>What can be seen of it now.</summary>
    public Task<BoardStatus> StatusAsync() =>
        server.InvokeAsync(() =>
            new BoardStatus(
                board.State,
                board.State == BoardState.Running ? board.Outcome?.Version : null,
                board.Drives,
                [.. board.Violations],
                board.Line.Console,
                board.PenStatus,
                board.Resets,
                board.Flash.Operations
            )
        );

    /// <summary>What it is doing now.</summary>
    public Task<BoardState> StateAsync() => server.InvokeAsync(() => board.State);

    /// <summary>Waits until it does something.</summary>
    /// <returns>False when it did not within the time.</returns>
    public async Task<bool> WaitForAsync(BoardState state, int timeoutMs = 5000)
    {
        long start = Environment.TickCount64;
        while (await StateAsync() != state)
        {
            if (Environment.TickCount64 - start > timeoutMs)
            {
                return false;
            }

            await Task.Delay(10);
        }

        return true;
    }

    /// <summary>A copy of a range of the flash.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the flash.</exception>
    public Task<byte[]> ReadFlashAsync(int address, int bytes) =>
        server.InvokeAsync(() => board.Flash.Bytes.Slice(address, bytes).ToArray());

    /// <summary>Writes a range of the flash past all operations, as a test or a programmer in the factory does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the flash.</exception>
    public Task PreloadFlashAsync(int address, byte[] content) =>
        server.InvokeAsync(() => board.Flash.Preload(address, content));

    /// <summary>Ends it. Never throws; may be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        await flashing.DisposeAsync();
        await server.DisposeAsync();
        board.Dispose();
    }
}
