namespace Pen.Protocol.Messages;

/// <summary>
/// Sets depth, speed and area. In Standby and Ready any value within the limits; in Running only shallower or slower, with
/// the same area. Refused elsewhere.
/// </summary>
public static class PrepareRequest
{
    /// <summary>Depth, a multiple of 50.</summary>
    /// <wire type="u16" unit="µm" min="0" max="3000" />
    public const int DepthMicrons = 0;

    /// <summary>Speed; its ceiling depends on the depth.</summary>
    /// <wire type="u16" unit="Hz" min="50" max="150" />
    public const int SpeedHz = 2;

    /// <summary>Area.</summary>
    /// <wire type="TreatmentArea" min="0" max="15" />
    public const int Area = 4;

    /// <summary>Why the labelled depth or the area's is exceeded; 0 where none is.</summary>
    /// <wire type="ConfirmReason" min="0" max="5" />
    public const int Reason = 5;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 6;
}

/// <summary>What applies now.</summary>
public static class PrepareAnswer
{
    /// <summary>Prepared depth.</summary>
    /// <wire type="u16" unit="µm" />
    public const int DepthMicrons = 0;

    /// <summary>Prepared speed.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SpeedHz = 2;

    /// <summary>Area.</summary>
    /// <wire type="TreatmentArea" />
    public const int Area = 4;

    /// <summary>State.</summary>
    /// <wire type="PenState" />
    public const int State = 5;

    /// <summary>Highest speed at this depth.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SpeedCeilingHz = 6;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>A refusal, whatever was asked.</summary>
public static class RefusalData
{
    /// <summary>Why.</summary>
    /// <wire type="RefusalCode" />
    public const int Code = 0;

    /// <summary>The field concerned.</summary>
    /// <wire type="RequestField" />
    public const int Field = 1;

    /// <summary>Where its limit comes from.</summary>
    /// <wire type="LimitOrigin" />
    public const int Origin = 2;

    /// <summary>The pen's state.</summary>
    /// <wire type="PenState" />
    public const int State = 3;

    /// <summary>What was asked for, or measured, in the field's unit.</summary>
    /// <wire type="i32" />
    public const int Value = 4;

    /// <summary>The limit, in the field's unit.</summary>
    /// <wire type="i32" />
    public const int Limit = 8;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 12;
}
