namespace Pen.Protocol;

/// <summary>What is in the slot.</summary>
public enum CartridgeState : byte
{
    /// <summary>Nothing.</summary>
    Absent = 0,

    /// <summary>Something, being read.</summary>
    Reading = 1,

    /// <summary>A cartridge that may be used.</summary>
    Accepted = 2,

    /// <summary>A cartridge that may not be used; see <see cref="CartridgeRefusal"/>.</summary>
    Refused = 3,
}

/// <summary>Why a cartridge may not be used.</summary>
public enum CartridgeRefusal : byte
{
    /// <summary>It may.</summary>
    None = 0,

    /// <summary>Its memory does not answer.</summary>
    NoAnswer = 1,

    /// <summary>Its profile fails its checksum.</summary>
    BadChecksum = 2,

    /// <summary>Its profile has a layout that this firmware does not know.</summary>
    UnknownLayout = 3,

    /// <summary>Its type is not in the list.</summary>
    UnknownType = 4,

    /// <summary>Its profile contradicts itself or the pen's hardware.</summary>
    Implausible = 5,

    /// <summary>It was used in another session (LIM-9).</summary>
    AlreadyUsed = 6,

    /// <summary>Its memory does not hold the stamp of first use.</summary>
    StampFailed = 7,

    /// <summary>Its memory does not hold what was done with it.</summary>
    UsageFailed = 8,

    /// <summary>What was done with it cannot be read, or stands there without a stamp.</summary>
    UsageUnreadable = 9,

    /// <summary>Its tag was not made with this pen's key for this memory and this profile.</summary>
    WrongTag = 10,

    /// <summary>This pen has no key to verify its tag with.</summary>
    NoKey = 11,

    /// <summary>Its memory does not hold the profile that it was to be made with.</summary>
    MakingFailed = 12,
}

/// <summary>Types of cartridge.</summary>
public enum CartridgeType : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>12 needles.</summary>
    Needles12 = 1,

    /// <summary>24 needles.</summary>
    Needles24 = 2,

    /// <summary>36 needles.</summary>
    Needles36 = 3,

    /// <summary>42 needles.</summary>
    Needles42 = 4,

    /// <summary>Nano tip: does not puncture; capped at 0.25 mm.</summary>
    Nano = 5,
}
