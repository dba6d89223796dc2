using Pen.Control.Cartridge;
using Pen.Control.Run;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>Everything that must hold before the trigger may start the motor, in the order in which a person would mend it.</summary>
public sealed class ArmCheck
{
    private readonly PenInputs inputs;
    private readonly Preparation preparation;
    private readonly PrepareCheck prepareCheck;
    private readonly CartridgeSlot slot;
    private readonly Settings settings;
    private readonly UsageLog log;
    private readonly PenClock clock;
    private readonly Session session;
    private readonly Refusal refusal;

    /// <summary>Creates the check over the parts that it looks at.</summary>
    public ArmCheck(
        PenInputs inputs,
        Preparation preparation,
        PrepareCheck prepareCheck,
        CartridgeSlot slot,
        Settings settings,
        UsageLog log,
        PenClock clock,
        Session session,
        Refusal refusal
    )
    {
        this.inputs = inputs;
        this.preparation = preparation;
        this.prepareCheck = prepareCheck;
        this.slot = slot;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.session = session;
        this.refusal = refusal;
    }

    /// <summary>Whether the pen may arm now; <paramref name="pauseMs"/> is what is left of the pause.</summary>
    public bool Allows(PenState state, bool triggerPressed, int pauseMs)
    {
        if (state != PenState.Standby)
        {
            return refusal.WrongState(state, PenState.Standby);
        }

        if (!preparation.Valid)
        {
            return Because(RefusalCode.NotPrepared, RequestField.None, LimitOrigin.None, 0, 0);
        }

        if (slot.State != CartridgeState.Accepted)
        {
            return Because(
                RefusalCode.CartridgeNotAccepted,
                RequestField.Cartridge,
                LimitOrigin.Cartridge,
                (int)slot.State,
                (int)CartridgeState.Accepted
            );
        }

        return prepareCheck.CartridgeAllows(preparation.DepthMicrons)
            && Memory()
            && Cartridge()
            && Power()
            && Hand(triggerPressed)
            && Time(pauseMs);
    }

    private bool Memory()
    {
        if (settings.Defaulted)
        {
            return Because(RefusalCode.SettingsInvalid, RequestField.None, LimitOrigin.Setting, 0, 0);
        }

        if (!clock.IsSet)
        {
            return Because(RefusalCode.ClockUnknown, RequestField.Clock, LimitOrigin.None, 0, 0);
        }

        int used = log.Unconfirmed;
        int room = log.Capacity * Limits.LogFullPercent / 100;
        if (log.Damaged || used >= room)
        {
            return Because(RefusalCode.LogFull, RequestField.LogSpace, LimitOrigin.Hardware, used, room);
        }

        return true;
    }

    /// <summary>Expiry and life (LIM-9). Comes after the clock: without a date nothing has expired.</summary>
    private bool Cartridge()
    {
        int today = clock.DateNumber(inputs.UptimeMs);
        if (today > (int)slot.ExpiryDate)
        {
            int expiry = (int)slot.ExpiryDate;
            return Because(RefusalCode.CartridgeExpired, RequestField.Date, LimitOrigin.Cartridge, today, expiry);
        }

        int used = (int)slot.StrokesUsed;
        int life = (int)slot.StrokeLife;
        return slot.StrokesUsed < slot.StrokeLife
            || Because(RefusalCode.CartridgeWornOut, RequestField.Strokes, LimitOrigin.Cartridge, used, life);
    }

    private bool Power()
    {
        if (inputs.DockClosed)
        {
            return Because(RefusalCode.Docked, RequestField.None, LimitOrigin.Hardware, 0, 0);
        }

        if (inputs.BatteryMillivolts < Limits.BatteryArmMillivolts)
        {
            return Because(
                RefusalCode.BatteryLow,
                RequestField.Battery,
                LimitOrigin.Hardware,
                inputs.BatteryMillivolts,
                Limits.BatteryArmMillivolts
            );
        }

        return Cool(inputs.MotorDeciCelsius, Limits.MotorArmDeciCelsius)
            && Cool(inputs.BoardDeciCelsius, Limits.BoardArmDeciCelsius);
    }

    private bool Cool(int deciCelsius, int limit)
    {
        return deciCelsius <= limit
            || Because(RefusalCode.TooHot, RequestField.Temperature, LimitOrigin.Hardware, deciCelsius, limit);
    }

    private bool Hand(bool triggerPressed)
    {
        return !triggerPressed || Because(RefusalCode.TriggerHeld, RequestField.None, LimitOrigin.State, 1, 0);
    }

    private bool Time(int pauseMs)
    {
        if (pauseMs > 0)
        {
            return Because(RefusalCode.Pausing, RequestField.RunningTime, LimitOrigin.Time, pauseMs, 0);
        }

        int most = Limits.SessionMaxMs;
        return session.RunningMs < most
            || Because(RefusalCode.SessionLimit, RequestField.RunningTime, LimitOrigin.Time, session.RunningMs, most);
    }

    private bool Because(RefusalCode code, RequestField field, LimitOrigin origin, int value, int limit)
    {
        return refusal.Because(code, field, origin, value, limit);
    }
}
