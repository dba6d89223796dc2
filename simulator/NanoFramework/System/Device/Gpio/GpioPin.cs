using NanoFramework.StandIns;

namespace System.Device.Gpio;

/// <summary>One opened pin. Edge events are not offered: they arrive on a thread of their own, and the firmware polls.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly ChipHardware chip;
    private readonly int gpio;
    private PinMode mode = PinMode.Input;
    private bool latchedHigh;
    private bool disposed;

    internal GpioPin(ChipHardware chip, int gpio)
    {
        this.chip = chip;
        this.gpio = gpio;
    }

    /// <summary>The GPIO number.</summary>
    public int PinNumber => gpio;

    /// <summary>The mode in force; <see cref="PinMode.Input"/> until one is set.</summary>
    /// <exception cref="ObjectDisposedException">The pin was closed.</exception>
    public PinMode GetPinMode()
    {
        RejectDisposed();
        return mode;
    }

    /// <summary>True when the pad can do it: 34–39 are inputs only.</summary>
    public bool IsPinModeSupported(PinMode pinMode) => Supports(gpio, pinMode);

    /// <summary>Sets the mode. An output is driven low at once, whatever it was before.</summary>
    /// <exception cref="ArgumentException">The pad cannot do it.</exception>
    /// <exception cref="ObjectDisposedException">The pin was closed.</exception>
    public void SetPinMode(PinMode value)
    {
        RejectDisposed();
        if (!Supports(gpio, value))
        {
            throw new ArgumentException($"GPIO {gpio} cannot be {value}.");
        }

        mode = value;
        chip.ConfigurePin(gpio, (int)value);
        if (value >= PinMode.Output)
        {
            latchedHigh = false;
            chip.WritePin(gpio, false);
        }
    }

    /// <summary>The level on the pin now.</summary>
    /// <exception cref="ObjectDisposedException">The pin was closed.</exception>
    public PinValue Read()
    {
        RejectDisposed();
        return chip.ReadPin(gpio);
    }

    /// <summary>Drives the pin.</summary>
    /// <exception cref="ArgumentException">The pin is an input.</exception>
    /// <exception cref="ObjectDisposedException">The pin was closed.</exception>
    public void Write(PinValue value)
    {
        RejectDisposed();
        if (mode < PinMode.Output)
        {
            throw new ArgumentException($"GPIO {gpio} is an input.");
        }

        latchedHigh = (bool)value;
        chip.WritePin(gpio, latchedHigh);
    }

    /// <summary>Drives the pin to the other level than was written last; on an input it silently does nothing.</summary>
    /// <exception cref="ObjectDisposedException">The pin was closed.</exception>
    public void Toggle()
    {
        RejectDisposed();
        if (mode >= PinMode.Output)
        {
            latchedHigh = !latchedHigh;
            chip.WritePin(gpio, latchedHigh);
        }
    }

    /// <summary>Gives the pin back; it becomes an input.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            chip.ConfigurePin(gpio, (int)PinMode.Input);
            chip.Platform.Release(gpio);
        }
    }

    internal static bool Supports(int gpio, PinMode mode) =>
        mode is >= PinMode.Input and <= PinMode.OutputOpenSourcePullDown
        && (mode < PinMode.Output ? PlatformState.Exists(gpio) : PlatformState.CanDrive(gpio));

    private void RejectDisposed() => ObjectDisposedException.ThrowIf(disposed, this);
}
