using System.Runtime.InteropServices;
using System.Threading;

namespace Pen.Client.Transports;

/// <summary>
/// A serial port on Linux. Opened for this program alone (TIOCEXCL keeps other users out, flock also root and this process
/// itself), raw, 8N1 without flow control, with DTR and RTS off and no hang-up on close, because on ESP32 boards those lines are
/// wired to reset. Reader and writer wait in poll() beside an eventfd, through which Dispose wakes them.
/// </summary>
internal sealed unsafe class TermiosTransport : ITransport
{
    private readonly Lock readGate = new();
    private readonly Lock writeGate = new();
    private readonly int port;
    private readonly int wake;
    private int disposed;

    private TermiosTransport(string address, int port, int wake)
    {
        Address = address;
        this.port = port;
        this.wake = wake;
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <summary>Opens and sets up a port.</summary>
    public static TermiosTransport Open(string address)
    {
        const int flags = LibC.ReadWrite | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec;
        int port = LibC.Open(address, flags);
        if (port < 0)
        {
            throw PortErrors.Explain(address, Marshal.GetLastPInvokeError());
        }

        int error = SetUp(port);
        int wake = error == 0 ? LibC.EventDescriptor(0, LibC.CloseOnExec | LibC.NonBlocking) : -1;
        if (wake < 0)
        {
            error = error == 0 ? Marshal.GetLastPInvokeError() : error;
            _ = LibC.Close(port);
            throw PortErrors.Explain(address, error);
        }

        return new TermiosTransport(address, port, wake);
    }

    /// <inheritdoc />
    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        lock (readGate)
        {
            if (!Wait(LibC.PollIn, timeoutMs))
            {
                return 0;
            }

            fixed (byte* target = &buffer[offset])
            {
                nint received = LibC.Read(port, target, count);
                if (received > 0)
                {
                    return (int)received;
                }

                // poll said readable: nothing to read is how a hung-up terminal looks.
                int error = received < 0 ? Marshal.GetLastPInvokeError() : 0;
                return error is PortErrors.TryAgain or PortErrors.Interrupted ? 0 : throw Lost();
            }
        }
    }

    /// <inheritdoc />
    public void Write(byte[] buffer, int offset, int count, int timeoutMs)
    {
        lock (writeGate)
        {
            while (count > 0)
            {
                if (!Wait(LibC.PollOut, timeoutMs))
                {
                    throw new TransportLostException("The port does not take any more bytes.");
                }

                fixed (byte* source = &buffer[offset])
                {
                    nint sent = LibC.Write(port, source, count);
                    if (sent < 0 && Marshal.GetLastPInvokeError() is not (PortErrors.TryAgain or PortErrors.Interrupted))
                    {
                        throw Lost();
                    }

                    int taken = sent < 0 ? 0 : (int)sent;
                    offset += taken;
                    count -= taken;
                }
            }
        }
    }

    /// <inheritdoc />
    public void SetBaud(int baud)
    {
        uint speed = baud switch
        {
            921_600 => LibC.Baud921600,
            460_800 => LibC.Baud460800,
            230_400 => LibC.Baud230400,
            _ => LibC.Baud115200,
        };
        // Not under the write gate's lock alone: the reader may be waiting in poll, which a change of speed does not disturb.
        lock (writeGate)
        {
            LibC.Termios attributes;
            if (
                Volatile.Read(ref disposed) != 0
                || LibC.GetAttributes(port, &attributes) != 0
                || LibC.SetSpeed(&attributes, speed) != 0
                || LibC.SetAttributes(port, 0, &attributes) != 0
            )
            {
                throw Lost();
            }
        }
    }

    /// <inheritdoc />
    public bool SetLines(bool dtr, bool rts)
    {
        lock (writeGate)
        {
            if (Volatile.Read(ref disposed) != 0)
            {
                throw Lost();
            }

            // Both at once: one after the other would pass through a combination that means something else to the board.
            int lines;
            if (LibC.Ioctl(port, LibC.IoctlGetModemBits, &lines) != 0)
            {
                return Marshal.GetLastPInvokeError() is PortErrors.NotATerminal or PortErrors.InvalidArgument
                    ? false
                    : throw Lost();
            }

            lines &= ~(LibC.ModemDtr | LibC.ModemRts);
            lines |= (dtr ? LibC.ModemDtr : 0) | (rts ? LibC.ModemRts : 0);
            return LibC.Ioctl(port, LibC.IoctlSetModemBits, &lines) == 0 ? true : throw Lost();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        ulong one = 1;
        _ = LibC.Write(wake, (byte*)&one, sizeof(ulong));
        lock (readGate)
            lock (writeGate)
            {
                // Exclusiveness would outlive this close where somebody else holds the port open too, as the server of a pty does.
                _ = LibC.Ioctl(port, LibC.IoctlNotExclusive, null);
                _ = LibC.Close(port);
                _ = LibC.Close(wake);
            }
    }

    private static int SetUp(int port)
    {
        LibC.Termios attributes;
        if (
            LibC.GetAttributes(port, &attributes) != 0
            || LibC.Lock(port, LibC.LockExclusive | LibC.LockNonBlocking) != 0
            || LibC.Ioctl(port, LibC.IoctlExclusive, null) != 0
        )
        {
            return Marshal.GetLastPInvokeError();
        }

        LibC.MakeRaw(&attributes);
        attributes.ControlFlags &= ~(LibC.ControlHangUpOnClose | LibC.ControlTwoStopBits | LibC.ControlHardwareFlow);
        attributes.ControlFlags |= LibC.ControlLocal | LibC.ControlRead;
        attributes.ControlCharacters[LibC.MinIndex] = 1;
        attributes.ControlCharacters[LibC.TimeIndex] = 0;
        if (LibC.SetSpeed(&attributes, LibC.Baud115200) != 0 || LibC.SetAttributes(port, 0, &attributes) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        // Both lines in one call: lowering one after the other would pass through the very combination that resets an ESP32.
        // A pty has no such lines and says so; that is no error.
        int lines = LibC.ModemDtr | LibC.ModemRts;
        _ = LibC.Ioctl(port, LibC.IoctlClearModemBits, &lines);
        _ = LibC.Flush(port, LibC.FlushBoth);
        return 0;
    }

    /// <summary>Waits until the port is ready; false after the time-out. Throws when the port is gone or disposed.</summary>
    private bool Wait(short wanted, int timeoutMs)
    {
        if (Volatile.Read(ref disposed) != 0)
        {
            throw Lost();
        }

        LibC.PollEntry* entries = stackalloc LibC.PollEntry[2];
        entries[0] = new LibC.PollEntry { Descriptor = port, Wanted = wanted };
        entries[1] = new LibC.PollEntry { Descriptor = wake, Wanted = LibC.PollIn };
        int ready = LibC.Poll(entries, 2, timeoutMs);
        if (ready < 0)
        {
            return Marshal.GetLastPInvokeError() == PortErrors.Interrupted ? false : throw Lost();
        }

        if (entries[1].Happened != 0)
        {
            throw Lost();
        }

        // What was received before the unplugging is still handed out; then the hang-up counts.
        if (
            (entries[0].Happened & wanted) == 0
            && (entries[0].Happened & (LibC.PollHangUp | LibC.PollError | LibC.PollInvalid)) != 0
        )
        {
            throw Lost();
        }

        return (entries[0].Happened & wanted) != 0;
    }

    private TransportLostException Lost()
    {
        return new TransportLostException(Volatile.Read(ref disposed) != 0 ? "The port was closed." : "The port is gone.");
    }
}
