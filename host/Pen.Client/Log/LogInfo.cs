using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Where the pen's usage log begins and ends.</summary>
/// <param name="Capacity">Records that fit.</param>
/// <param name="Tail">Sequence number of the oldest record kept; equal to <paramref name="Head"/> when there is none.</param>
/// <param name="Head">Sequence number that the next record will have.</param>
/// <param name="Confirmed">Sequence number of the first record that no host has confirmed.</param>
/// <param name="AnchorCrc">CRC of the record before the oldest: the chain's anchor.</param>
/// <param name="Pending">Records waiting to be written.</param>
/// <param name="Damaged">Whether the pen has found a record damaged or could not write one.</param>
public sealed record LogInfo(uint Capacity, uint Tail, uint Head, uint Confirmed, uint AnchorCrc, int Pending, bool Damaged)
{
    internal static LogInfo Parse(byte[] payload) =>
        new(
            Wire.GetU32(payload, LogInfoAnswer.Capacity),
            Wire.GetU32(payload, LogInfoAnswer.Tail),
            Wire.GetU32(payload, LogInfoAnswer.Head),
            Wire.GetU32(payload, LogInfoAnswer.Confirmed),
            Wire.GetU32(payload, LogInfoAnswer.AnchorCrc),
            payload[LogInfoAnswer.Pending],
            (payload[LogInfoAnswer.Flags] & 1) != 0
        );
}
