using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Pen.Simulator.Endpoints;

namespace Pen.SimulatedBoard.Uart0;

/// <summary>One client of the flashing port: what it sends acts on the board's thread, what the board sends goes back.</summary>
internal sealed class FlashingClient : ITelnetSink
{
    // Where a client does not read, its socket fills and it loses its turn: a port does not wait for its user.
    private const int SendTimeoutMs = 10_000;
    private const int FirstBaud = 115200;
    private const double BitsPerByte = 10;

    private readonly Socket socket;
    private readonly Esp32Board board;
    private readonly PenServer server;
    private readonly bool paced;
    private readonly TelnetReader telnet = new();
    private readonly List<byte> replies = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly byte[] one = new byte[1];
    private double owedMs;
    private bool dtr;
    private bool rts;

    public FlashingClient(Socket socket, Esp32Board board, PenServer server, bool paced)
    {
        this.socket = socket;
        this.board = board;
        this.server = server;
        this.paced = paced;
        socket.NoDelay = true;
    }

    /// <summary>Opens the line: what came before anybody listened is gone, as with a port that nobody had opened.</summary>
    public Task OpenAsync() =>
        server.InvokeAsync(() =>
        {
            board.Line.HostBaud = 0;
            board.Line.Fetch();
        });

    /// <summary>Serves until the client goes.</summary>
    public async Task ReceiveAsync(byte[] buffer, CancellationToken ct)
    {
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer, ct);
            if (count == 0)
            {
                return;
            }

            await ExchangeAsync(buffer.AsMemory(0, count), ct);
        }
    }

    /// <summary>Hands bytes to the board and fetches what it has sent.</summary>
    public async Task ExchangeAsync(ReadOnlyMemory<byte> received, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            (byte[] answer, int baud) = await server.InvokeAsync(() => OnBoard(received));
            await PaceAsync(received.Length + answer.Length, baud, ct);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(SendTimeoutMs);
            for (int at = 0; at < answer.Length; )
            {
                at += await socket.SendAsync(answer.AsMemory(at), patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Cut();
            throw new IOException("The client of the flashing port does not read.");
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Cut() => socket.Dispose();

    /// <summary>Its lines fall when it has gone, as those of a port that is closed.</summary>
    public async Task CloseAsync()
    {
        socket.Dispose();
        try
        {
            await server.InvokeAsync(() =>
            {
                board.SetLines(dtr: false, rts: false);
                board.Line.HostBaud = 0;
                board.Line.Fetch();
            });
        }
        catch (ObjectDisposedException)
        {
            // The board has ended before its client.
        }
    }

    void ITelnetSink.Negotiates() => board.Line.HostBaud = FirstBaud;

    void ITelnetSink.Data(byte value)
    {
        one[0] = value;
        board.Uart0Write(one);
    }

    int ITelnetSink.Baud(int baud)
    {
        if (baud is >= 300 and <= 5_000_000)
        {
            board.Line.HostBaud = baud;
        }

        return board.Line.HostBaud;
    }

    void ITelnetSink.Lines(bool? dataTerminalReady, bool? requestToSend)
    {
        dtr = dataTerminalReady ?? dtr;
        rts = requestToSend ?? rts;
        board.SetLines(dtr, rts);
    }

    void ITelnetSink.Purge() => board.Line.Fetch();

    void ITelnetSink.Reply(byte[] bytes) => replies.AddRange(bytes);

    private (byte[] Answer, int Baud) OnBoard(ReadOnlyMemory<byte> received)
    {
        telnet.Push(received.Span, this);
        byte[] sent = board.Line.Fetch();
        var answer = new List<byte>(replies);
        replies.Clear();
        foreach (byte value in sent)
        {
            answer.Add(value);
            if (value == TelnetReader.Iac && telnet.IsTelnet)
            {
                answer.Add(value);
            }
        }

        return ([.. answer], board.Line.ChipBaud);
    }

    /// <summary>Waits for the time on the wire, in steps that the clock can make.</summary>
    private async Task PaceAsync(int bytes, int baud, CancellationToken ct)
    {
        owedMs += paced ? bytes * BitsPerByte * 1000 / baud : 0;
        if (owedMs >= 2)
        {
            int wait = (int)owedMs;
            owedMs -= wait;
            await Task.Delay(wait, ct);
        }
    }
}
