using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Which key a pen verifies cartridges with.</summary>
/// <param name="Known">Whether it has one.</param>
/// <param name="Check">Check number of the key; 0 without one.</param>
public sealed record CartridgeKeyState(bool Known, uint Check)
{
    internal static CartridgeKeyState Parse(byte[] payload) =>
        new(payload[CartridgeKeyAnswer.Known] != 0, Wire.GetU32(payload, CartridgeKeyAnswer.Check));
}
