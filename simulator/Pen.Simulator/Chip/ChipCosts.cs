namespace Pen.Simulator.Chip;

/// <summary>
/// What a call of the platform costs on the chip, in µs of virtual time. Estimates: the interpreter's cost on a PC (0.5 µs for
/// an ADC reading, 2.4 for the pulse counter) times 50 to 140. Time on serial and I2C wires is charged by the stand-ins.
/// </summary>
public static class ChipCosts
{
    /// <summary>One ADC reading.</summary>
    public const int AdcMicros = 50;

    /// <summary>One reading of the pulse counter.</summary>
    public const int PulseMicros = 200;

    /// <summary>One write of a duty cycle.</summary>
    public const int PwmMicros = 100;

    /// <summary>One read or write of a pin.</summary>
    public const int GpioMicros = 10;

    /// <summary>The scheduler's edges, on which a sleeping thread wakes.</summary>
    public const int EdgeMicros = 10_000;
}
