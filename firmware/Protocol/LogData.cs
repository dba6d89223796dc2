namespace Pen.Protocol;

/// <summary>Data of Boot.</summary>
public static class BootData
{
    /// <summary>Firmware version, major.</summary>
    /// <wire type="u8" />
    public const int Major = 16;

    /// <summary>Firmware version, minor.</summary>
    /// <wire type="u8" />
    public const int Minor = 17;

    /// <summary>Firmware version, patch.</summary>
    /// <wire type="u8" />
    public const int Patch = 18;

    /// <summary>Bit 0: the settings were damaged and replaced by defaults; bit 1: the watchdog had cut the gate.</summary>
    /// <wire type="u8" />
    public const int Flags = 19;
}

/// <summary>Data of SelfTest.</summary>
public static class SelfTestData
{
    /// <summary>0 passed, otherwise the failed check (<see cref="SelfTestCheck"/>).</summary>
    /// <wire type="SelfTestCheck" />
    public const int FailedCheck = 16;
}

/// <summary>Data of RunStarted.</summary>
public static class RunStartedData
{
    /// <summary>Set depth.</summary>
    /// <wire type="u16" unit="µm" />
    public const int DepthMicrons = 16;

    /// <summary>Measured stop position at the start.</summary>
    /// <wire type="i16" unit="µm" />
    public const int MeasuredDepthMicrons = 18;

    /// <summary>Set speed.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SpeedHz = 20;

    /// <summary>Area.</summary>
    /// <wire type="TreatmentArea" />
    public const int Area = 22;

    /// <summary>Cartridge type.</summary>
    /// <wire type="CartridgeType" />
    public const int CartridgeType = 23;

    /// <summary>Needles of the cartridge.</summary>
    /// <wire type="u8" />
    public const int Needles = 24;
}

/// <summary>Data of RunEnded, RunCheckpoint and RunInterrupted: the run so far. RunAmended has strokes and duration only.</summary>
public static class RunEndedData
{
    /// <summary>Duration.</summary>
    /// <wire type="u16" unit="10 ms" />
    public const int DurationCentiseconds = 16;

    /// <summary>Strokes.</summary>
    /// <wire type="u16" />
    public const int Strokes = 18;

    /// <summary>Mean speed error after the ramp, signed.</summary>
    /// <wire type="i16" unit="‰ of set" />
    public const int MeanSpeedErrorPermille = 20;

    /// <summary>Worst speed error after the ramp, averaged over 100 ms, without sign.</summary>
    /// <wire type="u16" unit="‰ of set" />
    public const int WorstSpeedErrorPermille = 22;

    /// <summary>Mean motor current.</summary>
    /// <wire type="u8" unit="5 mA" />
    public const int MeanCurrent = 24;

    /// <summary>Peak motor current.</summary>
    /// <wire type="u8" unit="5 mA" />
    public const int PeakCurrent = 25;

    /// <summary>Worst depth error, signed, the one furthest from 0.</summary>
    /// <wire type="i8" unit="5 µm" />
    public const int WorstDepthError = 26;

    /// <summary>Why the run ended; None in a checkpoint.</summary>
    /// <wire type="StopReason" />
    public const int StopReason = 27;

    /// <summary>mA a step of <see cref="MeanCurrent"/> and <see cref="PeakCurrent"/>.</summary>
    public const int CurrentStepMilliamps = 5;

    /// <summary>µm a step of <see cref="WorstDepthError"/>.</summary>
    public const int DepthStepMicrons = 5;
}

/// <summary>Data of FaultRaised, FaultCleared and FaultAcknowledged.</summary>
public static class FaultData
{
    /// <summary>The fault; the first one when acknowledged.</summary>
    /// <wire type="FaultId" />
    public const int Fault = 16;

    /// <summary>State in which it was raised.</summary>
    /// <wire type="PenState" />
    public const int State = 17;

    /// <summary>The value that goes with the fault; the table of details in docs/protocol.md gives its unit.</summary>
    /// <wire type="i32" />
    public const int Detail = 20;

    /// <summary>All latched faults, bit n for FLT-n.</summary>
    /// <wire type="u32" />
    public const int LatchedMask = 24;
}

/// <summary>Data of SettingChanged.</summary>
public static class SettingChangedData
{
    /// <summary>The setting.</summary>
    /// <wire type="SettingId" />
    public const int Id = 16;

    /// <summary>Who changed it: 0 unknown, 1 practitioner, 2 technician.</summary>
    /// <wire type="u8" />
    public const int Actor = 17;

    /// <summary>Old value.</summary>
    /// <wire type="i32" />
    public const int OldValue = 20;

    /// <summary>New value.</summary>
    /// <wire type="i32" />
    public const int NewValue = 24;
}

/// <summary>Data of LimitConfirmed.</summary>
public static class LimitConfirmedData
{
    /// <summary>Which limit.</summary>
    /// <wire type="LimitOrigin" />
    public const int Origin = 16;

    /// <summary>Reason.</summary>
    /// <wire type="ConfirmReason" />
    public const int Reason = 17;

    /// <summary>The limit.</summary>
    /// <wire type="u16" unit="µm" />
    public const int LimitMicrons = 18;

    /// <summary>Depth confirmed.</summary>
    /// <wire type="u16" unit="µm" />
    public const int DepthMicrons = 20;

    /// <summary>Area.</summary>
    /// <wire type="TreatmentArea" />
    public const int Area = 22;
}

/// <summary>Data of ClockSet.</summary>
public static class ClockSetData
{
    /// <summary>Time before; 0 when unknown.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" />
    public const int OldUtcSeconds = 16;
}

/// <summary>Data of CartridgeInserted, CartridgeRemoved and CartridgeRefused.</summary>
public static class CartridgeData
{
    /// <summary>Type.</summary>
    /// <wire type="CartridgeType" />
    public const int Type = 16;

    /// <summary>Needles.</summary>
    /// <wire type="u8" />
    public const int Needles = 17;

    /// <summary>Why refused.</summary>
    /// <wire type="CartridgeRefusal" />
    public const int Refusal = 18;

    /// <summary>1 when its tag was verified.</summary>
    /// <wire type="u8" />
    public const int Verified = 19;

    /// <summary>First 8 of the 16 bytes of the memory's factory serial.</summary>
    /// <wire type="u8[8]" />
    public const int Serial = 20;
}

/// <summary>Data of SessionOpened and SessionClosed.</summary>
public static class SessionData
{
    /// <summary>Number of the session.</summary>
    /// <wire type="u32" />
    public const int Session = 16;

    /// <summary>Running time in it; 0 when it opens.</summary>
    /// <wire type="u32" unit="ms" />
    public const int RunningMs = 20;
}

/// <summary>Data of CartridgeStamped.</summary>
public static class StampedData
{
    /// <summary>Number of the session.</summary>
    /// <wire type="u32" />
    public const int Session = 16;

    /// <summary>First 8 of the 16 bytes of the memory's factory serial.</summary>
    /// <wire type="u8[8]" />
    public const int Serial = 20;
}

/// <summary>Data of ServiceAction.</summary>
public static class ServiceData
{
    /// <summary>What was done.</summary>
    /// <wire type="ServiceAction" />
    public const int Action = 16;

    /// <summary>Its value, in the action's unit.</summary>
    /// <wire type="i32" />
    public const int Value = 20;
}

/// <summary>
/// Data of Odometer, page 0: totals that hold every record before this one. Six records tell them, one for each page; the others are laid
/// out as OdometerTallyData.
/// </summary>
public static class OdometerData
{
    /// <summary>Page: 0.</summary>
    /// <wire type="u8" />
    public const int Page = 16;

    /// <summary>Runs, interrupted ones included.</summary>
    /// <wire type="u24" />
    public const int Runs = 17;

    /// <summary>Strokes.</summary>
    /// <wire type="u32" />
    public const int Strokes = 20;

    /// <summary>Running time.</summary>
    /// <wire type="u32" unit="10 ms" />
    public const int RunningCentiseconds = 24;

    /// <summary>Pages.</summary>
    public const int Pages = 6;
}

/// <summary>Data of Odometer, pages 1 to 5: tallies of things that were counted; they stop at 65,535.</summary>
public static class OdometerTallyData
{
    /// <summary>Page, 1 to 5.</summary>
    /// <wire type="u8" />
    public const int Page = 16;

    /// <summary>Tallies 5 × (page - 1) and the four behind it: 0 times charged, 1 to 20 how often that fault was raised.</summary>
    /// <wire type="u16[5]" />
    public const int FirstTally = 18;

    /// <summary>Tallies of a page.</summary>
    public const int TalliesPerPage = 5;

    /// <summary>Tallies in all.</summary>
    public const int Tallies = 21;
}

/// <summary>Data of Charged.</summary>
public static class ChargedData
{
    /// <summary>Voltage of the cell.</summary>
    /// <wire type="u16" unit="mV" />
    public const int BatteryMillivolts = 16;
}
