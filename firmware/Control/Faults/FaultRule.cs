namespace Pen.Control.Faults;

/// <summary>The rows of the fault table: one rule each. A fault may have several rules.</summary>
public enum FaultRule
{
    /// <summary>FLT-1: hardly turning and drawing stall current.</summary>
    StallWithCurrent = 0,

    /// <summary>FLT-1: hardly turning, whatever the current.</summary>
    StallAnyCurrent = 1,

    /// <summary>FLT-2: too much current.</summary>
    OverCurrent = 2,

    /// <summary>FLT-5: driven, current of a turning motor, no pulses.</summary>
    TachometerLost = 3,

    /// <summary>FLT-6: away from the set depth.</summary>
    DepthAway = 4,

    /// <summary>FLT-6: deeper than set.</summary>
    DepthDeeper = 5,

    /// <summary>FLT-7: the stop did not arrive.</summary>
    DepthTimeout = 6,

    /// <summary>FLT-11: cartridge out while armed.</summary>
    CartridgeRemoved = 7,

    /// <summary>FLT-13: gate on although not asked.</summary>
    GateOnUnasked = 8,

    /// <summary>FLT-13: gate off although asked.</summary>
    GateOffThoughAsked = 9,

    /// <summary>FLT-17: the host that armed the pen is silent.</summary>
    CompanionLost = 10,

    /// <summary>FLT-18: a tick came too late.</summary>
    ControlOverrun = 11,

    /// <summary>FLT-19: the watchdog has cut.</summary>
    WatchdogCut = 12,

    /// <summary>FLT-3: faster than set.</summary>
    OverSpeed = 13,

    /// <summary>FLT-4: slower than set after the ramp.</summary>
    UnderSpeed = 14,

    /// <summary>FLT-8: motor too hot.</summary>
    MotorHot = 15,

    /// <summary>FLT-9: electronics too hot.</summary>
    BoardHot = 16,

    /// <summary>FLT-10: cell empty.</summary>
    BatteryCritical = 17,

    /// <summary>FLT-14: a converter input at its rail.</summary>
    SensorAtRail = 18,

    /// <summary>FLT-14: the depth potentiometer moved faster than the servo can.</summary>
    DepthJump = 19,

    /// <summary>FLT-16: a record could not be written.</summary>
    LogLost = 20,

    /// <summary>FLT-20: dock contact closed while armed.</summary>
    Docked = 21,

    /// <summary>FLT-12: the cartridge turned out not to be usable while armed.</summary>
    CartridgeRefused = 22,
}
