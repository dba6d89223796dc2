namespace Pen.Protocol.Messages;

/// <summary>
/// Handshake, the first request of every connection. It is always carried out (never repeated from memory), forgets the
/// answers kept from before, and the sequence numbers that follow count on from its own.
/// </summary>
public static class HelloRequest
{
    /// <summary>Always 0x314E4550, the bytes "PEN1".</summary>
    /// <wire type="u32" />
    public const int Magic = 0;

    /// <summary>Major protocol version of the host.</summary>
    /// <wire type="u8" />
    public const int Major = 4;

    /// <summary>Minor protocol version of the host.</summary>
    /// <wire type="u8" />
    public const int Minor = 5;

    /// <summary>A number of the host's choice, sent back.</summary>
    /// <wire type="u32" />
    public const int Nonce = 8;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 12;
}

/// <summary>
/// Who the pen is. It answers a host of any version; with another major version every later request is refused with
/// HelloNeeded.
/// </summary>
public static class HelloAnswer
{
    /// <summary>Always 0x314E4550, the bytes "PEN1".</summary>
    /// <wire type="u32" />
    public const int Magic = 0;

    /// <summary>Major protocol version of the pen.</summary>
    /// <wire type="u8" />
    public const int Major = 4;

    /// <summary>Minor protocol version of the pen.</summary>
    /// <wire type="u8" />
    public const int Minor = 5;

    /// <summary>Capabilities: bit 0 usage log, bit 1 measured depth, bit 2 LogStream and Odometer, bit 3 LineSpeed, bit 4 keys of cartridges, bit 5 ServiceReadings and SerialWrite. Unknown bits are to be ignored.</summary>
    /// <wire type="u16" />
    public const int Capabilities = 6;

    /// <summary>The host's nonce.</summary>
    /// <wire type="u32" />
    public const int Nonce = 8;

    /// <summary>Count of starts since the memory was new.</summary>
    /// <wire type="u32" />
    public const int BootCount = 12;

    /// <summary>Firmware version, major.</summary>
    /// <wire type="u8" />
    public const int FirmwareMajor = 16;

    /// <summary>Firmware version, minor.</summary>
    /// <wire type="u8" />
    public const int FirmwareMinor = 17;

    /// <summary>Firmware version, patch.</summary>
    /// <wire type="u8" />
    public const int FirmwarePatch = 18;

    /// <summary>Serial number: ASCII, filled up with zeros. A simulated pen's begins with "SIM-".</summary>
    /// <wire type="ascii[16]" />
    public const int Serial = 20;

    /// <summary>Bytes of the serial number.</summary>
    public const int SerialLength = 16;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 36;
}
