using Pen.Control.Cartridge;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// The limits on depth and speed (LIM-1 to LIM-6), from the widest to the narrowest, so that a refusal names the limit that
/// a person can do something about. Refuses, never bends.
/// </summary>
public sealed class PrepareCheck
{
    private const int LastArea = (int)TreatmentArea.Hands;
    private const int LastReason = (int)ConfirmReason.Other;

    private readonly CartridgeSlot slot;
    private readonly Refusal refusal;

    /// <summary>Creates the check over the slot whose cartridge sets limits.</summary>
    public PrepareCheck(CartridgeSlot slot, Refusal refusal)
    {
        this.slot = slot;
        this.refusal = refusal;
    }

    /// <summary>Whether these values may be prepared; otherwise the refusal says why not.</summary>
    public bool Allows(int depthMicrons, int speedHz, int area, int reason)
    {
        return Area(area) && Depth(depthMicrons, (TreatmentArea)area, reason) && Speed(depthMicrons, speedHz);
    }

    /// <summary>Whether the cartridge in the slot may go this deep (LIM-4).</summary>
    public bool CartridgeAllows(int depthMicrons)
    {
        if (slot.State == CartridgeState.Accepted && depthMicrons > slot.MaxDepthMicrons)
        {
            return refusal.Because(
                RefusalCode.OutOfRange,
                RequestField.Depth,
                LimitOrigin.Cartridge,
                depthMicrons,
                slot.MaxDepthMicrons
            );
        }

        return true;
    }

    private bool Depth(int depthMicrons, TreatmentArea area, int reason)
    {
        if (depthMicrons > Limits.DepthMaxMicrons)
        {
            return TooMuch(RequestField.Depth, LimitOrigin.Hardware, depthMicrons, Limits.DepthMaxMicrons);
        }

        if (depthMicrons % Limits.DepthResolutionMicrons != 0)
        {
            return refusal.Because(
                RefusalCode.Resolution,
                RequestField.Depth,
                LimitOrigin.Hardware,
                depthMicrons,
                Limits.DepthResolutionMicrons
            );
        }

        if (!CartridgeAllows(depthMicrons))
        {
            return false;
        }

        if (reason > LastReason)
        {
            return TooMuch(RequestField.Reason, LimitOrigin.Protocol, reason, LastReason);
        }

        int areaLimit = Limits.AreaDepthMicrons(area);
        if (depthMicrons > areaLimit && !Limits.AreaConfirmable(area))
        {
            return TooMuch(RequestField.Depth, LimitOrigin.Area, depthMicrons, areaLimit);
        }

        return Confirmed(depthMicrons, Limits.DepthLabelledMicrons, LimitOrigin.Label, reason)
            && Confirmed(depthMicrons, areaLimit, LimitOrigin.Area, reason);
    }

    private bool Confirmed(int depthMicrons, int limit, LimitOrigin origin, int reason)
    {
        return depthMicrons <= limit
            || reason != (int)ConfirmReason.None
            || refusal.Because(RefusalCode.NeedsConfirmation, RequestField.Depth, origin, depthMicrons, limit);
    }

    private bool Speed(int depthMicrons, int speedHz)
    {
        if (speedHz < Limits.SpeedMinHz)
        {
            return TooMuch(RequestField.Speed, LimitOrigin.Hardware, speedHz, Limits.SpeedMinHz);
        }

        if (speedHz > Limits.SpeedMaxHz)
        {
            return TooMuch(RequestField.Speed, LimitOrigin.Hardware, speedHz, Limits.SpeedMaxHz);
        }

        int ceiling = Limits.SpeedCeilingHz(depthMicrons);
        return speedHz <= ceiling || TooMuch(RequestField.Speed, LimitOrigin.DepthSpeedTable, speedHz, ceiling);
    }

    private bool Area(int area)
    {
        return area <= LastArea || TooMuch(RequestField.Area, LimitOrigin.Protocol, area, LastArea);
    }

    private bool TooMuch(RequestField field, LimitOrigin origin, int value, int limit)
    {
        return refusal.Because(RefusalCode.OutOfRange, field, origin, value, limit);
    }
}
