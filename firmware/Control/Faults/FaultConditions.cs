using Pen.Control.Cartridge;
using Pen.Control.Motion;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control.Faults;

/// <summary>The conditions of the fault table, with their constants, over this tick's measurements.</summary>
public sealed class FaultConditions
{
    /// <summary>FLT-1: half of the stall current at 6 V (1.39 A by data sheet) in mA.</summary>
    private const int HalfStallMilliamps = 695;

    /// <summary>FLT-1: share of the set speed below which the motor does not turn.</summary>
    private const float StallShare = 0.1f;

    /// <summary>FLT-2: in mA.</summary>
    private const int OverCurrentMilliamps = 1000;

    /// <summary>FLT-5: duty in 1/10000 from which a healthy motor turns.</summary>
    private const int TachometerDuty = 2000;

    /// <summary>FLT-5: least current of a turning motor in mA: a third of the no-load current of 45.9 mA.</summary>
    private const int TurningMinMilliamps = 15;

    /// <summary>
    /// FLT-5: most current of a turning motor in mA: the worst treatment load draws 263 mA on the mean; a blocked rotor at the
    /// lowest speed's voltage draws more than this within three ticks.
    /// </summary>
    private const int TurningMaxMilliamps = 450;

    /// <summary>FLT-6: away from the set depth, in µm.</summary>
    private const int AwayMicrons = 100;

    /// <summary>FLT-6: deeper than set, in µm.</summary>
    private const int DeeperMicrons = 50;

    /// <summary>FLT-3 and FLT-4: share of the set speed beyond which it is too fast, and too slow.</summary>
    private const float SpeedTolerance = 0.15f;

    /// <summary>FLT-8: motor case in tenths of °C.</summary>
    private const int MotorHotDeciCelsius = 600;

    /// <summary>FLT-9: board in tenths of °C.</summary>
    private const int BoardHotDeciCelsius = 700;

    /// <summary>FLT-10: cell in mV.</summary>
    private const int BatteryCriticalMillivolts = 3300;

    /// <summary>
    /// FLT-14: most that the potentiometer may move in 10 ms, in µm: small linear servos make up to 28 mm/s, which is 280 µm; the
    /// rest is noise of the converter.
    /// </summary>
    private const int DepthJumpMicrons = 400;

    /// <summary>FLT-18: in µs.</summary>
    private const int OverrunMicros = 50000;

    private readonly PenInputs inputs;
    private readonly PenOutputs outputs;
    private readonly SpeedSensor speed;
    private readonly DepthSensor depth;
    private readonly DepthLoop depthLoop;
    private readonly CartridgeSlot slot;
    private readonly Settings settings;
    private readonly Preparation preparation;
    private readonly SpeedLoop speedLoop;
    private readonly UsageLog log;

    /// <summary>Creates the conditions over the parts that they look at.</summary>
    public FaultConditions(
        PenInputs inputs,
        PenOutputs outputs,
        SpeedSensor speed,
        DepthSensor depth,
        DepthLoop depthLoop,
        CartridgeSlot slot,
        Settings settings,
        Preparation preparation,
        SpeedLoop speedLoop,
        UsageLog log
    )
    {
        this.inputs = inputs;
        this.outputs = outputs;
        this.speed = speed;
        this.depth = depth;
        this.depthLoop = depthLoop;
        this.slot = slot;
        this.settings = settings;
        this.preparation = preparation;
        this.speedLoop = speedLoop;
        this.log = log;
    }

    /// <summary>A host armed the pen.</summary>
    public bool ArmedByHost;

    /// <summary>Silence of the host in ms.</summary>
    public int HostSilentMs;

    /// <summary>Speed that is asked of the motor in Hz: the prepared one, or the technician's.</summary>
    public int SetHz;

    /// <summary>Whether the condition of this rule is present now.</summary>
    public bool IsTrue(int rule)
    {
        switch ((FaultRule)rule)
        {
            case FaultRule.StallWithCurrent:
                return HardlyTurning() && inputs.CurrentMilliamps > HalfStallMilliamps;
            case FaultRule.StallAnyCurrent:
                return HardlyTurning() && !TachometerSilent();
            case FaultRule.OverCurrent:
                return inputs.CurrentMilliamps > OverCurrentMilliamps;
            case FaultRule.TachometerLost:
                return TachometerSilent();
            case FaultRule.DepthAway:
                return depthLoop.Verified && Magnitude(depth.Microns - preparation.DepthMicrons) > AwayMicrons;
            case FaultRule.DepthDeeper:
                return depth.Microns > depthLoop.AllowedMicrons + DeeperMicrons;
            case FaultRule.DepthTimeout:
                return depthLoop.TimedOut;
            case FaultRule.CartridgeRemoved:
                return slot.IsOut;
            case FaultRule.GateOnUnasked:
                return inputs.GateOn && !outputs.MotorEnable;
            case FaultRule.GateOffThoughAsked:
                return !inputs.GateOn && outputs.MotorEnable;
            case FaultRule.CompanionLost:
                return ArmedByHost
                    && HostSilentMs >= Limits.CompanionTimeoutMs
                    && settings.Get(SettingId.CompanionLostPolicy) == 0;
            case FaultRule.ControlOverrun:
                return inputs.TickMicros > OverrunMicros;
            case FaultRule.OverSpeed:
                return outputs.MotorEnable && speed.TickHz > FastestHz() * (1f + SpeedTolerance);
            case FaultRule.UnderSpeed:
                return outputs.MotorEnable && speedLoop.AtSet && speed.MeanCentiHz < SetHz * (100f * (1f - SpeedTolerance));
            case FaultRule.MotorHot:
                return inputs.MotorDeciCelsius > MotorHotDeciCelsius;
            case FaultRule.BoardHot:
                return inputs.BoardDeciCelsius > BoardHotDeciCelsius;
            case FaultRule.BatteryCritical:
                return inputs.BatteryMillivolts < BatteryCriticalMillivolts;
            case FaultRule.SensorAtRail:
                return SensorRange.IsAtRail(inputs.DepthHalfCounts / 2)
                    || SensorRange.IsAtRail(inputs.MotorThermistorCounts)
                    || SensorRange.IsAtRail(inputs.BoardThermistorCounts)
                    || SensorRange.IsAtRail(inputs.BatteryCounts);
            case FaultRule.DepthJump:
                // A late tick gives a servo on its way more time; one that holds its place has none to use.
                return depth.Jumped(DepthJumpMicrons, depthLoop.Verified ? 0 : inputs.TickMicros);
            case FaultRule.LogLost:
                return log.LossUntold;
            case FaultRule.Docked:
                return inputs.DockClosed;
            case FaultRule.CartridgeRefused:
                return slot.State == CartridgeState.Refused;
            default:
                return !inputs.WatchdogOk;
        }
    }

    /// <summary>
    /// The measured value that goes with a fault, for log and event; one unit for each fault, whichever of its rules found it.
    /// The table of units stands in docs/protocol.md.
    /// </summary>
    public int Detail(int rule)
    {
        switch ((FaultRule)rule)
        {
            case FaultRule.StallWithCurrent:
            case FaultRule.StallAnyCurrent:
            case FaultRule.OverCurrent:
            case FaultRule.TachometerLost:
                return inputs.CurrentMilliamps;
            case FaultRule.DepthAway:
            case FaultRule.DepthDeeper:
            case FaultRule.DepthTimeout:
                return depth.Microns;
            case FaultRule.CompanionLost:
                return HostSilentMs;
            case FaultRule.ControlOverrun:
                return inputs.TickMicros / 1000;
            case FaultRule.OverSpeed:
                return (int)(speed.TickHz * 100f);
            case FaultRule.UnderSpeed:
                return speed.MeanCentiHz;
            case FaultRule.MotorHot:
                return inputs.MotorDeciCelsius;
            case FaultRule.BoardHot:
                return inputs.BoardDeciCelsius;
            case FaultRule.BatteryCritical:
                return inputs.BatteryMillivolts;
            case FaultRule.SensorAtRail:
            case FaultRule.DepthJump:
                return (int)WorstSensor();
            case FaultRule.CartridgeRefused:
                return (int)slot.Refusal;
            default:
                return 0;
        }
    }

    private bool HardlyTurning()
    {
        return outputs.MotorEnable && speed.TickHz < SetHz * StallShare;
    }

    /// <summary>Set speed, or the ramp's while it comes down from a higher one.</summary>
    private float FastestHz()
    {
        return speedLoop.RampHz > SetHz ? speedLoop.RampHz : SetHz;
    }

    private SensorId WorstSensor()
    {
        return SensorRange.IsAtRail(inputs.MotorThermistorCounts) ? SensorId.MotorThermistor
            : SensorRange.IsAtRail(inputs.BoardThermistorCounts) ? SensorId.BoardThermistor
            : SensorRange.IsAtRail(inputs.BatteryCounts) ? SensorId.Battery
            : SensorId.DepthPotentiometer;
    }

    private bool TachometerSilent()
    {
        return speed.TickEdges == 0
            && outputs.MotorDuty > TachometerDuty
            && inputs.CurrentMilliamps > TurningMinMilliamps
            && inputs.CurrentMilliamps < TurningMaxMilliamps;
    }

    private static int Magnitude(int value)
    {
        return value < 0 ? -value : value;
    }
}
