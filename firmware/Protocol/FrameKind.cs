namespace Pen.Protocol;

/// <summary>What a frame is. Requests go to the pen, all others come from it.</summary>
public enum FrameKind : byte
{
    /// <summary>From the host: asks the pen for something; executed at most once.</summary>
    Request = 1,

    /// <summary>From the pen: the request with this sequence number was carried out; carries what really applies now.</summary>
    Answer = 2,

    /// <summary>From the pen: the request with this sequence number changed nothing, and why.</summary>
    Refusal = 3,

    /// <summary>From the pen, unasked: something happened. Its sequence number counts events and shows a lost one.</summary>
    Event = 4,

    /// <summary>From the pen, as subscribed: measured values. Its sequence number counts telemetry frames.</summary>
    Telemetry = 5,

    /// <summary>From the pen, as asked for by LogStream: log records. Its sequence number is that request's.</summary>
    Bulk = 6,
}
