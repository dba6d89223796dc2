using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <content>What is read of a cartridge, once, when it was put in.</content>
public sealed partial class CartridgeSlot
{
    private CartridgeRefusal ReadProfile()
    {
        Forget();
        if (!memory.Read(profile, Serial))
        {
            return CartridgeRefusal.NoAnswer;
        }

        CartridgeRefusal why = check.Of(profile, Serial);
        if (why != CartridgeRefusal.None)
        {
            return why;
        }

        CartridgeRefusal past = ReadPast();
        if (past != CartridgeRefusal.None)
        {
            return past;
        }

        Verified = check.Verified;
        Type = (CartridgeType)profile[CartridgeProfile.Type];
        Needles = profile[CartridgeProfile.Needles];
        MaxDepthMicrons = Wire.GetU16(profile, CartridgeProfile.MaxDepthMicrons);
        StrokeLife = Wire.GetU32(profile, CartridgeProfile.StrokeLife);
        ExpiryDate = Wire.GetU32(profile, CartridgeProfile.ExpiryDate);
        System.Array.Copy(profile, CartridgeProfile.Lot, Lot, 0, Lot.Length);
        TakeStrokesBack();
        return CartridgeRefusal.None;
    }

    /// <summary>The stamp, and what was done with it. Runs without a stamp cannot be: somebody has taken it away.</summary>
    private CartridgeRefusal ReadPast()
    {
        if (!stamp.Read(PenSerial) || !usage.Read(stamp.Session))
        {
            return CartridgeRefusal.NoAnswer;
        }

        if (!stamp.IsFresh && !IsStamped)
        {
            return CartridgeRefusal.AlreadyUsed;
        }

        // One page may have been torn when the cartridge was pulled; then the other one, or this pen, knows.
        return usage.BadPages > (stamp.IsFresh ? 0 : 1) ? CartridgeRefusal.UsageUnreadable : CartridgeRefusal.None;
    }

    /// <summary>A cartridge that was pulled out and put back has not become new.</summary>
    private void TakeStrokesBack()
    {
        bool same = true;
        for (int i = 0; i < Serial.Length; i++)
        {
            same = same && Serial[i] == lastSerial[i];
        }

        lastStrokes = same && lastStrokes > usage.Strokes ? lastStrokes : usage.Strokes;
        StrokesUsed = lastStrokes;
        System.Array.Copy(Serial, 0, lastSerial, 0, Serial.Length);
    }

    private void Forget()
    {
        stamp.Forget();
        usage.Forget();
        making = Making.Nothing;
        runToKeep = false;
        usageLost = false;
        Verified = false;
        Refusal = CartridgeRefusal.None;
        Type = CartridgeType.Unknown;
        Needles = 0;
        MaxDepthMicrons = 0;
        StrokeLife = 0;
        StrokesUsed = 0;
        ExpiryDate = 0;
        System.Array.Clear(Lot, 0, Lot.Length);
        System.Array.Clear(Serial, 0, Serial.Length);
    }
}
