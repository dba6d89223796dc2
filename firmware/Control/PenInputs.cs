namespace Pen.Control;

/// <summary>Everything that a tick reads, once, in physical units. Filled by the board, read by the controller.</summary>
public sealed class PenInputs
{
    /// <summary>Chip time at which this tick's measurements began, in µs since reset.</summary>
    public ulong BeganMicros;

    /// <summary>Time since the pen started in ms; wraps after 49 days.</summary>
    public uint UptimeMs;

    /// <summary>Measured time since the last tick in µs.</summary>
    public int TickMicros;

    /// <summary>Encoder edges since the last reading.</summary>
    public int TachoEdges;

    /// <summary>Measured time over which they came, in µs.</summary>
    public int TachoMicros;

    /// <summary>Depth potentiometer in half ADC counts (sum of two readings).</summary>
    public int DepthHalfCounts;

    /// <summary>Motor drive current in mA; braking current reads 0. The board gives it by nominal parts, then it is calibrated.</summary>
    public int CurrentMilliamps;

    /// <summary>Cell voltage in mV, likewise.</summary>
    public int BatteryMillivolts;

    /// <summary>Motor current as the converter reads it, in counts.</summary>
    public int CurrentCounts;

    /// <summary>Monitor of gate and watchdog in counts.</summary>
    public int GateCounts;

    /// <summary>Motor temperature in tenths of °C.</summary>
    public int MotorDeciCelsius;

    /// <summary>Board temperature in tenths of °C.</summary>
    public int BoardDeciCelsius;

    /// <summary>Cell voltage as the converter reads it, in counts.</summary>
    public int BatteryCounts;

    /// <summary>Motor thermistor in counts.</summary>
    public int MotorThermistorCounts;

    /// <summary>Board thermistor in counts.</summary>
    public int BoardThermistorCounts;

    /// <summary>The trigger contact is closed.</summary>
    public bool TriggerClosed;

    /// <summary>The cartridge switch is closed.</summary>
    public bool CartridgeSwitchClosed;

    /// <summary>The dock contact is closed.</summary>
    public bool DockClosed;

    /// <summary>The hardware watchdog allows the motor.</summary>
    public bool WatchdogOk;

    /// <summary>The hardware gate is on.</summary>
    public bool GateOn;
}
