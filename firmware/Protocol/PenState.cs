namespace Pen.Protocol;

/// <summary>The pen's states. The motor is enabled in Running alone (and in Service, with an empty slot).</summary>
public enum PenState : byte
{
    /// <summary>Opening the hardware.</summary>
    Boot = 0,

    /// <summary>Proving that the gate blocks and that the depth stop goes where it is sent.</summary>
    SelfTest = 1,

    /// <summary>At rest, depth stop parked.</summary>
    Standby = 2,

    /// <summary>Armed: depth stop at the set depth, waiting for the trigger.</summary>
    Ready = 3,

    /// <summary>The motor turns.</summary>
    Running = 4,

    /// <summary>A fault has latched: motor off, depth stop parked, until acknowledged with its cause gone.</summary>
    Fault = 5,

    /// <summary>For the technician, with no cartridge in the slot.</summary>
    Service = 6,

    /// <summary>Asleep, parked.</summary>
    Sleep = 7,
}
