using Pen.Protocol;

namespace Pen.Control;

/// <content>
/// Service: for the technician, with an empty slot. The depth stop moves within its range; the motor turns only while the trigger
/// is held, as everywhere, because the gate's start latch is the hand's; so a silent host is no danger here, and no fault.
/// </content>
public sealed partial class PenController
{
    private int serviceMs;

    /// <summary>Speed in Hz that the trigger turns the empty pen with in Service; 0 not at all.</summary>
    public int ServiceHz;

    /// <summary>Standby → Service; the caller has checked that it may.</summary>
    public void EnterService()
    {
        serviceMs = 0;
        ServiceHz = 0;
        Enter(PenState.Service, StopReason.None);
    }

    /// <summary>The motor stops, and the trigger turns it no longer.</summary>
    public void StopService()
    {
        ServiceHz = 0;
        StopMotor(StopReason.HostStop);
    }

    private void StepService(int tickMs)
    {
        serviceMs += tickMs;
        if (parts.Inputs.CartridgeSwitchClosed || parts.Slot.State != CartridgeState.Absent)
        {
            EnterStandby(StopReason.CartridgeIn);
        }
        else if (serviceMs >= Limits.ServiceMaxMs)
        {
            EnterStandby(StopReason.ServiceTimeout);
        }
        else if (ServiceHz > 0 && parts.Trigger.Pressed)
        {
            parts.Outputs.MotorEnable = true;
            parts.SpeedLoop.Step(ServiceHz, parts.Speed.TickHz, parts.Inputs.CurrentMilliamps, parts.Inputs.TickMicros);
        }
        else
        {
            parts.SpeedLoop.Reset();
        }
    }
}
