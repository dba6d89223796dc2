using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>
/// Requests about readiness and motion. None of them starts the motor: Arm moves the depth stop and lets the trigger start (P1).
/// Each returns the answer's length, or -1 with the refusal filled in.
/// </summary>
public sealed class MotionCommands
{
    private readonly PenParts parts;
    private readonly PenController controller;
    private readonly StatusWords words;

    /// <summary>Creates the commands over the controller that they ask.</summary>
    public MotionCommands(PenParts parts, PenController controller, StatusWords words)
    {
        this.parts = parts;
        this.controller = controller;
        this.words = words;
    }

    /// <summary>Prepare.</summary>
    public int Prepare(byte[] request, int at, byte[] answer, int to)
    {
        int depth = Wire.GetU16(request, at + PrepareRequest.DepthMicrons);
        int speed = Wire.GetU16(request, at + PrepareRequest.SpeedHz);
        int area = request[at + PrepareRequest.Area];
        int reason = request[at + PrepareRequest.Reason];
        if (!MayPrepare(depth, speed, area, ref reason) || !parts.PrepareCheck.Allows(depth, speed, area, reason))
        {
            return -1;
        }

        Preparation preparation = parts.Preparation;
        bool deeper = depth != preparation.DepthMicrons;
        bool anew = deeper || area != (int)preparation.Area || reason != (int)preparation.Reason;
        preparation.Set(depth, speed, (TreatmentArea)area, (ConfirmReason)reason);
        if (anew)
        {
            NoteConfirmed(LimitOrigin.Area, Limits.AreaDepthMicrons(preparation.Area));
            NoteConfirmed(LimitOrigin.Label, Limits.DepthLabelledMicrons);
        }

        if (controller.State != PenState.Standby && deeper)
        {
            parts.DepthLoop.MoveTo(depth, parts.Depth.Microns);
        }

        Wire.Put16(answer, to + PrepareAnswer.DepthMicrons, depth);
        Wire.Put16(answer, to + PrepareAnswer.SpeedHz, speed);
        answer[to + PrepareAnswer.Area] = (byte)area;
        answer[to + PrepareAnswer.State] = (byte)controller.State;
        Wire.Put16(answer, to + PrepareAnswer.SpeedCeilingHz, Limits.SpeedCeilingHz(depth));
        return PrepareAnswer.Length;
    }

    /// <summary>Arm.</summary>
    public int Arm(byte[] answer, int to)
    {
        bool held = parts.Trigger.Pressed || parts.Inputs.TriggerClosed;
        if (!parts.ArmCheck.Allows(controller.State, held, controller.PauseMs))
        {
            return -1;
        }

        if (!parts.Session.IsOpen && !controller.OpenSession())
        {
            parts.Refusal.Because(RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0, 0);
            return -1;
        }

        controller.EnterReady(true);
        return words.WriteStanding(answer, to);
    }

    /// <summary>Disarm: in every state, even where there is nothing to disarm.</summary>
    public int Disarm(byte[] answer, int to)
    {
        if (controller.State == PenState.Ready || controller.State == PenState.Running || controller.State == PenState.Service)
        {
            controller.EnterStandby(StopReason.HostDisarm);
        }

        return words.WriteStanding(answer, to);
    }

    /// <summary>Stop: in every state. While running the motor stops; while ready the depth stop parks too.</summary>
    public int Stop(byte[] answer, int to)
    {
        if (controller.State == PenState.Running)
        {
            controller.EndRun(StopReason.HostStop);
        }
        else if (controller.State == PenState.Ready)
        {
            controller.EnterStandby(StopReason.HostStop);
        }
        else if (controller.State == PenState.Service)
        {
            controller.StopService();
        }

        return words.WriteStanding(answer, to);
    }

    /// <summary>Acknowledge.</summary>
    public int Acknowledge(byte[] answer, int to)
    {
        if (controller.State != PenState.Fault)
        {
            parts.Refusal.WrongState(controller.State, PenState.Fault);
            return -1;
        }

        if (!controller.CausesGone)
        {
            FaultId first = parts.Latch.First;
            parts.Refusal.Because(RefusalCode.FaultActive, RequestField.Fault, LimitOrigin.State, (int)first, 0);
            return -1;
        }

        if (!parts.AcknowledgeStorage())
        {
            parts.Refusal.Because(RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0, 0);
            return -1;
        }

        controller.Acknowledge();
        return words.WriteStanding(answer, to);
    }

    /// <summary>A limit that was exceeded with a reason goes into the log: one record for each.</summary>
    private void NoteConfirmed(LimitOrigin origin, int limitMicrons)
    {
        if (parts.Preparation.DepthMicrons > limitMicrons)
        {
            parts.Recorder.LimitConfirmed(origin, limitMicrons);
        }
    }

    private bool MayPrepare(int depth, int speed, int area, ref int reason)
    {
        Preparation now = parts.Preparation;
        switch (controller.State)
        {
            case PenState.Standby:
            case PenState.Ready:
                return true;
            case PenState.Running:
                if (reason == (int)ConfirmReason.None && depth <= now.DepthMicrons)
                {
                    reason = (int)now.Reason;
                }

                return NotMore(RequestField.Depth, depth, now.DepthMicrons)
                    && NotMore(RequestField.Speed, speed, now.SpeedHz)
                    && (area == (int)now.Area || OnlyLess(RequestField.Area, area, (int)now.Area));
            default:
                return parts.Refusal.WrongState(controller.State, PenState.Standby);
        }
    }

    private bool NotMore(RequestField field, int value, int now)
    {
        return value <= now || OnlyLess(field, value, now);
    }

    private bool OnlyLess(RequestField field, int value, int now)
    {
        return parts.Refusal.Because(RefusalCode.OnlyShallowerOrSlower, field, LimitOrigin.Running, value, now);
    }
}
