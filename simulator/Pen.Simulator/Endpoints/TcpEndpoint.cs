using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Pen.Simulator.Endpoints;

/// <summary>A TCP port on the loopback address. One client at a time; a new one replaces the old one.</summary>
internal sealed class TcpEndpoint : IEndpoint
{
    // What a client that does not read can hold back before its bytes are given up: some seconds of telemetry.
    private const int SendBufferBytes = 32 * 1024;

    private readonly TcpListener listener;
    private Socket? client;
    private long nextAccept;

    public TcpEndpoint(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            // A caller that hangs up between the question and the answer must not leave the pen waiting in accept.
            listener.Server.Blocking = false;
        }
        catch (SocketException failure)
        {
            listener.Dispose();
            throw new IOException(
                $"TCP port {port} cannot be served ({failure.Message}). Choose another port, or 0 for any free one.",
                failure
            );
        }
    }

    /// <summary>The port in use, 1 … 65535.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Receive(Span<byte> buffer)
    {
        Accept();
        if (client is null)
        {
            return 0;
        }
        int count = client.Receive(buffer, SocketFlags.None, out SocketError error);
        if (error == SocketError.Success && count > 0)
        {
            return count;
        }
        if (error is not (SocketError.WouldBlock or SocketError.Interrupted))
        {
            Disconnect();
        }
        return 0;
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        while (client is not null && !bytes.IsEmpty)
        {
            int count = client.Send(bytes, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                return bytes.Length;
            }
            if (error == SocketError.Success)
            {
                bytes = bytes[count..];
            }
            else if (error != SocketError.Interrupted)
            {
                Disconnect();
            }
        }
        return 0;
    }

    public void Dispose()
    {
        Disconnect();
        listener.Dispose();
    }

    // Asked at most once a millisecond: a pen that runs as fast as it can makes many ticks in that time.
    private void Accept()
    {
        long now = Stopwatch.GetTimestamp();
        if (now < nextAccept)
        {
            return;
        }
        nextAccept = now + Stopwatch.Frequency / 1000;
        if (!listener.Pending())
        {
            return;
        }
        try
        {
            Replace(listener.AcceptSocket());
        }
        catch (SocketException)
        {
            // The caller hung up before it was answered. The next one is asked for at the next time.
        }
    }

    private void Replace(Socket next)
    {
        Disconnect();
        client = next;
        client.Blocking = false;
        client.NoDelay = true;
        client.SendBufferSize = SendBufferBytes;
    }

    private void Disconnect()
    {
        client?.Dispose();
        client = null;
    }
}
