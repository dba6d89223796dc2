using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Pen.Simulator.Endpoints;

namespace Pen.SimulatedBoard.Uart0;

/// <summary>
/// The flashing port on TCP, loopback only. One client at a time: whoever comes while another is there is turned away, as with a serial
/// port that is open. While the cable is out nobody gets in.
/// </summary>
internal sealed class FlashingPort : IAsyncDisposable
{
    private const int BufferBytes = 4096;
    private const int LeaveMs = 300;

    private readonly Esp32Board board;
    private readonly PenServer server;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim sent = new(0, 1);
    private readonly bool paced;
    private readonly Task accepting;
    private volatile FlashingClient? client;
    private volatile bool unplugged;

    /// <summary>Opens the port.</summary>
    /// <exception cref="IOException">It cannot be served.</exception>
    public FlashingPort(Esp32Board board, PenServer server, int port, bool paced)
    {
        this.board = board;
        this.server = server;
        this.paced = paced;
        listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException problem)
        {
            listener.Dispose();
            throw new IOException(
                $"TCP port {port} cannot be served ({problem.Message}). Choose another for the flashing line, or 0 for any free one.",
                problem
            );
        }

        board.Line.Sent = Wake;
        board.Cable.Changed = Unplug;
        accepting = AcceptAsync();
    }

    /// <summary>The port in use.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The cable is pulled out, or put in: a client is cut off.</summary>
    private void Unplug(bool isOut)
    {
        unplugged = isOut;
        if (isOut)
        {
            client?.Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        client?.Cut();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        Task serving = Task.CompletedTask;
        while (!stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync(stop.Token);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                if (stop.IsCancellationRequested)
                {
                    break;
                }

                continue;
            }

            if (client is not null)
            {
                // Somebody who closes the port and opens it again at once must get in.
                await Task.WhenAny(serving, Task.Delay(LeaveMs));
            }

            if (unplugged || client is not null)
            {
                socket.Dispose();
                continue;
            }

            client = new FlashingClient(socket, board, server, paced);
            serving = ServeAsync(client);
        }

        await serving;
    }

    private async Task ServeAsync(FlashingClient served)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        Task sending = Task.CompletedTask;
        try
        {
            await served.OpenAsync();
            sending = SendAsync(served, over.Token);
            await served.ReceiveAsync(new byte[BufferBytes], stop.Token);
        }
        catch (Exception problem) when (IsOver(problem))
        {
            // The client went, or the board did. Both are how such a line ends.
        }
        finally
        {
            await over.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await served.CloseAsync();
            client = null;
        }
    }

    private async Task SendAsync(FlashingClient served, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await sent.WaitAsync(ct);
            await served.ExchangeAsync(ReadOnlyMemory<byte>.Empty, ct);
        }
    }

    private void Wake()
    {
        // Called on the board's thread alone, so that nobody else can have raised it in between.
        if (sent.CurrentCount == 0)
        {
            sent.Release();
        }
    }

    private static bool IsOver(Exception problem) =>
        problem is SocketException or IOException or ObjectDisposedException or OperationCanceledException;
}
