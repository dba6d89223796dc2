using NanoFramework.StandIns;

namespace System.Device.Gpio;

/// <summary>Opens pins. All controllers of a chip share one table of open pins, as on the chip.</summary>
public sealed class GpioController : IDisposable
{
    private readonly ChipHardware chip;
    private bool disposed;

    /// <summary>A controller of the chip of this thread.</summary>
    public GpioController() => chip = ChipHardware.Current;

    /// <summary>How many pads the chip numbers: 40.</summary>
    public int PinCount => PlatformState.PinCount;

    /// <summary>Reserves a pin; its mode is <see cref="PinMode.Input"/> as far as the platform knows.</summary>
    /// <exception cref="InvalidOperationException">The pin does not exist or is in use.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        GpioPin pin = Reserve(pinNumber);
        chip.Platform.OpenPins[pinNumber] = pin;
        return pin;
    }

    /// <summary>Reserves a pin and sets its mode; an output is driven low.</summary>
    /// <exception cref="InvalidOperationException">The pin does not exist or is in use.</exception>
    /// <exception cref="ArgumentException">The pad cannot do it (and stays reserved, as on the chip).</exception>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = Reserve(pinNumber);
        pin.SetPinMode(mode);
        chip.Platform.OpenPins[pinNumber] = pin;
        return pin;
    }

    /// <summary>Gives a pin back.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void ClosePin(int pinNumber)
    {
        Find(pinNumber).Dispose();
        chip.Platform.OpenPins[pinNumber] = null;
    }

    /// <summary>True when the pin is in use, also by another driver.</summary>
    public bool IsPinOpen(int pinNumber) => chip.Platform.IsReserved(pinNumber);

    /// <summary>True when the pad can do it.</summary>
    public bool IsPinModeSupported(int pinNumber, PinMode mode) => GpioPin.Supports(pinNumber, mode);

    /// <summary>The mode of an open pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public PinMode GetPinMode(int pinNumber) => Find(pinNumber).GetPinMode();

    /// <summary>Sets the mode of an open pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void SetPinMode(int pinNumber, PinMode mode) => Find(pinNumber).SetPinMode(mode);

    /// <summary>The level of an open pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public PinValue Read(int pinNumber) => Find(pinNumber).Read();

    /// <summary>Drives an open pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void Write(int pinNumber, PinValue value) => Find(pinNumber).Write(value);

    /// <summary>Closes every open pin of the chip, also those of other controllers: the table is one.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        foreach (GpioPin? pin in chip.Platform.OpenPins)
        {
            pin?.Dispose();
        }
    }

    private GpioPin Reserve(int gpio) =>
        chip.Platform.Reserve(gpio)
            ? new GpioPin(chip, gpio)
            : throw new InvalidOperationException($"GPIO {gpio} does not exist or is in use.");

    private GpioPin Find(int gpio) =>
        gpio is >= 0 and < PlatformState.PinCount && chip.Platform.OpenPins[gpio] is { } pin
            ? pin
            : throw new InvalidOperationException($"GPIO {gpio} is not open.");
}
