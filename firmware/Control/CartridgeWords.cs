using System;
using Pen.Control.Cartridge;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control;

/// <summary>The cartridge as the protocol tells it.</summary>
public static class CartridgeWords
{
    /// <summary>Writes a <see cref="CartridgeAnswer"/>.</summary>
    /// <returns>Its length.</returns>
    public static int Write(CartridgeSlot slot, byte[] buffer, int at)
    {
        buffer[at + CartridgeAnswer.State] = (byte)slot.State;
        buffer[at + CartridgeAnswer.Refusal] = (byte)slot.Refusal;
        buffer[at + CartridgeAnswer.Type] = (byte)slot.Type;
        buffer[at + CartridgeAnswer.Needles] = (byte)slot.Needles;
        Wire.Put16(buffer, at + CartridgeAnswer.MaxDepthMicrons, slot.MaxDepthMicrons);
        Wire.Put16(buffer, at + CartridgeAnswer.Verified, slot.Verified ? 1 : 0);
        Wire.PutU32(buffer, at + CartridgeAnswer.StrokeLife, slot.StrokeLife);
        Wire.PutU32(buffer, at + CartridgeAnswer.StrokesUsed, slot.StrokesUsed);
        Wire.PutU32(buffer, at + CartridgeAnswer.ExpiryDate, slot.ExpiryDate);
        Array.Copy(slot.Lot, 0, buffer, at + CartridgeAnswer.Lot, CartridgeAnswer.LotLength);
        Array.Copy(slot.Serial, 0, buffer, at + CartridgeAnswer.Serial, CartridgeAnswer.SerialLength);
        return CartridgeAnswer.Length;
    }
}
