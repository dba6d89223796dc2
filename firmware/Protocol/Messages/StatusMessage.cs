namespace Pen.Protocol.Messages;

/// <summary>Bits of the flags in status and telemetry.</summary>
public static class StatusFlags
{
    /// <summary>Depth and speed have been prepared.</summary>
    public const int Prepared = 1 << 0;

    /// <summary>The depth stop has been measured to be where it was sent.</summary>
    public const int DepthVerified = 1 << 1;

    /// <summary>A host has set the clock since the pen started.</summary>
    public const int ClockSet = 1 << 2;

    /// <summary>The trigger is pressed.</summary>
    public const int TriggerPressed = 1 << 3;

    /// <summary>The pen stands in its dock.</summary>
    public const int Docked = 1 << 4;

    /// <summary>Something is in the cartridge slot.</summary>
    public const int CartridgePresent = 1 << 5;

    /// <summary>The cartridge may be used.</summary>
    public const int CartridgeAccepted = 1 << 6;

    /// <summary>The hardware gate reads on: the motor has drive.</summary>
    public const int GateOn = 1 << 7;

    /// <summary>A host armed the pen.</summary>
    public const int ArmedByHost = 1 << 8;

    /// <summary>The settings were damaged; defaults are in use and nobody has acknowledged them yet.</summary>
    public const int SettingsDefaulted = 1 << 9;

    /// <summary>The pause after a run of full length goes on.</summary>
    public const int Pausing = 1 << 10;

    /// <summary>The hardware watchdog allows the motor.</summary>
    public const int WatchdogOk = 1 << 11;

    /// <summary>A session is open.</summary>
    public const int SessionOpen = 1 << 12;

    /// <summary>The cartridge carries the stamp of the open session.</summary>
    public const int CartridgeStamped = 1 << 13;
}

/// <summary>Everything that a screen shows. The request has no payload.</summary>
public static class StatusAnswer
{
    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 0;

    /// <summary>The fault that came first; 0 without one.</summary>
    /// <wire type="FaultId" />
    public const int FirstFault = 1;

    /// <summary>Flags.</summary>
    /// <wire type="u16 StatusFlags" />
    public const int Flags = 2;

    /// <summary>Latched faults, bit n for FLT-n.</summary>
    /// <wire type="u32" />
    public const int LatchedFaults = 4;

    /// <summary>Faults whose cause is present now, bit n for FLT-n.</summary>
    /// <wire type="u32" />
    public const int ActiveFaults = 8;

    /// <summary>Time since the pen started.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 12;

    /// <summary>Prepared depth.</summary>
    /// <wire type="u16" unit="µm" />
    public const int SetDepthMicrons = 16;

    /// <summary>Measured position of the depth stop.</summary>
    /// <wire type="i16" unit="µm" />
    public const int MeasuredDepthMicrons = 18;

    /// <summary>Prepared speed.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SetSpeedHz = 20;

    /// <summary>Measured speed, averaged over about 100 ms.</summary>
    /// <wire type="u16" unit="0.01 Hz" />
    public const int MeasuredSpeedCentiHz = 22;

    /// <summary>Motor current.</summary>
    /// <wire type="u16" unit="mA" />
    public const int CurrentMilliamps = 24;

    /// <summary>Motor duty.</summary>
    /// <wire type="u16" unit="‰" />
    public const int DutyPermille = 26;

    /// <summary>Cell voltage.</summary>
    /// <wire type="u16" unit="mV" />
    public const int BatteryMillivolts = 28;

    /// <summary>Motor temperature.</summary>
    /// <wire type="i16" unit="0.1 °C" />
    public const int MotorDeciCelsius = 30;

    /// <summary>Board temperature.</summary>
    /// <wire type="i16" unit="0.1 °C" />
    public const int BoardDeciCelsius = 32;

    /// <summary>Prepared area.</summary>
    /// <wire type="TreatmentArea" />
    public const int Area = 34;

    /// <summary>Why the last run or readiness ended.</summary>
    /// <wire type="StopReason" />
    public const int StopReason = 35;

    /// <summary>Strokes of the run in progress, or of the last one.</summary>
    /// <wire type="u32" />
    public const int RunStrokes = 36;

    /// <summary>Duration of that run.</summary>
    /// <wire type="u32" unit="ms" />
    public const int RunMs = 40;

    /// <summary>Running time of the session.</summary>
    /// <wire type="u32" unit="ms" />
    public const int SessionMs = 44;

    /// <summary>Time of day; 0 when unknown.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" />
    public const int UtcSeconds = 48;

    /// <summary>Sequence number that the next log record will have.</summary>
    /// <wire type="u32" />
    public const int LogHead = 52;

    /// <summary>The check that failed in the last self-test.</summary>
    /// <wire type="SelfTestCheck" />
    public const int FailedCheck = 56;

    /// <summary>Longest interval between two ticks since the last status, at most 255.</summary>
    /// <wire type="u8" unit="ms" />
    public const int TickMaxMs = 57;

    /// <summary>Frames from the host that failed their CRC since the pen started, at most 65535.</summary>
    /// <wire type="u16" />
    public const int BadFrames = 58;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 60;
}

/// <summary>Where the pen stands after Arm, Disarm, Stop, Acknowledge or KeepAlive. Those requests have no payload.</summary>
public static class StateAnswer
{
    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 0;

    /// <summary>The fault that came first; 0 without one.</summary>
    /// <wire type="FaultId" />
    public const int FirstFault = 1;

    /// <summary>Flags.</summary>
    /// <wire type="u16 StatusFlags" />
    public const int Flags = 2;

    /// <summary>Latched faults, bit n for FLT-n.</summary>
    /// <wire type="u32" />
    public const int LatchedFaults = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}
