using NanoFramework.StandIns;

namespace System.Device.Gpio;

/// <summary>Counts the edges of a pin in hardware (the classic ESP32 has eight such counters).</summary>
public sealed class GpioPulseCounter : IDisposable
{
    /// <summary>
    /// The driver's counter wraps here and adds this much in an interrupt; a reading beside the interrupt is off by it
    /// (nf-interpreter, nanoFramework_hardware_esp32_native_System_Device_Gpio_GpioPulseCounter.cpp).
    /// </summary>
    private const int WrapCounts = 0x7FFF;
    private const int CountersOfTheChip = 8;
    private const int MaxFilter = 1023;

    private readonly ChipHardware chip;
    private readonly PlatformState platform;
    private readonly int gpio;
    private GpioPulsePolarity polarity = GpioPulsePolarity.Falling;
    private ushort filterPulses;
    private bool idleHigh;
    private long baseEdges;
    private long frozenCount;
    private bool glitchUpwards = true;
    private bool started;
    private bool disposed;

    /// <summary>A counter on one pin, not started. The pin is then no longer free for GPIO.</summary>
    /// <param name="pinNumberA">The pin whose edges count.</param>
    /// <param name="pinNumberB">−1. The chip can count quadrature with a second pin; this stand-in cannot.</param>
    /// <exception cref="ArgumentException">The pin number is negative.</exception>
    /// <exception cref="NotSupportedException">All eight counters are in use, or a second pin was named.</exception>
    public GpioPulseCounter(int pinNumberA, int pinNumberB = -1)
    {
        if (pinNumberA < 0)
        {
            throw new ArgumentException("A pulse counter needs a pin.");
        }

        chip = ChipHardware.Current;
        platform = chip.Platform;
        if (pinNumberB >= 0 || platform.PulseCounters >= CountersOfTheChip)
        {
            throw new NotSupportedException("No pulse counter is free, or one with two pins was asked for.");
        }

        platform.PulseCounters++;
        platform.Reserve(pinNumberA);
        gpio = pinNumberA;
    }

    /// <summary>True between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    public bool IsStarted => started;

    /// <summary>Which edges count; <see cref="GpioPulsePolarity.Falling"/> unless set otherwise.</summary>
    /// <exception cref="InvalidOperationException">The counter is running.</exception>
    public GpioPulsePolarity Polarity
    {
        get => polarity;
        set
        {
            Require(!started);
            polarity = value;
        }
    }

    /// <summary>Glitch filter, 0 … 1023. Only stored here: a simulated line has the noise that its simulator gives it.</summary>
    /// <exception cref="ArgumentException">More than 1023.</exception>
    public ushort FilterPulses
    {
        get => filterPulses;
        set => filterPulses = value <= MaxFilter ? value : throw new ArgumentException("The filter takes 0 to 1023.");
    }

    /// <summary>Counts from 0.</summary>
    /// <exception cref="InvalidOperationException">The counter is running.</exception>
    /// <exception cref="ObjectDisposedException">The counter was disposed.</exception>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Require(!started);
        started = true;
        // Which edge was the first since power-on: the level now and the parity of the edges since then tell.
        idleHigh = chip.ReadPin(gpio) ^ ((chip.CountEdges(gpio) & 1) != 0);
        baseEdges = CountableEdges();
    }

    /// <summary>Stops counting; the count stays.</summary>
    /// <exception cref="InvalidOperationException">The counter is not running.</exception>
    /// <exception cref="ObjectDisposedException">The counter was disposed.</exception>
    public void Stop()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Require(started);
        frozenCount = CountableEdges() - baseEdges;
        started = false;
    }

    /// <summary>The count, 0 before the first start. A single reading may be off by ±32,767.</summary>
    /// <exception cref="ObjectDisposedException">The counter was disposed.</exception>
    public GpioPulseCount Read() => Take(false);

    /// <summary>The count; from then on counts from 0.</summary>
    /// <exception cref="ObjectDisposedException">The counter was disposed.</exception>
    public GpioPulseCount Reset() => Take(true);

    /// <summary>Gives counter and pin back.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            started = false;
            platform.PulseCounters--;
            platform.Release(gpio);
        }
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The pulse counter is already started, or not started yet.");
        }
    }

    private GpioPulseCount Take(bool reset)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        long edges = started ? CountableEdges() : 0;
        GpioPulseCount reading = default;
        reading.Count = started ? edges - baseEdges : frozenCount;
        reading.RelativeTime = new TimeSpan(chip.NowMicros * TimeSpan.TicksPerMicrosecond);
        if (started && chip.TakePulseCounterGlitch())
        {
            reading.Count += glitchUpwards ? WrapCounts : -WrapCounts;
            glitchUpwards = !glitchUpwards;
        }

        if (reset)
        {
            baseEdges = edges;
            frozenCount = 0;
        }

        return reading;
    }

    /// <summary>Edges of the chosen polarity since power-on: they alternate, so half of all, the first one rounding up.</summary>
    private long CountableEdges()
    {
        long edges = chip.CountEdges(gpio);
        return polarity switch
        {
            GpioPulsePolarity.Both => edges,
            GpioPulsePolarity.Falling => (idleHigh ? edges + 1 : edges) >> 1,
            _ => (idleHigh ? edges : edges + 1) >> 1,
        };
    }
}
