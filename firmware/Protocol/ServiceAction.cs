namespace Pen.Protocol;

/// <summary>What a technician did, as the log keeps it.</summary>
public enum ServiceAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Service was entered.</summary>
    Entered = 1,

    /// <summary>The depth stop was sent somewhere; the value is µm.</summary>
    DepthMoved = 2,

    /// <summary>The trigger was allowed to turn the empty pen; the value is Hz.</summary>
    SpinAllowed = 3,

    /// <summary>The pen got a key for cartridges; the value is the key's check number.</summary>
    CartridgeKeyWritten = 4,

    /// <summary>A new cartridge is being given its profile; the value is its type, and what came of it stands behind it.</summary>
    CartridgeMade = 5,

    /// <summary>The pen got a serial number; the value is the CRC-32 of its 16 bytes.</summary>
    SerialWritten = 6,
}
