using System;

namespace NanoFramework.StandIns;

/// <summary>
/// The chip behind the stand-ins: what nanoFramework's native drivers would find. One firmware runs on one thread against one
/// chip; <see cref="Current"/> names it, and objects of the platform (pins, channels, ports) keep the chip they were made on.
/// A simulator derives from this class; the stand-ins know nothing else of it. No member allocates.
/// </summary>
public abstract class ChipHardware
{
    [ThreadStatic]
    private static ChipHardware? current;

    /// <summary>Fastest I2C clock that the chip's image gives, in Hz, whatever is asked for.</summary>
    public virtual int MostI2cHz => 1_000_000;

    /// <summary>The chip that platform calls of this thread reach.</summary>
    /// <exception cref="InvalidOperationException">No chip has been set on this thread.</exception>
    public static ChipHardware Current
    {
        get => current ?? throw new InvalidOperationException("No simulated chip is set on this thread.");
        set => current = value;
    }

    /// <summary>What the platform's native drivers remember about this chip. Fresh after every reset.</summary>
    public PlatformState Platform { get; private set; } = new();

    /// <summary>A reset: the native drivers forget pin functions, timers and open ports. For a chip that outlives its reboot.</summary>
    protected void ResetPlatform() => Platform = new PlatformState();

    /// <summary>Virtual time since power-on in µs. Platform calls read it; only <see cref="Spend"/> and the simulator move it.</summary>
    public long NowMicros { get; protected set; }

    /// <summary>A blocking call takes this long (µs): time and the world go on.</summary>
    public abstract void Spend(long micros);

    /// <summary>A GPIO was opened or its mode changed (<paramref name="mode"/> is System.Device.Gpio.PinMode as a number).</summary>
    public abstract void ConfigurePin(int gpio, int mode);

    /// <summary>The firmware drives an output pin.</summary>
    public abstract void WritePin(int gpio, bool high);

    /// <summary>The level on a pin now.</summary>
    public abstract bool ReadPin(int gpio);

    /// <summary>What a PWM pin really puts out from now on: duty 0 … 1 after quantisation, 0 when the channel is not started.</summary>
    public abstract void WritePwm(int gpio, int frequencyHz, double duty);

    /// <summary>One conversion of a logical ADC channel: 0 … 4095.</summary>
    public abstract int ReadAdc(int channel);

    /// <summary>
    /// Both edges seen on a pin since power-on. The stand-in of the pulse counter makes differences and its glitches of it.
    /// </summary>
    public abstract long CountEdges(int gpio);

    /// <summary>True when the next pulse counter reading is to show the overflow glitch of the real chip (±32,767 counts).</summary>
    public virtual bool TakePulseCounterGlitch() => false;

    /// <summary>
    /// One I2C transfer: writes, then reads (either may be empty) on bus 1 or 2. The stand-in charges the time on the wire.
    /// </summary>
    /// <returns>False when nobody acknowledged the address.</returns>
    public abstract bool TransferI2c(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read);

    /// <summary>The firmware opened a UART (1-based: COM1 is 1) at this baud rate with a receive buffer of this many bytes.</summary>
    public abstract void OpenUart(int uart, int baud, int receiveBufferBytes);

    /// <summary>
    /// The firmware changed the baud rate of an open UART; on the chip the bytes received so far stay. Unless a simulator does
    /// better, the UART is opened anew.
    /// </summary>
    public virtual void ChangeUartBaud(int uart, int baud, int receiveBufferBytes) => OpenUart(uart, baud, receiveBufferBytes);

    /// <summary>The firmware closed a UART.</summary>
    public abstract void CloseUart(int uart);

    /// <summary>Bytes received and not read; the chip flushes the whole input when its buffer overflows.</summary>
    public abstract int UartAvailable(int uart);

    /// <summary>Takes up to <paramref name="count"/> received bytes.</summary>
    /// <returns>How many were taken.</returns>
    public abstract int ReadUart(int uart, byte[] buffer, int offset, int count);

    /// <summary>Puts bytes on the line. The stand-in has charged, or will charge, the time on the wire.</summary>
    public abstract void WriteUart(int uart, byte[] buffer, int offset, int count);

    /// <summary>The firmware asked for a reboot.</summary>
    public abstract void Reboot();
}
