namespace Pen.Protocol.Messages;

/// <summary>
/// Asks for another speed of the line, outside of Ready and Running. The answer still comes at the old one; both sides change when it is
/// out. The host then sends something at once: without a good frame for 1 s the pen goes back to 115,200 bit/s.
/// </summary>
public static class LineSpeedRequest
{
    /// <summary>Speed: 115200, 230400, 460800 or 921600.</summary>
    /// <wire type="u32" unit="bit/s" min="115200" max="921600" />
    public const int Baud = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 4;
}

/// <summary>The speed from now on.</summary>
public static class LineSpeedAnswer
{
    /// <summary>Speed.</summary>
    /// <wire type="u32" unit="bit/s" />
    public const int Baud = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 4;
}
