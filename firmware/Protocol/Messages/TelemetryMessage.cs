namespace Pen.Protocol.Messages;

/// <summary>Subscribes to telemetry.</summary>
public static class TelemetryRequest
{
    /// <summary>Frames a second; 0 ends the subscription. The pen sends on whole ticks, so the true rate is 100 divided by a whole number.</summary>
    /// <wire type="u8" unit="Hz" min="0" max="50" />
    public const int RateHz = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 1;

    /// <summary>Highest rate in Hz.</summary>
    public const int MaxRateHz = 50;
}

/// <summary>The rate that applies now.</summary>
public static class TelemetryAnswer
{
    /// <summary>Frames a second.</summary>
    /// <wire type="u8" unit="Hz" />
    public const int RateHz = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 1;
}

/// <summary>One telemetry frame (kind Telemetry).</summary>
public static class TelemetryData
{
    /// <summary>Time since the pen started.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 0;

    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 4;

    /// <summary>The fault that came first; 0 without one.</summary>
    /// <wire type="FaultId" />
    public const int FirstFault = 5;

    /// <summary>Flags.</summary>
    /// <wire type="u16 StatusFlags" />
    public const int Flags = 6;

    /// <summary>Prepared depth.</summary>
    /// <wire type="u16" unit="µm" />
    public const int SetDepthMicrons = 8;

    /// <summary>Measured position of the depth stop.</summary>
    /// <wire type="i16" unit="µm" />
    public const int MeasuredDepthMicrons = 10;

    /// <summary>Prepared speed.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SetSpeedHz = 12;

    /// <summary>Measured speed, averaged over about 100 ms.</summary>
    /// <wire type="u16" unit="0.01 Hz" />
    public const int MeasuredSpeedCentiHz = 14;

    /// <summary>Motor current.</summary>
    /// <wire type="u16" unit="mA" />
    public const int CurrentMilliamps = 16;

    /// <summary>Motor duty.</summary>
    /// <wire type="u16" unit="‰" />
    public const int DutyPermille = 18;

    /// <summary>Strokes of the run in progress, or of the last one.</summary>
    /// <wire type="u32" />
    public const int RunStrokes = 20;

    /// <summary>Duration of that run.</summary>
    /// <wire type="u32" unit="ms" />
    public const int RunMs = 24;

    /// <summary>Cell voltage.</summary>
    /// <wire type="u16" unit="mV" />
    public const int BatteryMillivolts = 28;

    /// <summary>Motor temperature.</summary>
    /// <wire type="i16" unit="0.1 °C" />
    public const int MotorDeciCelsius = 30;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 32;
}
