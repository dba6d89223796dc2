namespace Pen.Protocol;

/// <summary>What a frame speaks of. Requests and their answers carry the same id.</summary>
public enum MessageId : byte
{
    /// <summary>Handshake: who is there, which version. Always carried out, starts a new row of sequence numbers.</summary>
    Hello = 0x01,

    /// <summary>Everything that a screen shows, once.</summary>
    Status = 0x02,

    /// <summary>Subscribes to measured values; the same id marks the telemetry frames.</summary>
    Telemetry = 0x03,

    /// <summary>Says that the host is still there.</summary>
    KeepAlive = 0x04,

    /// <summary>Changes the line's speed, once the answer is out; one second without a good frame changes it back.</summary>
    LineSpeed = 0x05,

    /// <summary>Sets depth, speed and area for the next run.</summary>
    Prepare = 0x10,

    /// <summary>Lets the trigger start the motor; moves the depth stop, not the motor.</summary>
    Arm = 0x11,

    /// <summary>Back to Standby, depth stop parked.</summary>
    Disarm = 0x12,

    /// <summary>Stops the motor. Carried out in every state.</summary>
    Stop = 0x13,

    /// <summary>A person has read the latched faults and wants to go on.</summary>
    Acknowledge = 0x14,

    /// <summary>From Standby to Sleep.</summary>
    Sleep = 0x15,

    /// <summary>Opens a session and closes the one before: cartridges of another session are refused from then on.</summary>
    SessionOpen = 0x16,

    /// <summary>Closes the session.</summary>
    SessionClose = 0x17,

    /// <summary>Reads one setting with its limits.</summary>
    SettingRead = 0x20,

    /// <summary>Writes one setting; answered when it would survive a power cut.</summary>
    SettingWrite = 0x21,

    /// <summary>Tells the pen the time.</summary>
    ClockSet = 0x22,

    /// <summary>Reads what the cartridge says of itself.</summary>
    Cartridge = 0x23,

    /// <summary>Which key the pen verifies cartridges with; the key itself is never told.</summary>
    CartridgeKeyRead = 0x24,

    /// <summary>Where the usage log begins and ends.</summary>
    LogInfo = 0x30,

    /// <summary>Reads up to six log records.</summary>
    LogRead = 0x31,

    /// <summary>Says which records are safely stored on the host.</summary>
    LogConfirm = 0x32,

    /// <summary>Totals of the pen's life.</summary>
    Odometer = 0x33,

    /// <summary>Sends log records one after the other; the same id marks the frames that carry them.</summary>
    LogStream = 0x34,

    /// <summary>From Standby to Service, with an empty slot.</summary>
    ServiceEnter = 0x40,

    /// <summary>Back to Standby.</summary>
    ServiceLeave = 0x41,

    /// <summary>Moves the depth stop in Service.</summary>
    ServiceDepth = 0x42,

    /// <summary>Says how fast the trigger turns the empty pen in Service.</summary>
    ServiceSpin = 0x43,

    /// <summary>Gives the pen the key to verify cartridges with, in Service.</summary>
    CartridgeKeyWrite = 0x44,

    /// <summary>Writes the profile into a new cartridge.</summary>
    CartridgeMake = 0x45,

    /// <summary>What the converter and the counter read, as they are, for calibration and test.</summary>
    ServiceReadings = 0x46,

    /// <summary>Gives the pen its serial number, in Service.</summary>
    SerialWrite = 0x47,

    /// <summary>Event: the pen changed its state.</summary>
    StateChanged = 0x80,

    /// <summary>Event: a fault has latched.</summary>
    FaultRaised = 0x81,

    /// <summary>Event: a cartridge was put in, read, refused or pulled out.</summary>
    CartridgeChanged = 0x82,

    /// <summary>Event: a run ended, with its figures.</summary>
    RunEnded = 0x83,
}
