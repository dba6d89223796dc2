using System.Collections.Generic;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Where the pen stands after a command.</summary>
/// <param name="State">State.</param>
/// <param name="FirstFault">The fault that came first; None without one.</param>
/// <param name="Flags">Flags.</param>
/// <param name="LatchedFaults">Latched faults.</param>
public sealed record PenStanding(PenState State, FaultId FirstFault, PenFlags Flags, IReadOnlyList<FaultId> LatchedFaults)
{
    internal static PenStanding Parse(byte[] payload)
    {
        return new PenStanding(
            (PenState)payload[StateAnswer.State],
            (FaultId)payload[StateAnswer.FirstFault],
            (PenFlags)Wire.GetU16(payload, StateAnswer.Flags),
            Payload.Faults(Wire.GetU32(payload, StateAnswer.LatchedFaults))
        );
    }
}
