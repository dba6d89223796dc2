namespace Pen.Protocol;

/// <summary>Fault numbers; FLT-n of the requirements is n here, and bit n of the fault masks.</summary>
public enum FaultId : byte
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>FLT-1: the motor does not turn although it is driven.</summary>
    Stall = 1,

    /// <summary>FLT-2: too much motor current.</summary>
    OverCurrent = 2,

    /// <summary>FLT-3: faster than set.</summary>
    OverSpeed = 3,

    /// <summary>FLT-4: slower than set.</summary>
    UnderSpeed = 4,

    /// <summary>FLT-5: no pulses from the speed sensor.</summary>
    TachometerLost = 5,

    /// <summary>FLT-6: the depth stop is not where it was set.</summary>
    DepthMismatch = 6,

    /// <summary>FLT-7: the depth stop did not arrive in time.</summary>
    DepthTimeout = 7,

    /// <summary>FLT-8: motor too hot.</summary>
    MotorOverTemperature = 8,

    /// <summary>FLT-9: board too hot.</summary>
    BoardOverTemperature = 9,

    /// <summary>FLT-10: battery empty.</summary>
    BatteryCritical = 10,

    /// <summary>FLT-11: cartridge pulled out while armed or running.</summary>
    CartridgeRemoved = 11,

    /// <summary>FLT-12: cartridge refused.</summary>
    CartridgeRefused = 12,

    /// <summary>FLT-13: the motor gate does not do what it must.</summary>
    GateFailed = 13,

    /// <summary>FLT-14: a sensor reads what it cannot read.</summary>
    SensorOutOfRange = 14,

    /// <summary>FLT-15: both copies of the settings are damaged.</summary>
    SettingsCorrupt = 15,

    /// <summary>FLT-16: the log is damaged or full.</summary>
    LogDamaged = 16,

    /// <summary>FLT-17: the host that armed the pen has fallen silent.</summary>
    CompanionLost = 17,

    /// <summary>FLT-18: the control loop came too late.</summary>
    ControlOverrun = 18,

    /// <summary>FLT-19: the firmware stood still; the hardware cut the motor.</summary>
    FirmwareHang = 19,

    /// <summary>FLT-20: docked while running.</summary>
    Docked = 20,
}

/// <summary>How much a fault matters to the person holding the pen.</summary>
public enum FaultSeverity : byte
{
    /// <summary>The treatment can go on once the cause is gone.</summary>
    Recoverable = 1,

    /// <summary>Stop treating with this pen until the cause is understood.</summary>
    Serious = 2,

    /// <summary>The pen belongs to the technician.</summary>
    Service = 3,
}
