using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Client.Transports;

/// <summary>A pen behind TCP: the simulator, or a serial server.</summary>
internal sealed class TcpTransport : ITransport
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(5);

    private readonly Socket socket;
    private int disposed;

    private TcpTransport(string address, Socket socket)
    {
        Address = address;
        this.socket = socket;
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <summary>Connects, within 5 s.</summary>
    public static async Task<ITransport> OpenAsync(string address, string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(ConnectDeadline);
        try
        {
            await socket.ConnectAsync(host, port, deadline.Token).ConfigureAwait(false);
            return new TcpTransport(address, socket);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            ct.ThrowIfCancellationRequested();
            throw PenPortException.NoListener(address, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            if (!socket.Poll(timeoutMs * 1000, SelectMode.SelectRead))
            {
                return 0;
            }

            int received = socket.Receive(buffer, offset, count, SocketFlags.None);
            return received > 0 ? received : throw new TransportLostException("The other side closed the connection.");
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw new TransportLostException("The connection failed.", failure);
        }
    }

    /// <inheritdoc />
    public void Write(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            socket.SendTimeout = timeoutMs;
            while (count > 0)
            {
                int sent = socket.Send(buffer, offset, count, SocketFlags.None);
                offset += sent;
                count -= sent;
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw new TransportLostException("The connection failed.", failure);
        }
    }

    /// <inheritdoc />
    public void SetBaud(int baud)
    {
        // The speed is that of the serial line behind it, if there is one at all.
    }

    /// <inheritdoc />
    public bool SetLines(bool dtr, bool rts) => false;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        try
        {
            // Poll in the reader does not notice a Dispose; it does notice the end of the stream.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was quicker: the reader wakes all the same.
        }

        socket.Dispose();
    }
}
