using Pen.Control.Faults;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// The pen's state machine: a function of this tick's inputs. It owns nothing but its state and the times that run in it.
/// <code>
///   Boot → SelfTest → Standby ⇄ Ready ⇄ Running        Fault from anywhere, back through SelfTest
/// </code>
/// Software may stop at any point of it; only the trigger leads from Ready to Running (P1).
/// </summary>
public sealed partial class PenController
{
    private const int TriggerAcknowledgeMs = 3000;

    private readonly PenParts parts;
    private int microsLeft;

    /// <summary>Creates the controller over its parts.</summary>
    public PenController(PenParts parts)
    {
        this.parts = parts;
    }

    /// <summary>State.</summary>
    public PenState State;

    /// <summary>Why the last run or readiness ended.</summary>
    public StopReason LastStop;

    /// <summary>Running time since this cartridge was put in, in ms.</summary>
    public int SessionMs;

    /// <summary>What is left of the pause after a run of full length, in ms.</summary>
    public int PauseMs;

    /// <summary>The hardware is open: settings, counters and log are read, the boot is counted and noted.</summary>
    public void Start(bool watchdogHadCut)
    {
        parts.Settings.Load();
        parts.Memory.Read(MemoryMap.SerialNumber, parts.SerialNumber, 0, parts.SerialNumber.Length);
        bool opened = parts.Log.Open();
        byte[] newest = new byte[LogRecord.Length];
        bool hasNewest = parts.Log.ReadNewest(newest);
        parts.Counters.Load(hasNewest ? (uint)Wire.GetU16(newest, LogRecord.BootCount) : 0);
        opened = parts.Counters.CountBoot() && opened;
        parts.Recorder.Boot(watchdogHadCut);
        if (
            hasNewest
            && (newest[LogRecord.Kind] == (byte)LogKind.RunStarted || newest[LogRecord.Kind] == (byte)LogKind.RunCheckpoint)
        )
        {
            parts.Recorder.RunInterrupted(newest);
        }

        if (!opened || parts.Log.Damaged)
        {
            Raise(FaultId.LogDamaged, 0);
        }

        if (parts.Settings.Defaulted)
        {
            Raise(FaultId.SettingsCorrupt, 0);
        }

        if (!parts.Latch.Any)
        {
            EnterSelfTest();
        }
    }

    /// <summary>One tick.</summary>
    public void Step()
    {
        int tickMs = WholeMs();
        Measure(tickMs);
        Watch(tickMs);
        ClearOutputs();
        PauseMs = PauseMs > tickMs ? PauseMs - tickMs : 0;
        switch (State)
        {
            case PenState.SelfTest:
                StepSelfTest(tickMs);
                break;
            case PenState.Ready:
                StepReady(tickMs);
                break;
            case PenState.Running:
                StepRunning(tickMs);
                break;
            case PenState.Fault:
                StepFault();
                break;
        }

        parts.DepthLoop.Step(parts.Depth.Microns, tickMs);
        parts.Outputs.ServoPulseMicros = parts.DepthLoop.PulseMicros;
        parts.Outputs.MotorDuty = parts.SpeedLoop.Duty;
        Show();
    }

    /// <summary>Standby → Ready; the caller has checked that it may.</summary>
    public void EnterReady(bool byHost)
    {
        parts.Conditions.ArmedByHost = byHost;
        armMs = 0;
        parts.DepthLoop.MoveTo(parts.Preparation.DepthMicrons, parts.Depth.Microns);
        Enter(PenState.Ready, StopReason.None);
    }

    /// <summary>Back to Standby from Ready or Running, depth parked.</summary>
    public void EnterStandby(StopReason reason)
    {
        StopMotor(reason);
        parts.Conditions.ArmedByHost = false;
        parts.DepthLoop.Park();
        LastStop = reason;
        Enter(PenState.Standby, reason);
    }

    /// <summary>Running → Ready.</summary>
    public void EndRun(StopReason reason)
    {
        StopMotor(reason);
        armMs = 0;
        LastStop = reason;
        Enter(PenState.Ready, reason);
    }

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
        if (before == PenState.Fault)
        {
            return;
        }

        StopMotor(StopReason.Fault);
        parts.Conditions.ArmedByHost = false;
        parts.DepthLoop.Park();
        parts.Trigger.ForgetHold();
        LastStop = StopReason.Fault;
        Enter(PenState.Fault, StopReason.Fault);
    }

    /// <summary>A person goes on after a fault; the caller has checked that every cause is gone.</summary>
    public void Acknowledge()
    {
        parts.Recorder.FaultAcknowledged();
        // What was lost stays on record as FLT-16 and as a gap in the chain; a memory that still fails raises it anew.
        parts.Log.Damaged = parts.Log.Damaged && !parts.Latch.Has(FaultId.LogDamaged);
        parts.Latch.Clear();
        EnterSelfTest();
    }

    /// <summary>Whether every latched fault's cause is gone.</summary>
    public bool CausesGone
    {
        get { return (parts.Latch.Mask & parts.Monitor.ActiveMask) == 0; }
    }

    private int WholeMs()
    {
        microsLeft += parts.Inputs.TickMicros;
        int whole = microsLeft / 1000;
        microsLeft -= whole * 1000;
        return whole;
    }

    private void Measure(int tickMs)
    {
        PenInputs inputs = parts.Inputs;
        parts.Speed.Update(inputs.TachoEdges, inputs.TachoMicros);
        parts.Depth.Update(inputs.DepthHalfCounts);
        parts.Trigger.Update(inputs.TriggerClosed, tickMs);
        bool atRest = State != PenState.Running && State != PenState.Ready;
        parts.Slot.Update(inputs.CartridgeSwitchClosed, atRest, tickMs);
        if (parts.Slot.ChangedNow)
        {
            SessionMs = parts.Slot.State == CartridgeState.Accepted ? 0 : SessionMs;
            parts.Recorder.CartridgeChanged();
        }
    }

    private void Watch(int tickMs)
    {
        parts.Conditions.HostSilentMs += tickMs;
        parts.Conditions.SetHz = parts.Preparation.SpeedHz;
        FaultMonitor monitor = parts.Monitor;
        monitor.Step(State, tickMs);
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

    private void ClearOutputs()
    {
        parts.Outputs.MotorEnable = false;
        parts.Outputs.GateReset = false;
        parts.Outputs.KickWatchdog = State != PenState.Boot;
    }

    private void StepSelfTest(int tickMs)
    {
        parts.SelfTest.Run(parts.Inputs, parts.Outputs, parts.Depth.Microns, tickMs);
        SelfTestCheck failed = parts.SelfTest.Failed;
        if (failed != SelfTestCheck.None)
        {
            parts.Outputs.MotorEnable = false;
            parts.Recorder.SelfTestEnded(failed);
            Raise(failed >= SelfTestCheck.DepthHome ? FaultId.DepthTimeout : FaultId.GateFailed, (int)failed);
        }
        else if (parts.SelfTest.Passed)
        {
            parts.Recorder.SelfTestEnded(SelfTestCheck.None);
            Enter(PenState.Standby, StopReason.None);
        }
    }

    private void StepFault()
    {
        if (parts.Trigger.HeldMs >= TriggerAcknowledgeMs && CausesGone && parts.AcknowledgeSettings())
        {
            Acknowledge();
        }
    }

    private void EnterSelfTest()
    {
        parts.SelfTest.Restart();
        Enter(PenState.SelfTest, StopReason.None);
    }

    private void StopMotor(StopReason reason)
    {
        parts.SpeedLoop.Reset();
        parts.Outputs.MotorDuty = 0;
        parts.Outputs.MotorEnable = false;
        if (State == PenState.Running)
        {
            parts.Slot.StrokesUsed += (uint)parts.Speed.Strokes;
            parts.Recorder.RunEnded(reason);
        }
    }

    private void Enter(PenState next, StopReason reason)
    {
        PenState before = State;
        State = next;
        parts.Monitor.Restart();
        parts.Recorder.StateChanged(before, next, reason);
    }

    /// <summary>LED: steady while running, slow while ready, fast on a fault; a beep of 0.2 s each second on a fault.</summary>
    private void Show()
    {
        uint now = parts.Inputs.UptimeMs;
        bool fault = State == PenState.Fault;
        parts.Outputs.Led =
            State == PenState.Running || (State == PenState.Ready && now % 1000 < 500) || (fault && now % 250 < 125);
        parts.Outputs.Buzzer = fault && now % 1000 < 200 && parts.Settings.Get(SettingId.Buzzer) != 0;
    }
}
