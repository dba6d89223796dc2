namespace Pen.Protocol.Messages;

/// <summary>Event StateChanged.</summary>
public static class StateChangedEvent
{
    /// <summary>Time since the pen started.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 0;

    /// <summary>State before.</summary>
    /// <wire type="PenState" />
    public const int OldState = 4;

    /// <summary>State now.</summary>
    /// <wire type="PenState" />
    public const int NewState = 5;

    /// <summary>Why, where a run or readiness ended.</summary>
    /// <wire type="StopReason" />
    public const int Reason = 6;

    /// <summary>The fault that came first; 0 without one.</summary>
    /// <wire type="FaultId" />
    public const int FirstFault = 7;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>Event FaultRaised.</summary>
public static class FaultRaisedEvent
{
    /// <summary>Time since the pen started.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 0;

    /// <summary>The fault.</summary>
    /// <wire type="FaultId" />
    public const int Fault = 4;

    /// <summary>State in which it was raised.</summary>
    /// <wire type="PenState" />
    public const int State = 5;

    /// <summary>1 when it is the first of those latched.</summary>
    /// <wire type="u8" />
    public const int IsFirst = 6;

    /// <summary>The value that goes with the fault; the table of details in docs/protocol.md gives its unit.</summary>
    /// <wire type="i32" />
    public const int Detail = 8;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 12;
}

/// <summary>Event RunEnded.</summary>
public static class RunEndedEvent
{
    /// <summary>Time since the pen started.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 0;

    /// <summary>Duration of the run.</summary>
    /// <wire type="u32" unit="ms" />
    public const int DurationMs = 4;

    /// <summary>Strokes.</summary>
    /// <wire type="u32" />
    public const int Strokes = 8;

    /// <summary>Set depth at the end.</summary>
    /// <wire type="u16" unit="µm" />
    public const int SetDepthMicrons = 12;

    /// <summary>Set speed at the end.</summary>
    /// <wire type="u16" unit="Hz" />
    public const int SetSpeedHz = 14;

    /// <summary>Mean speed error after the ramp, signed.</summary>
    /// <wire type="i16" unit="‰ of set" />
    public const int MeanSpeedErrorPermille = 16;

    /// <summary>Worst speed error after the ramp, averaged over 100 ms, without sign.</summary>
    /// <wire type="u16" unit="‰ of set" />
    public const int WorstSpeedErrorPermille = 18;

    /// <summary>Mean motor current.</summary>
    /// <wire type="u16" unit="mA" />
    public const int MeanCurrentMilliamps = 20;

    /// <summary>Peak motor current.</summary>
    /// <wire type="u16" unit="mA" />
    public const int PeakCurrentMilliamps = 22;

    /// <summary>Worst depth error, signed, the one furthest from 0.</summary>
    /// <wire type="i16" unit="µm" />
    public const int WorstDepthErrorMicrons = 24;

    /// <summary>Why it ended.</summary>
    /// <wire type="StopReason" />
    public const int Reason = 26;

    /// <summary>The fault that ended it; 0 without one.</summary>
    /// <wire type="FaultId" />
    public const int Fault = 27;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 28;
}
