namespace Pen.Protocol.Messages;

/// <summary>Moves the depth stop in Service.</summary>
public static class ServiceDepthRequest
{
    /// <summary>Depth; any whole µm.</summary>
    /// <wire type="u16" unit="µm" min="0" max="3000" />
    public const int DepthMicrons = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 2;
}

/// <summary>Says how fast the trigger turns the empty pen in Service. Nothing turns before the hand presses it.</summary>
public static class ServiceSpinRequest
{
    /// <summary>Speed, 50 to 150; 0 for not at all.</summary>
    /// <wire type="u16" unit="Hz" min="0" max="150" />
    public const int SpeedHz = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 2;
}

/// <summary>The session that is open now (answers SessionOpen and SessionClose, which have no payload).</summary>
public static class SessionAnswer
{
    /// <summary>Its number, counted over the pen's life; 0 when none is open.</summary>
    /// <wire type="u32" />
    public const int Session = 0;

    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}
