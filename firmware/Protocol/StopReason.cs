namespace Pen.Protocol;

/// <summary>Why a run or the readiness for one ended.</summary>
public enum StopReason : byte
{
    /// <summary>Nothing has ended yet.</summary>
    None = 0,

    /// <summary>The trigger was released (dead-man mode).</summary>
    TriggerReleased = 1,

    /// <summary>The trigger was pressed again (toggle mode).</summary>
    TriggerPressedAgain = 2,

    /// <summary>The host sent Stop.</summary>
    HostStop = 3,

    /// <summary>The host sent Disarm.</summary>
    HostDisarm = 4,

    /// <summary>A fault.</summary>
    Fault = 5,

    /// <summary>One continuous run reached its limit (LIM-7).</summary>
    RunLimit = 6,

    /// <summary>The session reached its limit of running time (LIM-8).</summary>
    SessionLimit = 7,

    /// <summary>Armed and not used for too long.</summary>
    ArmTimeout = 8,

    /// <summary>Power was lost; found at the next boot.</summary>
    PowerLost = 9,

    /// <summary>The cartridge was taken out while at rest.</summary>
    CartridgeOut = 10,

    /// <summary>A cartridge was put in during Service.</summary>
    CartridgeIn = 11,

    /// <summary>Service lasted for too long.</summary>
    ServiceTimeout = 12,

    /// <summary>The cartridge has made all the strokes that it is made for (LIM-9).</summary>
    CartridgeLife = 13,
}
