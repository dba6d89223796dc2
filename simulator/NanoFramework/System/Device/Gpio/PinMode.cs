namespace System.Device.Gpio;

/// <summary>How a pin is used.</summary>
public enum PinMode
{
    /// <summary>Input, high impedance.</summary>
    Input = 0,

    /// <summary>Input with pull-down resistor.</summary>
    InputPullDown = 1,

    /// <summary>Input with pull-up resistor.</summary>
    InputPullUp = 2,

    /// <summary>Push-pull output.</summary>
    Output = 3,

    /// <summary>Output that only pulls low.</summary>
    OutputOpenDrain = 4,

    /// <summary>Output that only pulls low, with pull-up resistor.</summary>
    OutputOpenDrainPullUp = 5,

    /// <summary>Output that only pulls high.</summary>
    OutputOpenSource = 6,

    /// <summary>Output that only pulls high, with pull-down resistor.</summary>
    OutputOpenSourcePullDown = 7,
}
