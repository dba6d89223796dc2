namespace Pen.Protocol.Messages;

/// <summary>Moves the depth stop in Service.</summary>
public static class ServiceDepthRequest
{
    /// <summary>Depth; any whole µm.</summary>
    /// <wire type="u16" unit="µm" min="0" max="3000" />
    public const int DepthMicrons = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 2;
}

/// <summary>Says how fast the trigger turns the empty pen in Service. Nothing turns before the hand presses it.</summary>
public static class ServiceSpinRequest
{
    /// <summary>Speed, 50 to 150; 0 for not at all.</summary>
    /// <wire type="u16" unit="Hz" min="0" max="150" />
    public const int SpeedHz = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 2;
}

/// <summary>The session that is open now (answers SessionOpen and SessionClose, which have no payload).</summary>
public static class SessionAnswer
{
    /// <summary>Its number, counted over the pen's life; 0 when none is open.</summary>
    /// <wire type="u32" />
    public const int Session = 0;

    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>
/// What converter and counter read in the last tick, for calibration and test (answers ServiceReadings, which has no payload). Counts are
/// those of the converter, 0 to 4095; a host that wants less noise takes the mean of many.
/// </summary>
public static class ServiceReadingsAnswer
{
    /// <summary>Time of the chip at which the tick began.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 0;

    /// <summary>Edges of the encoder since the start, up to that time; wraps.</summary>
    /// <wire type="u32" />
    public const int EncoderEdges = 4;

    /// <summary>Depth potentiometer: sum of two readings.</summary>
    /// <wire type="u16" unit="half counts" />
    public const int DepthHalfCounts = 8;

    /// <summary>Motor current amplifier.</summary>
    /// <wire type="u16" unit="counts" />
    public const int CurrentCounts = 10;

    /// <summary>Cell divider.</summary>
    /// <wire type="u16" unit="counts" />
    public const int BatteryCounts = 12;

    /// <summary>Thermistor of the motor.</summary>
    /// <wire type="u16" unit="counts" />
    public const int MotorThermistorCounts = 14;

    /// <summary>Thermistor of the board.</summary>
    /// <wire type="u16" unit="counts" />
    public const int BoardThermistorCounts = 16;

    /// <summary>Monitor of gate and watchdog.</summary>
    /// <wire type="u16" unit="counts" />
    public const int GateCounts = 18;

    /// <summary>Motor current, corrected by offset and gain; never below 0.</summary>
    /// <wire type="u16" unit="mA" />
    public const int CurrentMilliamps = 20;

    /// <summary>Cell voltage, corrected by its gain.</summary>
    /// <wire type="u16" unit="mV" />
    public const int BatteryMillivolts = 22;

    /// <summary>Servo pulse; 0 when it gets none.</summary>
    /// <wire type="u16" unit="µs" />
    public const int ServoPulseMicros = 24;

    /// <summary>Measured stop position.</summary>
    /// <wire type="i16" unit="µm" />
    public const int MeasuredDepthMicrons = 26;

    /// <summary>Measured speed, mean of ten ticks.</summary>
    /// <wire type="u16" unit="0.01 Hz" />
    public const int MeasuredSpeedCentiHz = 28;

    /// <summary>Flags as in Status.</summary>
    /// <wire type="u16 StatusFlags" />
    public const int Flags = 30;

    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 32;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 36;
}

/// <summary>
/// Gives the pen a serial number, in Service with an empty slot. Answered, with the pen's standing, when the memory holds it;
/// whenever the power goes, the pen has the old one or the new one.
/// </summary>
public static class SerialWriteRequest
{
    /// <summary>The number that the pen has: ASCII, filled up with zeros; all zeros for a pen without one.</summary>
    /// <wire type="ascii[16]" />
    public const int Old = 0;

    /// <summary>The number that it is to have: 1 to 16 of A to Z, 0 to 9 and "-", filled up with zeros. "SIM-" stays where it is, and comes nowhere else.</summary>
    /// <wire type="ascii[16]" />
    public const int New = 16;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 32;
}
