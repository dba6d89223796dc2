using Pen.Protocol;

namespace Pen.Control;

/// <content>Ready and Running: the only states in which the needles may be out.</content>
public sealed partial class PenController
{
    private const int CheckpointMs = 5000;

    /// <summary>The cartridge is written half-way between two checkpoints: a loss of power costs half of what one of the two would.</summary>
    private const int CartridgeKeepMs = CheckpointMs / 2;

    /// <summary>A braked motor stands after at most 100 ms (CTL-4); then the run is closed whatever the encoder says.</summary>
    private const int ClosingMaxMs = 200;

    private int armMs;
    private int checkpointMs;
    private int closingMs;
    private uint runRecord;
    private StopReason closingReason;

    private void StepReady(int tickMs)
    {
        armMs += tickMs;
        if (parts.Trigger.PressedNow && parts.DepthLoop.Verified && parts.Slot.IsStamped)
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
        if (closingReason != StopReason.None)
        {
            EndClosingRun();
        }

        checkpointMs = 0;
        parts.Speed.ResetCount();
        parts.Statistics.Reset();
        parts.SpeedLoop.Reset();
        runRecord = parts.Log.Head + (uint)parts.Queue.Count;
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

        parts.Session.RunningMs += tickMs;
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
        else if (parts.Session.RunningMs >= Limits.SessionMaxMs)
        {
            EnterStandby(StopReason.SessionLimit);
        }
        else if (parts.Slot.StrokesUsed + (uint)parts.Speed.Strokes >= parts.Slot.StrokeLife)
        {
            EnterStandby(StopReason.CartridgeLife);
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
        if (checkpointMs < CartridgeKeepMs && checkpointMs + tickMs >= CartridgeKeepMs)
        {
            KeepRunInCartridge(parts.Slot.StrokesUsed);
        }

        checkpointMs += tickMs;
        if (checkpointMs >= CheckpointMs)
        {
            checkpointMs = 0;
            parts.Recorder.RunCheckpoint();
        }
    }

    /// <summary>The drive is off but the needles still move: the record waits for the last stroke, so that none goes uncounted.</summary>
    private void BeginClosingRun(StopReason reason)
    {
        closingReason = reason;
        closingMs = 0;
    }

    private void CloseRun(int tickMs)
    {
        if (closingReason == StopReason.None)
        {
            return;
        }

        closingMs += tickMs;
        if (parts.Speed.TickEdges == 0 || closingMs >= ClosingMaxMs)
        {
            EndClosingRun();
        }
    }

    private void KeepRunInCartridge(uint strokesBefore)
    {
        parts.Slot.KeepRun(runRecord, strokesBefore, parts.Speed.Strokes, parts.Statistics.DurationMs / 10);
    }

    private void EndClosingRun()
    {
        KeepRunInCartridge(parts.Slot.StrokesUsed);
        parts.Slot.AddStrokes((uint)parts.Speed.Strokes);
        parts.Recorder.RunEnded(closingReason);
        closingReason = StopReason.None;
    }
}
