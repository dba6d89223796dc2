using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using System.Linq;
using System.Threading;

namespace Pen.Client.Transports;

/// <summary>
/// A serial port on Windows and macOS, through System.IO.Ports. Reads block on the reader's own thread, because that stream's
/// ReadAsync ignores time-outs and cancellation (dotnet/runtime issue 28968). DTR and RTS are off before and after opening,
/// because on ESP32 boards those lines are wired to reset. Compiled against a facade in the tests; never run against the real
/// package.
/// </summary>
internal sealed class SerialPortTransport : ITransport
{
    // No read waits longer, so that Dispose never waits longer where closing does not wake the reader.
    private const int LongestReadMs = 100;

    private readonly SerialPort port;
    private int disposed;

    private SerialPortTransport(string address, SerialPort port)
    {
        Address = address;
        this.port = port;
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <summary>The ports of this machine. On macOS each device has two names; only "cu." opens without a carrier signal.</summary>
    public static IReadOnlyList<PortName> List(bool isMac)
    {
        return SerialPort
            .GetPortNames()
            .Where(name => !isMac || name.StartsWith("/dev/cu.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name.Length)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new PortName(name, ""))
            .ToList();
    }

    /// <summary>Opens and sets up a port.</summary>
    public static SerialPortTransport Open(string address)
    {
        SerialPort? port = null;
        try
        {
            port = new SerialPort(address, Protocol.FrameFormat.DefaultBaud, Parity.None, 8, StopBits.One)
            {
                Handshake = Handshake.None,
                DtrEnable = false,
                RtsEnable = false,
                ReadTimeout = LongestReadMs,
            };
            port.Open();
            port.DtrEnable = false;
            port.RtsEnable = false;
            port.DiscardInBuffer();
            return new SerialPortTransport(address, port);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            port?.Dispose();
            throw Explain(address, failure, OperatingSystem.IsWindows());
        }
    }

    /// <inheritdoc />
    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            int wait = Math.Min(timeoutMs, LongestReadMs);
            if (port.ReadTimeout != wait)
            {
                port.ReadTimeout = wait;
            }

            int received = port.Read(buffer, offset, count);
            return received > 0 ? received : throw new TransportLostException("The port is gone.");
        }
        catch (TimeoutException) when (Volatile.Read(ref disposed) == 0)
        {
            return 0;
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw new TransportLostException("The port is gone.", failure);
        }
    }

    /// <inheritdoc />
    public void Write(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            port.WriteTimeout = timeoutMs;
            port.Write(buffer, offset, count);
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw new TransportLostException("The port is gone or does not take any more bytes.", failure);
        }
    }

    /// <inheritdoc />
    public void SetBaud(int baud)
    {
        try
        {
            port.BaudRate = baud;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new TransportLostException("The port does not take that speed.", e);
        }
    }

    /// <inheritdoc />
    public bool SetLines(bool dtr, bool rts)
    {
        try
        {
            // RTS first where it holds the chip in reset, last where it lets go: IO0 is then right at the moment of the release.
            if (rts)
            {
                port.RtsEnable = true;
            }

            port.DtrEnable = dtr;
            port.RtsEnable = rts;
            return true;
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw new TransportLostException("The port is gone.", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        try
        {
            port.Dispose();
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            // An unplugged port cannot be closed properly; it is gone anyway.
        }
    }

    /// <summary>What a failed opening means: Windows denies access to a port that is in use, other systems to one that is not allowed.</summary>
    internal static PenPortException Explain(string address, Exception failure, bool isWindows)
    {
        return failure switch
        {
            UnauthorizedAccessException when isWindows => PenPortException.Busy(address, null, failure),
            UnauthorizedAccessException => PenPortException.NotPermitted(address, null, failure),
            FileNotFoundException or DirectoryNotFoundException => PenPortException.Missing(address, failure),
            ArgumentException => PenPortException.BadAddress(address),
            _ => PenPortException.Failed(address, "the system reports an error while opening it", failure),
        };
    }

    // TimeoutException stands here for writes, and for the read that Dispose interrupts.
    private static bool IsLoss(Exception failure)
    {
        return failure
            is IOException
                or UnauthorizedAccessException
                or InvalidOperationException
                or OperationCanceledException
                or TimeoutException;
    }
}
