using Pen.Control.Faults;
using Pen.Protocol;

namespace Pen.Control;

/// <content>Faults: how they latch, and the only way out of them.</content>
public sealed partial class PenController
{
    private const int TriggerAcknowledgeMs = 3000;

    /// <summary>Latches a fault: motor off at once, depth parked.</summary>
    public void Raise(FaultId fault, int detail)
    {
        PenState before = State;
        parts.Log.LossUntold = parts.Log.LossUntold && fault != FaultId.LogDamaged;
        if (!parts.Latch.Add(fault, detail))
        {
            return;
        }

        parts.Recorder.FaultRaised(fault, before, detail);
        // A hold that began before this fault was there does not acknowledge it.
        parts.Trigger.ForgetHold();
        if (before == PenState.Fault)
        {
            return;
        }

        StopMotor(StopReason.Fault);
        parts.Conditions.ArmedByHost = false;
        parts.DepthLoop.Park();
        LastStop = StopReason.Fault;
        Enter(PenState.Fault, StopReason.Fault);
    }

    /// <summary>A person goes on after a fault; the caller has checked that every cause is gone.</summary>
    public void Acknowledge()
    {
        parts.Recorder.FaultAcknowledged();
        // What was lost stays on record as FLT-16 and as a gap in the chain; a memory that still fails raises it anew.
        if (parts.Latch.Has(FaultId.LogDamaged))
        {
            parts.Log.Damaged = false;
        }

        parts.Latch.Clear();
        EnterSelfTest();
    }

    /// <summary>Whether every latched fault's cause is gone.</summary>
    public bool CausesGone
    {
        get { return (parts.Latch.Mask & parts.Monitor.ActiveMask) == 0; }
    }

    private void Watch(int tickMs)
    {
        parts.Conditions.HostSilentMs += tickMs;
        parts.Conditions.SetHz = State == PenState.Service ? ServiceHz : parts.Preparation.SpeedHz;
        FaultMonitor monitor = parts.Monitor;
        monitor.Step(State, tickMs);
        uint gone = parts.Latch.Gone(monitor.ActiveMask);
        if (gone != 0)
        {
            TellCleared(gone);
        }

        if (monitor.Raised == 0)
        {
            return;
        }

        for (int rule = 0; rule < monitor.Count; rule++)
        {
            if ((monitor.Raised & (1 << rule)) != 0)
            {
                Raise(monitor.FaultOf(rule), parts.Conditions.Detail(rule));
            }
        }
    }

    private void TellCleared(uint gone)
    {
        for (int fault = 1; fault <= (int)FaultId.Docked; fault++)
        {
            if ((gone & (1u << fault)) != 0)
            {
                parts.Recorder.FaultCleared((FaultId)fault, State);
            }
        }
    }

    private void StepSelfTest(int tickMs)
    {
        parts.SelfTest.Run(parts.Inputs, parts.Outputs, parts.Depth.Microns, tickMs);
        SelfTestCheck failed = parts.SelfTest.Failed;
        if (failed != SelfTestCheck.None)
        {
            parts.Outputs.MotorEnable = false;
            parts.Recorder.SelfTestEnded(failed);
            Raise(SelfTest.FaultOf(failed), (int)failed);
        }
        else if (parts.SelfTest.Passed)
        {
            parts.Recorder.SelfTestEnded(SelfTestCheck.None);
            Enter(PenState.Standby, StopReason.None);
        }
    }

    private void StepFault()
    {
        if (parts.Trigger.HeldMs >= TriggerAcknowledgeMs && CausesGone && parts.AcknowledgeStorage())
        {
            Acknowledge();
        }
    }

    private void EnterSelfTest()
    {
        parts.SelfTest.Restart();
        Enter(PenState.SelfTest, StopReason.None);
    }
}
