using System;
using NanoFramework.StandIns;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Which pin serves which function of the chip.</summary>
public class Configuration
{
    /// <summary>Gives a function a pin.</summary>
    /// <exception cref="ArgumentException">An input-only pin for an output, or a function with fixed pins (ADC).</exception>
    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        if (!ChipHardware.Current.Platform.SetFunctionPin(pin, (int)value))
        {
            throw new ArgumentException($"GPIO {pin} cannot serve {value}.");
        }
    }

    /// <summary>The pin of a function.</summary>
    /// <returns>The GPIO, or −1 when none is assigned.</returns>
    public static int GetFunctionPin(DeviceFunction function) => ChipHardware.Current.Platform.FunctionPin((int)function);
}
