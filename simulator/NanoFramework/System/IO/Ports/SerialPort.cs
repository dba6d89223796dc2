using NanoFramework.StandIns;

namespace System.IO.Ports;

/// <summary>A UART. COM1 belongs to the debugger; there are no lines for DTR and RTS to set by hand.</summary>
public sealed class SerialPort : IDisposable
{
    private const int FirstSerialFunction = 0x030100;
    private const int DebuggerPort = 1;
    private const int Uarts = 3;
    private const int InfiniteTimeout = -1;

    /// <summary>ESP-IDF wants more room than its UART's 128-byte FIFO has (uart_driver_install).</summary>
    private const int FifoBytes = 128;
    private const long PollMicros = 1_000;
    private const long HourMicros = 3_600_000_000;

    private readonly ChipHardware chip;
    private readonly PlatformState platform;
    private readonly int uart;
    private readonly byte[] single = new byte[1];
    private int baudRate;
    private int dataBits;
    private Parity parity;
    private StopBits stopBits;
    private int readTimeout = InfiniteTimeout;
    private int readBufferSize = 256;
    private bool opened;
    private bool disposed;

    /// <summary>A port, not open yet. A name that an undisposed port has cannot be had twice.</summary>
    /// <exception cref="ArgumentException">No such port, or it exists already.</exception>
    public SerialPort(
        string portName,
        int baudRate = 9600,
        Parity parity = Parity.None,
        int dataBits = 8,
        StopBits stopBits = StopBits.One
    )
    {
        chip = ChipHardware.Current;
        platform = chip.Platform;
        uart = portName is { Length: 4 } ? portName[3] - '0' : 0;
        if (uart is < 1 or > Uarts || platform.Ports[uart] is not null)
        {
            throw new ArgumentException($"There is no port {portName}, or it is in use.");
        }

        PortName = portName;
        this.baudRate = baudRate;
        this.parity = parity;
        this.dataBits = dataBits;
        this.stopBits = stopBits;
        platform.Ports[uart] = this;
    }

    /// <summary>COM2 or COM3.</summary>
    public string PortName { get; }

    /// <summary>Bits a second. May be changed while the port is open.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int BaudRate
    {
        get => baudRate;
        set
        {
            baudRate = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
            if (opened)
            {
                chip.ChangeUartBaud(uart, baudRate, readBufferSize);
            }
        }
    }

    /// <summary>Bits of a character, 5 … 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 5 … 8.</exception>
    public int DataBits
    {
        get => dataBits;
        set => dataBits = value is >= 5 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>The parity bit.</summary>
    public Parity Parity
    {
        get => parity;
        set => parity = value;
    }

    /// <summary>The stop bits.</summary>
    public StopBits StopBits
    {
        get => stopBits;
        set => stopBits = value;
    }

    /// <summary>Flow control; only stored here, as the simulated line has none.</summary>
    public Handshake Handshake { get; set; }

    /// <summary>Bytes that the receiver can hold; when more come, everything received is flushed. To be set before opening.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    /// <exception cref="InvalidOperationException">The port is open.</exception>
    public int ReadBufferSize
    {
        get => readBufferSize;
        set
        {
            if (opened)
            {
                throw new InvalidOperationException("The port is open.");
            }

            readBufferSize = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    /// <summary>How long a read waits, in ms; −1 (for ever) until set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive: −1 cannot be set again.</exception>
    public int ReadTimeout
    {
        get => readTimeout;
        set => readTimeout = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>True between <see cref="Open"/> and <see cref="Close"/>.</summary>
    public bool IsOpen => opened;

    /// <summary>Bytes received and not read yet; 0 while closed.</summary>
    /// <exception cref="ObjectDisposedException">The port was disposed.</exception>
    public int BytesToRead
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return opened ? chip.UartAvailable(uart) : 0;
        }
    }

    /// <summary>Opens the port on the pins that <c>Configuration.SetPinFunction</c> has given it.</summary>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    /// <exception cref="ArgumentException">It is COM1, which the debugger holds, or the read buffer is 128 bytes or less.</exception>
    /// <exception cref="Exception">Its pins have not been set.</exception>
    public void Open()
    {
        if (opened)
        {
            throw new InvalidOperationException($"{PortName} is already open.");
        }

        if (uart == DebuggerPort || readBufferSize <= FifoBytes || baudRate <= 0)
        {
            throw new ArgumentException($"{PortName} is the debugger's, or its read buffer is not over {FifoBytes} bytes.");
        }

        int transmitFunction = FirstSerialFunction + ((uart - 1) << 8);
        if (platform.FunctionPin(transmitFunction) < 0 || platform.FunctionPin(transmitFunction + 1) < 0)
        {
            throw new Exception($"The pins of {PortName} have not been set.");
        }

        chip.OpenUart(uart, baudRate, readBufferSize);
        opened = true;
        disposed = false;
    }

    /// <summary>Closes the port; it may be opened again.</summary>
    public void Close()
    {
        if (opened)
        {
            opened = false;
            chip.CloseUart(uart);
        }
    }

    /// <summary>
    /// Reads exactly <paramref name="count"/> bytes: with fewer there, it waits. Ask <see cref="BytesToRead"/> first.
    /// </summary>
    /// <returns>The count.</returns>
    /// <exception cref="TimeoutException">They did not come within <see cref="ReadTimeout"/>; what came stays to be read.</exception>
    /// <exception cref="InvalidOperationException">The port is closed, or an argument exceeds the buffer.</exception>
    /// <exception cref="ArgumentException">Offset and count together exceed the buffer.</exception>
    public int Read(byte[] buffer, int offset, int count)
    {
        Check(buffer, offset, count);
        if (chip.UartAvailable(uart) < count)
        {
            WaitFor(count);
        }

        return chip.ReadUart(uart, buffer, offset, count);
    }

    /// <summary>Reads one byte, waiting as <see cref="Read"/> does. On the chip every call allocates an array.</summary>
    public int ReadByte() => Read(single, 0, 1) == 1 ? single[0] : -1;

    /// <summary>Writes and waits for as long as the bytes take on the wire.</summary>
    /// <exception cref="InvalidOperationException">The port is closed, or an argument exceeds the buffer.</exception>
    /// <exception cref="ArgumentException">Offset and count together exceed the buffer.</exception>
    public void Write(byte[] buffer, int offset, int count)
    {
        Check(buffer, offset, count);
        long halfBits = 2L * (1 + dataBits) + (parity == Parity.None ? 0 : 2);
        halfBits += stopBits switch
        {
            StopBits.Two => 4,
            StopBits.OnePointFive => 3,
            _ => 2,
        };
        long micros = (count * halfBits * 500_000 + baudRate - 1) / baudRate;
        chip.Spend(micros);
        chip.WriteUart(uart, buffer, offset, count);
    }

    /// <summary>Closes the port and gives its name free.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            Close();
            disposed = true;
            if (platform.Ports[uart] == this)
            {
                platform.Ports[uart] = null;
            }
        }
    }

    private void Check(byte[] buffer, int offset, int count)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(buffer);
        if (!opened || (uint)offset > (uint)buffer.Length || (uint)count > (uint)buffer.Length)
        {
            throw new InvalidOperationException($"{PortName} is closed, or offset or count exceed the buffer.");
        }

        if (count > buffer.Length - offset)
        {
            throw new ArgumentException("Offset and count together exceed the buffer.");
        }
    }

    private void WaitFor(int count)
    {
        bool forEver = readTimeout == InfiniteTimeout;
        long deadline = chip.NowMicros + (forEver ? HourMicros : readTimeout * 1000L);
        while (chip.UartAvailable(uart) < count)
        {
            long left = deadline - chip.NowMicros;
            if (left <= 0)
            {
                // On the chip a read without a timeout waits for ever; a simulation must end, so an hour stands for it.
                throw forEver
                    ? new InvalidOperationException($"{PortName}: a read without a timeout has waited for an hour.")
                    : new TimeoutException($"{PortName}: {count} bytes did not come in {readTimeout} ms.");
            }

            chip.Spend(Math.Min(PollMicros, left));
        }
    }
}
