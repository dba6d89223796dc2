using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>Requests of the technician, of the session, and for sleep. Each returns the answer's length, or -1 with the refusal filled in.</summary>
public sealed class ServiceCommands
{
    private readonly PenParts parts;
    private readonly PenController controller;
    private readonly StatusWords words;
    private readonly SerialCommand serial;

    /// <summary>Creates the commands over the controller that they ask.</summary>
    public ServiceCommands(PenParts parts, PenController controller, StatusWords words)
    {
        this.parts = parts;
        this.controller = controller;
        this.words = words;
        serial = new SerialCommand(parts, controller, words);
    }

    /// <summary>Carries out one of the requests that stand here.</summary>
    public int CarryOut(MessageId message, byte[] request, int at, byte[] answer, int to)
    {
        switch (message)
        {
            case MessageId.Sleep:
                return Sleep(answer, to);
            case MessageId.SessionOpen:
                return SessionOpen(answer, to);
            case MessageId.SessionClose:
                return SessionClose(answer, to);
            case MessageId.ServiceEnter:
                return Enter(answer, to);
            case MessageId.ServiceLeave:
                return Leave(answer, to);
            case MessageId.ServiceDepth:
                return Depth(request, at, answer, to);
            case MessageId.ServiceReadings:
                return Readings(answer, to);
            case MessageId.SerialWrite:
                return serial.Write(request, at, answer, to);
            default:
                return Spin(request, at, answer, to);
        }
    }

    /// <summary>ServiceEnter: from Standby, with an empty slot, off the dock.</summary>
    private int Enter(byte[] answer, int to)
    {
        if (controller.State != PenState.Standby)
        {
            return WrongState(PenState.Standby);
        }

        if (parts.Slot.State != CartridgeState.Absent || parts.Inputs.CartridgeSwitchClosed)
        {
            int state = (int)parts.Slot.State;
            return Refuse(RefusalCode.CartridgeInSlot, RequestField.Cartridge, LimitOrigin.Cartridge, state, 0);
        }

        if (parts.Inputs.DockClosed)
        {
            return Refuse(RefusalCode.Docked, RequestField.None, LimitOrigin.Hardware, 0, 0);
        }

        controller.EnterService();
        parts.Recorder.ServiceAction(ServiceAction.Entered, 0);
        return words.WriteStanding(answer, to);
    }

    /// <summary>ServiceLeave: in every state, even where there is nothing to leave.</summary>
    private int Leave(byte[] answer, int to)
    {
        if (controller.State == PenState.Service)
        {
            controller.EnterStandby(StopReason.HostDisarm);
        }

        return words.WriteStanding(answer, to);
    }

    /// <summary>ServiceDepth.</summary>
    private int Depth(byte[] request, int at, byte[] answer, int to)
    {
        int depth = Wire.GetU16(request, at + ServiceDepthRequest.DepthMicrons);
        if (controller.State != PenState.Service)
        {
            return WrongState(PenState.Service);
        }

        if (depth > Limits.DepthMaxMicrons)
        {
            int most = Limits.DepthMaxMicrons;
            return Refuse(RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Hardware, depth, most);
        }

        parts.DepthLoop.MoveTo(depth, parts.Depth.Microns);
        parts.Recorder.ServiceAction(ServiceAction.DepthMoved, depth);
        return words.WriteStanding(answer, to);
    }

    /// <summary>ServiceSpin: the speed that the trigger then gives; nothing turns before the hand presses it.</summary>
    private int Spin(byte[] request, int at, byte[] answer, int to)
    {
        int speed = Wire.GetU16(request, at + ServiceSpinRequest.SpeedHz);
        if (controller.State != PenState.Service)
        {
            return WrongState(PenState.Service);
        }

        if (speed != 0 && (speed < Limits.SpeedMinHz || speed > Limits.SpeedMaxHz))
        {
            int limit = speed < Limits.SpeedMinHz ? Limits.SpeedMinHz : Limits.SpeedMaxHz;
            return Refuse(RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.Hardware, speed, limit);
        }

        if (parts.Trigger.Pressed || parts.Inputs.TriggerClosed)
        {
            return Refuse(RefusalCode.TriggerHeld, RequestField.None, LimitOrigin.State, 1, 0);
        }

        controller.ServiceHz = speed;
        parts.Recorder.ServiceAction(ServiceAction.SpinAllowed, speed);
        return words.WriteStanding(answer, to);
    }

    /// <summary>ServiceReadings: a running pen has better to do.</summary>
    private int Readings(byte[] answer, int to)
    {
        return controller.State == PenState.Running ? WrongState(PenState.Service) : words.WriteReadings(answer, to);
    }

    /// <summary>Sleep: from Standby.</summary>
    private int Sleep(byte[] answer, int to)
    {
        if (controller.State != PenState.Standby)
        {
            return WrongState(PenState.Standby);
        }

        controller.EnterSleep();
        return words.WriteStanding(answer, to);
    }

    /// <summary>SessionOpen: from Standby; what was open is closed.</summary>
    private int SessionOpen(byte[] answer, int to)
    {
        if (controller.State != PenState.Standby)
        {
            return WrongState(PenState.Standby);
        }

        if (!controller.OpenSession())
        {
            return Refuse(RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0, 0);
        }

        return WriteSession(answer, to);
    }

    /// <summary>SessionClose: in Standby, Fault and Sleep; even when none is open.</summary>
    private int SessionClose(byte[] answer, int to)
    {
        if (controller.State == PenState.Ready || controller.State == PenState.Running)
        {
            return WrongState(PenState.Standby);
        }

        controller.CloseSession();
        return WriteSession(answer, to);
    }

    private int WriteSession(byte[] answer, int to)
    {
        Wire.PutU32(answer, to + SessionAnswer.Session, parts.Session.Number);
        answer[to + SessionAnswer.State] = (byte)controller.State;
        System.Array.Clear(answer, to + SessionAnswer.State + 1, SessionAnswer.Length - SessionAnswer.State - 1);
        return SessionAnswer.Length;
    }

    private int WrongState(PenState wanted)
    {
        parts.Refusal.WrongState(controller.State, wanted);
        return -1;
    }

    private int Refuse(RefusalCode code, RequestField field, LimitOrigin origin, int value, int limit)
    {
        parts.Refusal.Because(code, field, origin, value, limit);
        return -1;
    }
}
