using System;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>What the next run is to be. Nothing is bent to fit: what is beyond a limit is refused by the pen.</summary>
/// <param name="DepthMicrons">Depth in µm, 0 … 3000 in steps of 50; above 1500 with a <paramref name="Reason"/>.</param>
/// <param name="SpeedHz">Speed in Hz, 50 … 150; its ceiling falls with the depth.</param>
/// <param name="Area">Where on the body.</param>
/// <param name="Reason">Why the labelled depth is exceeded; None up to 1500 µm.</param>
public sealed record Preparation(int DepthMicrons, int SpeedHz, TreatmentArea Area, ConfirmReason Reason = ConfirmReason.None)
{
    internal byte[] ToPayload()
    {
        // The wire has 16 bits: a number that does not fit must not come out at the other end as another, allowed one.
        ArgumentOutOfRangeException.ThrowIfNegative(DepthMicrons);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DepthMicrons, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(SpeedHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SpeedHz, ushort.MaxValue);
        var payload = new byte[PrepareRequest.Length];
        Wire.Put16(payload, PrepareRequest.DepthMicrons, DepthMicrons);
        Wire.Put16(payload, PrepareRequest.SpeedHz, SpeedHz);
        payload[PrepareRequest.Area] = (byte)Area;
        payload[PrepareRequest.Reason] = (byte)Reason;
        return payload;
    }
}

/// <summary>What the pen has prepared.</summary>
/// <param name="DepthMicrons">Prepared depth in µm.</param>
/// <param name="SpeedHz">Prepared speed in Hz.</param>
/// <param name="Area">Area.</param>
/// <param name="State">The pen's state.</param>
/// <param name="SpeedCeilingHz">Highest speed at this depth, in Hz.</param>
public sealed record Prepared(int DepthMicrons, int SpeedHz, TreatmentArea Area, PenState State, int SpeedCeilingHz)
{
    internal static Prepared Parse(byte[] payload)
    {
        return new Prepared(
            Wire.GetU16(payload, PrepareAnswer.DepthMicrons),
            Wire.GetU16(payload, PrepareAnswer.SpeedHz),
            (TreatmentArea)payload[PrepareAnswer.Area],
            (PenState)payload[PrepareAnswer.State],
            Wire.GetU16(payload, PrepareAnswer.SpeedCeilingHz)
        );
    }
}
