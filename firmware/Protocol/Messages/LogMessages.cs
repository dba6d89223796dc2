namespace Pen.Protocol.Messages;

/// <summary>Where the usage log begins and ends. The request has no payload.</summary>
public static class LogInfoAnswer
{
    /// <summary>Records that fit.</summary>
    /// <wire type="u32" />
    public const int Capacity = 0;

    /// <summary>Sequence number of the oldest record kept; equal to the head when there is none.</summary>
    /// <wire type="u32" />
    public const int Tail = 4;

    /// <summary>Sequence number that the next record will have.</summary>
    /// <wire type="u32" />
    public const int Head = 8;

    /// <summary>Sequence number of the first record that no host has confirmed.</summary>
    /// <wire type="u32" />
    public const int Confirmed = 12;

    /// <summary>CRC of the record before the oldest: the chain's anchor; 0 before the very first.</summary>
    /// <wire type="u32" />
    public const int AnchorCrc = 16;

    /// <summary>Records waiting to be written.</summary>
    /// <wire type="u8" />
    public const int Pending = 20;

    /// <summary>Bit 0: a record was found damaged.</summary>
    /// <wire type="u8" />
    public const int Flags = 21;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 24;
}

/// <summary>Asks for log records.</summary>
public static class LogReadRequest
{
    /// <summary>Sequence number of the first, from the log's tail to its head - 1.</summary>
    /// <wire type="u32" />
    public const int First = 0;

    /// <summary>How many.</summary>
    /// <wire type="u8" min="1" max="6" />
    public const int Count = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 5;

    /// <summary>Most records in one answer.</summary>
    public const int MaxCount = 6;
}

/// <summary>Log records, byte by byte as they are stored; fewer than asked where the log ends. The payload is 8 + 32 × count long.</summary>
public static class LogReadAnswer
{
    /// <summary>Sequence number of the first.</summary>
    /// <wire type="u32" />
    public const int First = 0;

    /// <summary>How many follow.</summary>
    /// <wire type="u8" />
    public const int Count = 4;

    /// <summary>The records.</summary>
    /// <wire type="LogRecord[count]" />
    public const int Records = 8;
}

/// <summary>
/// Asks for records one after the other, as fast as line and memory give them; the pen sends <see cref="FrameKind.Bulk"/> frames
/// that are laid out like LogReadAnswer, up to six records each. A new request replaces the one before it; 0 records end it. A lost frame is
/// not sent again: the host asks anew from the first record that it misses.
/// </summary>
public static class LogStreamRequest
{
    /// <summary>Sequence number of the first, from the log's tail to its head.</summary>
    /// <wire type="u32" />
    public const int First = 0;

    /// <summary>How many at most.</summary>
    /// <wire type="u16" />
    public const int Count = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 6;
}

/// <summary>What will be sent: fewer where the log ends.</summary>
public static class LogStreamAnswer
{
    /// <summary>Sequence number of the first.</summary>
    /// <wire type="u32" />
    public const int First = 0;

    /// <summary>How many.</summary>
    /// <wire type="u16" />
    public const int Count = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 6;
}

/// <summary>
/// Says that every record before <see cref="Next"/> is safely stored on the host, proven by the CRC of the last of them.
/// The pen may then overwrite them.
/// </summary>
public static class LogConfirmRequest
{
    /// <summary>Sequence number after the last confirmed record.</summary>
    /// <wire type="u32" />
    public const int Next = 0;

    /// <summary>CRC of the last confirmed record.</summary>
    /// <wire type="u32" />
    public const int LastCrc = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>What is confirmed now.</summary>
public static class LogConfirmAnswer
{
    /// <summary>Sequence number of the first record that no host has confirmed.</summary>
    /// <wire type="u32" />
    public const int Confirmed = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 4;
}
