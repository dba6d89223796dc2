using System;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Workshop.Flashing.Ports;

/// <summary>
/// A serial port behind a network, with its speed and its DTR and RTS (telnet's COM-PORT-OPTION, RFC 2217): serial servers, and the
/// simulated board. Order is kept by TCP, so the reset lines need no acknowledgement; a change of speed is waited for.
/// </summary>
internal sealed class Rfc2217Port : IFlashingPort
{
    private const byte SetBaudRate = 1;
    private const byte SetControl = 5;
    private const byte PurgeData = 12;
    private const byte PurgeBoth = 3;
    private const byte AnswerOffset = 100;
    private const byte DtrOn = 8;
    private const byte DtrOff = 9;
    private const byte RtsOn = 11;
    private const byte RtsOff = 12;
    private const int StartBaud = 115_200;
    private const int AcknowledgeMs = 3000;
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(5);

    private readonly Socket socket;
    private readonly TelnetFilter filter;
    private readonly byte[] early = new byte[4096];
    private int earlyCount;
    private bool baudAcknowledged;

    private Rfc2217Port(string address, Socket socket)
    {
        Address = address;
        this.socket = socket;
        filter = new TelnetFilter { OnWord = Hear };
    }

    public string Address { get; }

    public static async Task<IFlashingPort> OpenAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0 || uri.Port is <= 0 or > 65535)
        {
            throw new FlashingException(
                FlashingFailure.Port,
                $"'{address}' is not an address of a flashing port.",
                "Give it as rfc2217://host:port."
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(ConnectDeadline);
            await socket.ConnectAsync(uri.DnsSafeHost, uri.Port, deadline.Token).ConfigureAwait(false);
            var port = new Rfc2217Port(address, socket);
            byte mark = TelnetFilter.Interpret;
            port.Send(
                [
                    .. (byte[])[mark, TelnetFilter.Will, TelnetFilter.Binary, mark, TelnetFilter.Do, TelnetFilter.Binary],
                    .. (byte[])
                        [mark, TelnetFilter.Do, TelnetFilter.SuppressGoAhead, mark, TelnetFilter.Will, TelnetFilter.ComPort],
                ],
                1000
            );

            // What the server kept of times before is not of this visit: all that comes before this answer is dropped.
            await Task.Run(() => port.SetBaud(StartBaud), ct).ConfigureAwait(false);
            port.earlyCount = 0;
            return port;
        }
        catch (FlashingException)
        {
            socket.Dispose();
            throw;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            ct.ThrowIfCancellationRequested();
            throw new FlashingException(
                FlashingFailure.Port,
                $"Nothing answers at {address}.",
                "Start the simulated board or the serial server there, or correct the address.",
                failure
            );
        }
    }

    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        if (earlyCount > 0)
        {
            int given = Math.Min(count, earlyCount);
            Array.Copy(early, 0, buffer, offset, given);
            Array.Copy(early, given, early, 0, earlyCount - given);
            earlyCount -= given;
            return given;
        }

        return Receive(buffer, offset, count, timeoutMs);
    }

    public void Write(byte[] bytes, int timeoutMs) => Send(TelnetFilter.Escape(bytes), timeoutMs);

    public void SetBaud(int baud)
    {
        byte[] value = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, baud);
        baudAcknowledged = false;
        Send(Word(SetBaudRate, value), AcknowledgeMs);
        long end = Environment.TickCount64 + AcknowledgeMs;
        while (!baudAcknowledged)
        {
            int left = (int)(end - Environment.TickCount64);
            if (left <= 0)
            {
                throw new FlashingException(
                    FlashingFailure.Port,
                    $"What answers at {Address} does not acknowledge a change of speed, as RFC 2217 wants it.",
                    "Check that this is the board's flashing port and that the cable behind it is plugged in."
                );
            }

            // What the board says meanwhile is kept as far as there is room; the loader asks again for what it misses.
            int room = early.Length - earlyCount;
            earlyCount = room > 0 ? earlyCount + Receive(early, earlyCount, room, left) : 0;
        }
    }

    public bool SetLines(bool dtr, bool rts)
    {
        // RTS goes first where it holds the chip in reset and last where it lets go: IO0 is right when the chip looks at it.
        byte dtrWord = dtr ? DtrOn : DtrOff;
        byte rtsWord = rts ? RtsOn : RtsOff;
        Send([.. Word(SetControl, [rts ? rtsWord : dtrWord]), .. Word(SetControl, [rts ? dtrWord : rtsWord])], AcknowledgeMs);
        return true;
    }

    public void Dispose() => socket.Dispose();

    private static byte[] Word(byte command, byte[] value)
    {
        byte mark = TelnetFilter.Interpret;
        return [mark, TelnetFilter.Begin, TelnetFilter.ComPort, command, .. TelnetFilter.Escape(value), mark, TelnetFilter.End];
    }

    private void Hear(byte[] word)
    {
        baudAcknowledged |= word.Length >= 2 && word[0] == TelnetFilter.ComPort && word[1] == SetBaudRate + AnswerOffset;
    }

    private int Receive(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            if (!socket.Poll(Math.Max(0, timeoutMs) * 1000, SelectMode.SelectRead))
            {
                return 0;
            }

            int received = socket.Receive(buffer, offset, count, SocketFlags.None);
            return received > 0 ? filter.Take(buffer, offset, received) : throw FlashingPort.Lost(Address);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw FlashingPort.Lost(Address, failure);
        }
    }

    private void Send(byte[] bytes, int timeoutMs)
    {
        try
        {
            socket.SendTimeout = timeoutMs;
            for (int sent = 0; sent < bytes.Length; )
            {
                sent += socket.Send(bytes, sent, bytes.Length - sent, SocketFlags.None);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw FlashingPort.Lost(Address, failure);
        }
    }
}
