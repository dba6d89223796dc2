using Pen.Protocol;

namespace Pen.Control;

/// <content>Standby and Sleep: nothing is driven, the depth stop is parked.</content>
public sealed partial class PenController
{
    /// <summary>The dock's contact counts as closed after this long, in ms: it bounces, and a pen is put down twice.</summary>
    private const int ChargedMs = 1000;

    private int dockedMs;
    private bool chargeTold;
    private int restMs;
    private int sincePressMs;
    private bool wantsPreset;

    /// <summary>Standby → Sleep; the caller has checked the state.</summary>
    public void EnterSleep()
    {
        Enter(PenState.Sleep, StopReason.None);
    }

    /// <summary>A host or a hand wants the pen: out of Sleep, through the self-test.</summary>
    public void Wake()
    {
        if (State == PenState.Sleep)
        {
            EnterSelfTest();
        }
    }

    private void StepStandby(int tickMs)
    {
        sincePressMs = sincePressMs > Limits.DoublePressMs ? sincePressMs : sincePressMs + tickMs;
        restMs = parts.Trigger.Pressed ? 0 : restMs + tickMs;
        if (parts.Trigger.PressedNow)
        {
            bool second = sincePressMs <= Limits.DoublePressMs;
            sincePressMs = second ? Limits.DoublePressMs + 1 : 0;
            wantsPreset = second && parts.Settings.Get(SettingId.DoublePressArms) != 0;
        }
        else if (wantsPreset && parts.Trigger.ReleasedNow)
        {
            wantsPreset = false;
            ArmWithPreset();
        }
        else if (
            restMs >= Limits.SleepAfterMs
            && parts.Conditions.HostSilentMs >= Limits.SleepAfterMs
            && parts.DepthLoop.Verified
        )
        {
            EnterSleep();
        }
    }

    /// <summary>Without a companion: what is stored is prepared and armed, under the same limits as a host's request.</summary>
    private void ArmWithPreset()
    {
        int depthMicrons = parts.Settings.Get(SettingId.PresetDepthMicrons);
        int speedHz = parts.Settings.Get(SettingId.PresetSpeedHz);
        int area = parts.Settings.Get(SettingId.PresetArea);
        if (!parts.PrepareCheck.Allows(depthMicrons, speedHz, area, (int)ConfirmReason.None))
        {
            return;
        }

        parts.Preparation.Set(depthMicrons, speedHz, (TreatmentArea)area, ConfirmReason.None);
        if (parts.ArmCheck.Allows(State, false, PauseMs) && (parts.Session.IsOpen || OpenSession()))
        {
            EnterReady(false);
        }
    }

    private void StepSleep()
    {
        parts.Outputs.KickWatchdog = false;
        parts.DepthLoop.Release();
        if (parts.Trigger.PressedNow)
        {
            Wake();
        }
    }

    /// <summary>Each time that the pen is put on its charging contacts is one record.</summary>
    private void NoteCharging(int tickMs)
    {
        bool docked = parts.Inputs.DockClosed;
        dockedMs += docked ? tickMs : -tickMs;
        if (dockedMs <= 0)
        {
            dockedMs = 0;
            chargeTold = false;
        }
        else if (dockedMs >= ChargedMs)
        {
            dockedMs = ChargedMs;
            if (!chargeTold)
            {
                chargeTold = true;
                parts.Recorder.Charged();
            }
        }
    }
}
