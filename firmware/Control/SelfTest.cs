using Pen.Control.Faults;
using Pen.Control.Motion;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// Proves before every Standby that the hardware can stop the motor and that the depth stop obeys. The motor's duty is 0
/// throughout, so a gate that opens by mistake only brakes. That enable opens the gate, and that the encoder speaks, shows within
/// 50 and 100 ms of every start by hand (FLT-13, FLT-5): without a hand on the trigger nothing may turn, in the self-test neither.
/// <code>
///   Unkicked   no kicks until the watchdog has cut; gate off at rest
///   CutProof   enable high, watchdog cut: the gate must stay off
///   Rearm      kicks again, enable low, reset edges until the watchdog lets go and allows
///   Clear      enable high, then low: clears the trigger's latch, whatever it was
///   LatchProof enable high, watchdog fine, no trigger: the gate must stay off
///   Sensors    thermistors, cell and potentiometer read something that they can read
///   Memory     settings and newest log record pass their checksums where they are stored
///   Quiet      no edges from the encoder
///   Home, Out, Back   depth stop parks, reaches 0.50 mm, parks
/// </code>
/// </summary>
public sealed class SelfTest
{
    private const int WatchdogCutMs = 300;
    private const int ProofMs = 40;
    private const int KickMs = 60;

    /// <summary>The watchdog holds its output for 170 to 230 ms after it cut, whatever the kicks, and takes no reset until then.</summary>
    private const int ResetMs = 300;

    /// <summary>Reset edges come every other one of these, in ms: each may be the first that the watchdog lets through.</summary>
    private const int ResetStepMs = 30;
    private const int ClearMs = 20;
    private const int SensorsMs = 30;
    private const int QuietMs = 50;

    /// <summary>A Li-ion cell below this is damaged, or its divider is (protection circuits cut at 2.5 V).</summary>
    private const int LowestCellMillivolts = 2500;

    /// <summary>A Li-ion cell is charged to 4.20 V; more is the divider's fault or the charger's.</summary>
    private const int HighestCellMillivolts = 4400;
    private const int QuietEdges = 3;
    private const int SecondPointMicrons = 500;

    private readonly DepthLoop depthLoop;
    private readonly SpeedSensor speed;
    private readonly Settings settings;
    private readonly UsageLog log;
    private Step step;
    private int stepMs;

    private enum Step
    {
        Unkicked,
        CutProof,
        Rearm,
        Clear,
        LatchProof,
        Sensors,
        Memory,
        Quiet,
        Home,
        Out,
        Back,
        Done,
    }

    /// <summary>Creates the test over the parts that it moves and reads.</summary>
    public SelfTest(DepthLoop depthLoop, SpeedSensor speed, Settings settings, UsageLog log)
    {
        this.depthLoop = depthLoop;
        this.speed = speed;
        this.settings = settings;
        this.log = log;
    }

    /// <summary>The check that failed.</summary>
    public SelfTestCheck Failed;

    /// <summary>All checks have passed.</summary>
    public bool Passed
    {
        get { return step == Step.Done && Failed == SelfTestCheck.None; }
    }

    /// <summary>The fault that a failed check raises.</summary>
    public static FaultId FaultOf(SelfTestCheck check)
    {
        switch (check)
        {
            case SelfTestCheck.DepthHome:
            case SelfTestCheck.DepthSecondPoint:
                return FaultId.DepthTimeout;
            case SelfTestCheck.SettingsStored:
                return FaultId.SettingsCorrupt;
            case SelfTestCheck.LogStored:
                return FaultId.LogDamaged;
            case SelfTestCheck.MotorThermistor:
            case SelfTestCheck.BoardThermistor:
            case SelfTestCheck.Battery:
            case SelfTestCheck.DepthPotentiometer:
                return FaultId.SensorOutOfRange;
            default:
                return FaultId.GateFailed;
        }
    }

    /// <summary>Starts over.</summary>
    public void Restart()
    {
        Failed = SelfTestCheck.None;
        depthLoop.ParkAnew();
        Next(Step.Unkicked);
    }

    /// <summary>One tick, until it has passed or failed: sets enable, reset and kick as the step needs them.</summary>
    public void Run(PenInputs inputs, PenOutputs outputs, int measuredMicrons, int tickMs)
    {
        stepMs += tickMs;
        outputs.KickWatchdog = step != Step.Unkicked && step != Step.CutProof;
        // The latch takes a reset whenever the watchdog holds nothing, kicked or not: that the kicks arrive shows only now, when it stays.
        Expect(step <= Step.Rearm || inputs.WatchdogOk, SelfTestCheck.WatchdogResets);
        if (step <= Step.LatchProof)
        {
            Gate(inputs, outputs);
        }
        else if (step == Step.Sensors)
        {
            Expect(!SensorRange.IsAtRail(inputs.DepthHalfCounts / 2), SelfTestCheck.DepthPotentiometer);
            Expect(!SensorRange.IsAtRail(inputs.MotorThermistorCounts), SelfTestCheck.MotorThermistor);
            Expect(!SensorRange.IsAtRail(inputs.BoardThermistorCounts), SelfTestCheck.BoardThermistor);
            Expect(inputs.BatteryMillivolts > LowestCellMillivolts, SelfTestCheck.Battery);
            Expect(inputs.BatteryMillivolts < HighestCellMillivolts, SelfTestCheck.Battery);
            Finish(SensorsMs, Step.Memory);
        }
        else if (step == Step.Memory)
        {
            Expect(settings.IsStored(), SelfTestCheck.SettingsStored);
            Expect(log.IsStored(), SelfTestCheck.LogStored);
            Finish(0, Step.Quiet);
            speed.ResetCount();
        }
        else if (step == Step.Quiet)
        {
            Expect(speed.Edges < QuietEdges, SelfTestCheck.TachometerQuiet);
            Finish(QuietMs, Step.Home);
        }
        else
        {
            Depth(measuredMicrons);
        }
    }

    private void Gate(PenInputs inputs, PenOutputs outputs)
    {
        switch (step)
        {
            case Step.Unkicked:
                Expect(!inputs.GateOn, SelfTestCheck.GateOffAtRest);
                if (!inputs.WatchdogOk)
                {
                    Next(Step.CutProof);
                }
                else
                {
                    Expect(stepMs < WatchdogCutMs, SelfTestCheck.WatchdogCuts);
                }

                break;
            case Step.CutProof:
                outputs.MotorEnable = stepMs < ProofMs;
                Expect(!inputs.GateOn, SelfTestCheck.WatchdogCuts);
                Finish(ProofMs, Step.Rearm);
                break;
            case Step.Rearm:
                outputs.GateReset = stepMs >= KickMs && (stepMs - KickMs) / ResetStepMs % 2 == 0;
                Expect(stepMs < KickMs + ResetMs, SelfTestCheck.WatchdogResets);
                if (stepMs >= KickMs && inputs.WatchdogOk)
                {
                    Next(Step.Clear);
                }

                break;
            case Step.Clear:
                outputs.MotorEnable = stepMs < ClearMs;
                Finish(2 * ClearMs, Step.LatchProof);
                break;
            default:
                outputs.MotorEnable = stepMs < ProofMs;
                Expect(!inputs.GateOn || inputs.TriggerClosed, SelfTestCheck.TriggerBlocks);
                Finish(ProofMs, Step.Sensors);
                break;
        }
    }

    private void Depth(int measuredMicrons)
    {
        SelfTestCheck check = step == Step.Out ? SelfTestCheck.DepthSecondPoint : SelfTestCheck.DepthHome;
        Expect(!depthLoop.TimedOut, check);
        if (!depthLoop.Verified || Failed != SelfTestCheck.None)
        {
            return;
        }

        switch (step)
        {
            case Step.Home:
                depthLoop.MoveTo(SecondPointMicrons, measuredMicrons);
                Next(Step.Out);
                break;
            case Step.Out:
                depthLoop.Park();
                Next(Step.Back);
                break;
            default:
                Next(Step.Done);
                break;
        }
    }

    private void Expect(bool holds, SelfTestCheck check)
    {
        if (!holds && Failed == SelfTestCheck.None)
        {
            Failed = check;
        }
    }

    private void Finish(int afterMs, Step next)
    {
        if (stepMs >= afterMs && Failed == SelfTestCheck.None)
        {
            Next(next);
        }
    }

    private void Next(Step next)
    {
        step = next;
        stepMs = 0;
    }
}
