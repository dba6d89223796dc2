using Pen.Client.Sessions;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Turns event frames into events.</summary>
internal static class EventParser
{
    /// <summary>The event, or null when this library does not know it or it is too short: newer pens may send more kinds.</summary>
    public static PenEvent? Parse(Frame frame)
    {
        byte[] payload = frame.Payload;
        return frame.Message switch
        {
            MessageId.StateChanged when payload.Length >= StateChangedEvent.Length => new StateChanged(
                Payload.Milliseconds(payload, StateChangedEvent.UptimeMs),
                (PenState)payload[StateChangedEvent.OldState],
                (PenState)payload[StateChangedEvent.NewState],
                (StopReason)payload[StateChangedEvent.Reason],
                (FaultId)payload[StateChangedEvent.FirstFault]
            ),
            MessageId.FaultRaised when payload.Length >= FaultRaisedEvent.Length => new FaultRaised(
                Payload.Milliseconds(payload, FaultRaisedEvent.UptimeMs),
                (FaultId)payload[FaultRaisedEvent.Fault],
                (PenState)payload[FaultRaisedEvent.State],
                payload[FaultRaisedEvent.IsFirst] != 0,
                Wire.GetI32(payload, FaultRaisedEvent.Detail)
            ),
            MessageId.CartridgeChanged when payload.Length >= CartridgeAnswer.Length => new CartridgeChanged(
                CartridgeInfo.Parse(payload)
            ),
            MessageId.RunEnded when payload.Length >= RunEndedEvent.Length => ParseRun(payload),
            _ => null,
        };
    }

    private static RunEnded ParseRun(byte[] payload)
    {
        return new RunEnded(
            Payload.Milliseconds(payload, RunEndedEvent.UptimeMs),
            Payload.Milliseconds(payload, RunEndedEvent.DurationMs),
            Wire.GetU32(payload, RunEndedEvent.Strokes),
            Wire.GetU16(payload, RunEndedEvent.SetDepthMicrons),
            Wire.GetU16(payload, RunEndedEvent.SetSpeedHz),
            Wire.GetI16(payload, RunEndedEvent.MeanSpeedErrorPermille),
            Wire.GetU16(payload, RunEndedEvent.WorstSpeedErrorPermille),
            Wire.GetU16(payload, RunEndedEvent.MeanCurrentMilliamps),
            Wire.GetU16(payload, RunEndedEvent.PeakCurrentMilliamps),
            Wire.GetI16(payload, RunEndedEvent.WorstDepthErrorMicrons),
            (StopReason)payload[RunEndedEvent.Reason],
            (FaultId)payload[RunEndedEvent.Fault]
        );
    }
}
