using Pen.Protocol;

namespace Pen.Client;

/// <summary>The words for each refusal: one sentence on what is wrong, one on what to do.</summary>
internal static class RefusalText
{
    /// <summary>Describes a refusal; <paramref name="setting"/> is the setting concerned, if one is.</summary>
    public static RefusalWords Describe(Refusal refusal, SettingId setting = SettingId.None)
    {
        object value = FieldText.Format(refusal.Field, refusal.Value, setting);
        object limit = FieldText.Format(refusal.Field, refusal.Limit, setting);
        switch (refusal.Code)
        {
            case RefusalCode.OutOfRange:
                return OutOfRange(refusal, value, limit);
            case RefusalCode.Resolution:
                return new($"The pen refused {value}: it works in steps of {limit}.", $"Choose a multiple of {limit}.");
            case RefusalCode.NeedsConfirmation:
                return new(
                    $"The pen refused {value}: beyond {limit} a practitioner must confirm with a reason.",
                    $"Choose at most {limit}, or confirm the depth with a reason."
                );
            case RefusalCode.OnlyShallowerOrSlower:
                return new(
                    $"The pen refused {value}: while it runs it only goes shallower or slower than {limit}.",
                    "Stop first, then prepare the new values."
                );
            case RefusalCode.BatteryLow:
                return new($"The battery is too low to start: {value}, and {limit} is needed.", "Charge the pen in its dock.");
            case RefusalCode.TooHot:
                return new($"The pen is too hot to start: {value}, and at most {limit} is allowed.", "Let it cool down.");
            case RefusalCode.CartridgeExpired:
                return new($"The cartridge expired on {limit}; today is {value}.", "Put in another cartridge.");
            case RefusalCode.CartridgeWornOut:
                return new($"The cartridge has made {value} strokes of {limit}.", "Put in another cartridge.");
            case RefusalCode.CartridgeNotNew:
                return NotNew((CartridgeState)refusal.Value);
            case RefusalCode.ProfileRefused:
                return Profile((CartridgeRefusal)refusal.Value);
            case RefusalCode.SerialMismatch:
            case RefusalCode.SerialRefused:
                return Serial(refusal.Code);
            case RefusalCode.FaultActive:
                return Fault(refusal);
            case RefusalCode.WrongState:
                return State(refusal);
            default:
                return Fixed(refusal);
        }
    }

    private static RefusalWords OutOfRange(Refusal refusal, object value, object limit)
    {
        if (refusal.Field == RequestField.None)
        {
            return new("The pen refused a value beyond its limits.", "Choose a value within them.");
        }

        string side = refusal.Value > refusal.Limit ? "at most" : "at least";
        string field = FieldText.Name(refusal.Field);
        var cure = refusal.Origin switch
        {
            LimitOrigin.Cartridge => Sentence.Of($"Choose a {field} of {side} {limit}, or another cartridge."),
            LimitOrigin.DepthSpeedTable => Sentence.Of($"Choose a {field} of {side} {limit}, or a shallower depth."),
            LimitOrigin.Running => Sentence.Of($"Choose a {field} of {side} {limit}, or stop first."),
            _ => Sentence.Of($"Choose a {field} of {side} {limit}."),
        };
        return new($"The pen refused {value}: {FieldText.Name(refusal.Origin)} allows {side} {limit}.", cure);
    }

    private static RefusalWords Fault(Refusal refusal)
    {
        var fault = refusal.Field == RequestField.Fault ? (FaultId)refusal.Value : FaultId.None;
        return fault == FaultId.None
            ? new("The cause of a fault is still there.", "Read the pen's status, remove the cause, then try again.")
            : new($"The cause of a fault is still there: {FaultText.Name(fault)}.", FaultText.Advice(fault));
    }

    private static RefusalWords NotNew(CartridgeState slot) =>
        slot == CartridgeState.Absent
            ? new("No cartridge is in the pen.", "Put in a new one that has no profile yet.")
            : new(
                "The cartridge in the pen has a profile already, or cannot be read.",
                "Put in a new one that has no profile yet."
            );

    private static RefusalWords Profile(CartridgeRefusal why) =>
        why switch
        {
            CartridgeRefusal.WrongTag => new(
                "The pen has another key than the one that this profile was made with.",
                "Use the key that this pen was given, or give the pen this one."
            ),
            CartridgeRefusal.NoKey => new(
                "The pen has no key, and makes no cartridge that it cannot verify.",
                CartridgeRefusalText.Advice(why)
            ),
            _ => new("The pen would refuse a cartridge with this profile.", "Choose another type, depth or number of strokes."),
        };

    private static RefusalWords Serial(RefusalCode code) =>
        code == RefusalCode.SerialMismatch
            ? new(
                "The pen has another serial number than the one that was named as its old one.",
                "Connect to the pen again and read its serial number, then try again."
            )
            : new(
                "The pen refused this serial number.",
                "Give 1 to 16 of A to Z, 0 to 9 and \"-\"; \"SIM-\" begins the number of every simulated pen and of no other."
            );

    private static RefusalWords State(Refusal refusal)
    {
        string cure = refusal.State switch
        {
            PenState.Fault => "Remove the cause of the fault and acknowledge it first.",
            PenState.Running => "Stop the motor first.",
            PenState.Ready => "Disarm the pen first.",
            PenState.Boot or PenState.SelfTest => "Wait until the self-test is done.",
            PenState.Sleep => "Press the trigger to wake the pen.",
            PenState.Service => "Leave service mode first.",
            _ => "Bring the pen into the state that this needs: prepare first, then arm.",
        };
        return new($"The pen cannot do this in state {refusal.State}.", cure);
    }

    private static RefusalWords Fixed(Refusal refusal)
    {
        return refusal.Code switch
        {
            RefusalCode.UnknownMessage => new("The pen does not know this request.", "Update the pen's firmware."),
            RefusalCode.BadLength => new(
                "The pen expects this request in another form.",
                "Update the pen's firmware or this program so that both are of the same release."
            ),
            RefusalCode.HelloNeeded => new("The pen has restarted and knows no host.", "Connect to it again."),
            RefusalCode.StaleSequence => new(
                "The pen has carried out a later request already.",
                "Close other programs that use this pen, then try again."
            ),
            RefusalCode.NotPrepared => new("No depth and speed have been prepared.", "Prepare first, then arm."),
            RefusalCode.CartridgeNotAccepted => new(
                "No usable cartridge is in the pen.",
                "Put in a new cartridge until it clicks."
            ),
            RefusalCode.ClockUnknown => new("The pen does not know the time.", "Set its clock first."),
            RefusalCode.LogFull => new(
                "The pen's usage log has no room left.",
                "Download the log and confirm it, then try again."
            ),
            RefusalCode.Pausing => new("The pen pauses after a run of full length.", "Wait a few seconds, then try again."),
            RefusalCode.Docked => new("The pen stands in its dock.", "Lift it off the dock."),
            RefusalCode.UnknownSetting => new("The pen has no such setting.", "Choose one of the settings that it lists."),
            RefusalCode.StorageFailed => new(
                "The pen's memory did not keep what was written.",
                "Try once more; if it happens again, have the pen serviced."
            ),
            RefusalCode.NoSuchRecords => new(
                "The pen's log does not hold these records.",
                "Ask for records between the log's tail and its head."
            ),
            RefusalCode.ConfirmMismatch => new(
                "What was confirmed is not what the pen's log holds.",
                "Download the log again before confirming it."
            ),
            RefusalCode.SettingsInvalid => new(
                "The pen's settings were damaged and replaced by safe defaults.",
                "Check the settings, then acknowledge."
            ),
            RefusalCode.TriggerHeld => new("The trigger is being held.", "Release the trigger, then try again."),
            RefusalCode.SessionLimit => new(
                "The session has used up its running time.",
                "Let the pen rest, and open a new session for the next client."
            ),
            RefusalCode.CartridgeInSlot => new(
                "A cartridge is in the pen, and service needs an empty one.",
                "Take the cartridge out first."
            ),
            RefusalCode.BadMagic => new("The pen did not recognise the handshake.", "Update this program."),
            _ => new(
                $"The pen refused for a reason that this program does not know (number {(int)refusal.Code}).",
                "Update this program."
            ),
        };
    }
}
