namespace Pen.Protocol;

/// <summary>Kinds of log record. The meaning of a record's twelve data bytes: <see cref="LogRecord"/>.</summary>
public enum LogKind : byte
{
    /// <summary>Not a record.</summary>
    None = 0,

    /// <summary>The pen started.</summary>
    Boot = 1,

    /// <summary>Self-test passed or failed.</summary>
    SelfTest = 2,

    /// <summary>The host set the clock.</summary>
    ClockSet = 3,

    /// <summary>A session began.</summary>
    SessionOpened = 4,

    /// <summary>A session ended.</summary>
    SessionClosed = 5,

    /// <summary>A cartridge was put in.</summary>
    CartridgeInserted = 6,

    /// <summary>A cartridge was taken out.</summary>
    CartridgeRemoved = 7,

    /// <summary>A cartridge was stamped as used.</summary>
    CartridgeStamped = 8,

    /// <summary>A cartridge was refused.</summary>
    CartridgeRefused = 9,

    /// <summary>A run began.</summary>
    RunStarted = 10,

    /// <summary>A run goes on.</summary>
    RunCheckpoint = 11,

    /// <summary>A run ended.</summary>
    RunEnded = 12,

    /// <summary>A run was cut off by a loss of power, as found at the next boot.</summary>
    RunInterrupted = 13,

    /// <summary>A fault latched.</summary>
    FaultRaised = 14,

    /// <summary>The cause of a fault went away.</summary>
    FaultCleared = 15,

    /// <summary>A person acknowledged the latched faults.</summary>
    FaultAcknowledged = 16,

    /// <summary>A setting was changed.</summary>
    SettingChanged = 17,

    /// <summary>A confirmable limit was exceeded with a reason.</summary>
    LimitConfirmed = 18,

    /// <summary>Totals of the pen's life: one of the six records that tell them.</summary>
    Odometer = 19,

    /// <summary>A technician did something.</summary>
    ServiceAction = 20,

    /// <summary>The pen was put on its charging contacts.</summary>
    Charged = 21,

    /// <summary>What the cartridge counted of an interrupted run beyond its last checkpoint.</summary>
    RunAmended = 22,
}
