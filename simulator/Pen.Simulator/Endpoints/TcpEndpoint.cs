using System;
using System.Net;
using System.Net.Sockets;

namespace Pen.Simulator.Endpoints;

/// <summary>The pen's serial bytes on a loopback TCP port. A new client takes the place of the old one.</summary>
internal sealed class TcpEndpoint : IByteChannel
{
    private readonly TcpListener listener;
    private Socket? client;

    public TcpEndpoint(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start(1);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Read(Span<byte> buffer)
    {
        if (listener.Pending())
        {
            client?.Dispose();
            client = listener.AcceptSocket();
            client.NoDelay = true;
            client.Blocking = false;
        }

        if (client is null)
        {
            return 0;
        }

        int count = client.Receive(buffer, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
        {
            return 0;
        }

        if (error != SocketError.Success || count == 0)
        {
            Drop();
            return 0;
        }

        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (client is null)
        {
            return;
        }

        _ = client.Send(bytes, SocketFlags.None, out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            Drop();
        }
    }

    public void Dispose()
    {
        Drop();
        listener.Stop();
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }
}
