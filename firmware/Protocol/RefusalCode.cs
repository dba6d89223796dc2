namespace Pen.Protocol;

/// <summary>Why the pen refused a request. A refused request has changed nothing.</summary>
public enum RefusalCode : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>No such message, or not as a request.</summary>
    UnknownMessage = 1,

    /// <summary>The payload has another length than this message has.</summary>
    BadLength = 2,

    /// <summary>No handshake since the pen started, or with another major version.</summary>
    HelloNeeded = 3,

    /// <summary>The sequence number is older than one already carried out; nothing old acts late.</summary>
    StaleSequence = 4,

    /// <summary>Not possible in this state.</summary>
    WrongState = 5,

    /// <summary>The value is beyond a limit.</summary>
    OutOfRange = 6,

    /// <summary>The value is not a multiple of the field's resolution.</summary>
    Resolution = 7,

    /// <summary>Beyond the labelled depth: a practitioner must confirm it with a reason.</summary>
    NeedsConfirmation = 8,

    /// <summary>Nothing has been prepared.</summary>
    NotPrepared = 9,

    /// <summary>No accepted cartridge is in the slot.</summary>
    CartridgeNotAccepted = 10,

    /// <summary>The battery is too low to start.</summary>
    BatteryLow = 11,

    /// <summary>The pen does not know the time.</summary>
    ClockUnknown = 12,

    /// <summary>Motor or board too hot to start.</summary>
    TooHot = 13,

    /// <summary>The log has no room left that the host has confirmed.</summary>
    LogFull = 14,

    /// <summary>The cause of a fault is still there.</summary>
    FaultActive = 15,

    /// <summary>The pause after a full-length run is not over.</summary>
    Pausing = 16,

    /// <summary>The pen stands in its dock.</summary>
    Docked = 17,

    /// <summary>No such setting.</summary>
    UnknownSetting = 18,

    /// <summary>The memory did not keep what was written.</summary>
    StorageFailed = 19,

    /// <summary>The log does not hold these records.</summary>
    NoSuchRecords = 20,

    /// <summary>The checksum given is not that of the record: the host does not hold what it confirms.</summary>
    ConfirmMismatch = 21,

    /// <summary>While running, only shallower or slower.</summary>
    OnlyShallowerOrSlower = 22,

    /// <summary>Both copies of the settings were damaged and nobody has acknowledged the defaults yet.</summary>
    SettingsInvalid = 23,

    /// <summary>The trigger is being held.</summary>
    TriggerHeld = 24,

    /// <summary>The session has used up its running time (LIM-8).</summary>
    SessionLimit = 25,

    /// <summary>The handshake does not begin with the right four bytes.</summary>
    BadMagic = 26,

    /// <summary>A cartridge is in the slot; Service needs it empty.</summary>
    CartridgeInSlot = 27,

    /// <summary>The cartridge's expiry date has passed (LIM-9).</summary>
    CartridgeExpired = 28,

    /// <summary>The cartridge has made all the strokes that it is made for (LIM-9).</summary>
    CartridgeWornOut = 29,

    /// <summary>The cartridge in the slot is not a new one without a profile.</summary>
    CartridgeNotNew = 30,

    /// <summary>The pen would refuse a cartridge with this profile.</summary>
    ProfileRefused = 31,

    /// <summary>The serial number that the request calls the old one is not the pen's.</summary>
    SerialMismatch = 32,

    /// <summary>No serial number, or one that would give or take the mark of a simulated pen.</summary>
    SerialRefused = 33,
}
