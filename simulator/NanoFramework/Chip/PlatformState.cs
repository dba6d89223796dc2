using System.Device.Gpio;
using System.Device.Pwm;
using System.IO.Ports;

namespace NanoFramework.StandIns;

/// <summary>
/// What nanoFramework's native drivers keep in file-global variables: pin functions, reserved pins, PWM timers, open ports.
/// It hangs on the chip and not on the process, so that two simulated pens do not disturb each other.
/// </summary>
public sealed class PlatformState
{
    internal const int PinCount = 40;
    private const int SerialType = 3;
    private const int I2cType = 2;
    private const int PwmType = 4;
    private const int AdcType = 5;

    // Defaults of the classic ESP32 (nf-interpreter, targets/ESP32/_common/ESP32_DeviceMapping.cpp). −1: not assigned.
    private readonly int[] i2cPins = [18, 19, 25, 26];
    private readonly int[] serialPins = [1, 3, 22, 19, -1, -1, -1, -1, -1, -1, -1, -1];
    private readonly int[] pwmPins = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];
    private static readonly int[] AdcPins = [36, 37, 38, 39, 32, 33, 34, 35, 36, 39, 4, 0, 2, 15, 13, 12, 14, 27, 25, 26];

    private ulong reserved;

    internal PlatformState() { }

    internal PwmUnit Pwm { get; } = new();

    internal GpioPin?[] OpenPins { get; } = new GpioPin?[PinCount];

    internal SerialPort?[] Ports { get; } = new SerialPort?[4];

    internal int PulseCounters { get; set; }

    /// <summary>
    /// The pin that carries a function, as <c>Configuration.GetFunctionPin</c> tells it: a simulator can hold the firmware's
    /// wiring against its own. <paramref name="function"/> is a nanoFramework.Hardware.Esp32.DeviceFunction as a number.
    /// </summary>
    /// <returns>The GPIO, or −1 when none is assigned.</returns>
    public int FunctionPin(int function)
    {
        int bus = ((function >> 8) & 0xFF) - 1;
        int index = function & 0xFF;
        return (function >> 16) switch
        {
            I2cType when bus is 0 or 1 && index <= 1 => i2cPins[bus * 2 + index],
            SerialType when bus is >= 0 and < 3 && index <= 3 => serialPins[bus * 4 + index],
            PwmType when bus is >= 0 and < 16 => pwmPins[bus],
            AdcType when index < AdcPins.Length => AdcPins[index],
            _ => -1,
        };
    }

    /// <summary>Assigns a pin; false where the chip refuses (an input-only pin for an output, or a function with fixed pins).</summary>
    internal bool SetFunctionPin(int gpio, int function)
    {
        int bus = ((function >> 8) & 0xFF) - 1;
        int index = function & 0xFF;
        switch (function >> 16)
        {
            case I2cType when bus is 0 or 1 && index <= 1 && CanDrive(gpio):
                i2cPins[bus * 2 + index] = gpio;
                return true;
            case SerialType when bus is >= 0 and < 3 && index <= 3 && (index is 1 or 3 || CanDrive(gpio)):
                serialPins[bus * 4 + index] = gpio;
                return true;
            case PwmType when bus is >= 0 and < 16:
                pwmPins[bus] = gpio;
                return true;
            default:
                return false;
        }
    }

    /// <summary>True for the pads that the classic ESP32 has (24 and 28–31 do not exist).</summary>
    internal static bool Exists(int gpio) => gpio is >= 0 and < PinCount and not 24 and not (>= 28 and <= 31);

    /// <summary>True for pads that can drive: 34–39 are inputs only.</summary>
    internal static bool CanDrive(int gpio) => Exists(gpio) && gpio < 34;

    internal bool IsReserved(int gpio) => gpio is >= 0 and < PinCount && (reserved >> gpio & 1) != 0;

    internal bool Reserve(int gpio)
    {
        if (!Exists(gpio) || IsReserved(gpio))
        {
            return false;
        }

        reserved |= 1UL << gpio;
        return true;
    }

    internal void Release(int gpio) => reserved &= ~(1UL << gpio);
}
