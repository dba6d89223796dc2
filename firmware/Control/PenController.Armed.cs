using Pen.Protocol;

namespace Pen.Control;

/// <content>Ready and Running: the only states in which the needles may be out.</content>
public sealed partial class PenController
{
    private const int CheckpointMs = 5000;

    private int armMs;
    private int checkpointMs;

    private void StepReady(int tickMs)
    {
        armMs += tickMs;
        if (parts.Trigger.PressedNow && parts.DepthLoop.Verified)
        {
            BeginRun();
        }
        else if (armMs >= Limits.ArmTimeoutMs)
        {
            EnterStandby(StopReason.ArmTimeout);
        }
    }

    private void BeginRun()
    {
        checkpointMs = 0;
        parts.Speed.ResetCount();
        parts.Statistics.Reset();
        parts.SpeedLoop.Reset();
        parts.Recorder.RunStarted();
        Enter(PenState.Running, StopReason.None);
        parts.Outputs.MotorEnable = true;
    }

    private void StepRunning(int tickMs)
    {
        PenInputs inputs = parts.Inputs;
        int setHz = parts.Preparation.SpeedHz;
        parts.Statistics.Step(setHz, parts.SpeedLoop.AtSet, parts.Speed.MeanCentiHz, inputs.CurrentMilliamps, tickMs);
        if (parts.DepthLoop.Verified)
        {
            parts.Statistics.Depth(parts.Depth.Microns - parts.Preparation.DepthMicrons);
        }

        SessionMs += tickMs;
        bool toggle = parts.Settings.Get(SettingId.TriggerMode) != 0;
        if (!toggle && !parts.Trigger.Pressed)
        {
            EndRun(StopReason.TriggerReleased);
        }
        else if (toggle && parts.Trigger.PressedNow)
        {
            EndRun(StopReason.TriggerPressedAgain);
        }
        else if (parts.Statistics.DurationMs >= Limits.RunMaxMs)
        {
            PauseMs = Limits.RunPauseMs;
            EnterStandby(StopReason.RunLimit);
        }
        else if (SessionMs >= Limits.SessionMaxMs)
        {
            EnterStandby(StopReason.SessionLimit);
        }
        else
        {
            parts.Outputs.MotorEnable = true;
            parts.SpeedLoop.Step(setHz, parts.Speed.TickHz, inputs.CurrentMilliamps, inputs.TickMicros);
            Checkpoint(tickMs);
        }
    }

    private void Checkpoint(int tickMs)
    {
        checkpointMs += tickMs;
        if (checkpointMs >= CheckpointMs)
        {
            checkpointMs = 0;
            parts.Recorder.RunCheckpoint();
        }
    }
}
