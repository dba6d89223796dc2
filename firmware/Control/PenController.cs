using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// The pen's state machine: a function of this tick's inputs. It owns nothing but its state and the times that run in it.
/// <code>
///   Boot → SelfTest → Standby ⇄ Ready ⇄ Running        Fault from anywhere, back through SelfTest
///             ↑         ⇅    ⇅
///             └─ Sleep ─┘  Service (empty slot)
/// </code>
/// Software may stop at any point of it; only the trigger leads from Ready to Running (P1).
/// </summary>
public sealed partial class PenController
{
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

    /// <summary>What is left of the pause after a run of full length, in ms.</summary>
    public int PauseMs;

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
            case PenState.Standby:
                StepStandby(tickMs);
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
            case PenState.Service:
                StepService(tickMs);
                break;
            case PenState.Sleep:
                StepSleep();
                break;
        }

        parts.DepthLoop.Step(parts.Depth.Microns, tickMs);
        parts.Outputs.ServoPulseMicros = parts.DepthLoop.PulseMicros;
        parts.Outputs.MotorDuty = parts.SpeedLoop.Duty;
        Show();
    }

    /// <summary>Standby → Ready; the caller has checked that it may, and a session is open.</summary>
    public void EnterReady(bool byHost)
    {
        parts.Slot.BeginStamp();
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

    /// <summary>Opens a session and closes the one before.</summary>
    /// <returns>False when the memory did not keep its number.</returns>
    public bool OpenSession()
    {
        CloseSession();
        if (!parts.Session.Open())
        {
            return false;
        }

        parts.Slot.OpenSession = parts.Session.Number;
        parts.Recorder.SessionChanged(LogKind.SessionOpened, parts.Session.Number, 0);
        return true;
    }

    /// <summary>Closes the session: its cartridges are refused from now on.</summary>
    public void CloseSession()
    {
        if (parts.Session.IsOpen)
        {
            parts.Recorder.SessionChanged(LogKind.SessionClosed, parts.Session.Number, parts.Session.RunningMs);
            parts.Session.Close();
            parts.Slot.OpenSession = 0;
        }
    }

    /// <summary>Running → Ready.</summary>
    public void EndRun(StopReason reason)
    {
        StopMotor(reason);
        armMs = 0;
        LastStop = reason;
        Enter(PenState.Ready, reason);
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
            parts.Recorder.CartridgeChanged();
            AmendInterruptedRun();
        }

        if (parts.Slot.StampedNow)
        {
            parts.Recorder.CartridgeStamped();
        }

        CloseRun(tickMs);
        NoteCharging(tickMs);
    }

    private void ClearOutputs()
    {
        parts.Outputs.MotorEnable = false;
        parts.Outputs.GateReset = false;
        // A gate that does not obey is left to the watchdog, the one thing that still cuts it.
        parts.Outputs.KickWatchdog = !parts.Latch.Has(FaultId.GateFailed);
    }

    private void StopMotor(StopReason reason)
    {
        parts.SpeedLoop.Reset();
        parts.Outputs.MotorDuty = 0;
        parts.Outputs.MotorEnable = false;
        if (State == PenState.Running)
        {
            BeginClosingRun(reason);
        }
    }

    private void Enter(PenState next, StopReason reason)
    {
        PenState before = State;
        State = next;
        restMs = 0;
        wantsPreset = false;
        sincePressMs = Limits.DoublePressMs + 1;
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
