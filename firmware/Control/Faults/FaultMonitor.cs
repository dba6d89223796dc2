using Pen.Protocol;

namespace Pen.Control.Faults;

/// <summary>
/// The fault table: for each rule its fault, how long it must hold, in which states it raises the fault, and whether its cause
/// is still looked at in Fault, where it hinders acknowledging. The condition itself stands in <see cref="FaultConditions"/>; a
/// new fault is one row here and one condition there.
/// </summary>
public sealed class FaultMonitor
{
    private const int RuleCount = 23;

    /// <summary>
    /// A cause is gone when it has not been seen for this long, in ms: the converter shows a wild value now and then, and one good one
    /// among bad ones mends nothing.
    /// </summary>
    private const uint GoneMs = 200;

    private const int InRunning = 1 << (int)PenState.Running;
    private const int InReady = 1 << (int)PenState.Ready;
    private const int InStandby = 1 << (int)PenState.Standby;
    private const int InService = 1 << (int)PenState.Service;
    private const int InSleep = 1 << (int)PenState.Sleep;
    private const int InFault = 1 << (int)PenState.Fault;
    private const int InArmed = InReady | InRunning;
    private const int InDriven = InRunning | InService;
    private const int InMoving = InStandby | InReady | InRunning | InService;

    private readonly FaultConditions conditions;
    private readonly FaultId[] faults = new FaultId[RuleCount];
    private readonly int[] holdMs = new int[RuleCount];
    private readonly int[] states = new int[RuleCount];
    private readonly int[] causeStates = new int[RuleCount];
    private readonly int[] heldMs = new int[RuleCount];
    private readonly uint[] lastSeenMs = new uint[RuleCount];

    /// <summary>Ticks summed up; it wraps after 49 days, and may then call a cause present for 200 ms more.</summary>
    private uint nowMs = GoneMs;

    /// <summary>Creates the table. Hold times in ms are those of the requirement of the same number.</summary>
    public FaultMonitor(FaultConditions conditions)
    {
        this.conditions = conditions;
        Row(FaultRule.StallWithCurrent, FaultId.Stall, 30, InDriven, 0);
        Row(FaultRule.StallAnyCurrent, FaultId.Stall, 100, InDriven, 0);
        Row(FaultRule.OverCurrent, FaultId.OverCurrent, 20, InDriven, 0);
        Row(FaultRule.TachometerLost, FaultId.TachometerLost, 100, InDriven, 0);
        // In the armed states alone the stop is never parked, and what is allowed has a meaning.
        Row(FaultRule.DepthAway, FaultId.DepthMismatch, 50, InArmed, 0);
        Row(FaultRule.DepthDeeper, FaultId.DepthMismatch, 0, InArmed, 0);
        Row(FaultRule.DepthTimeout, FaultId.DepthTimeout, 0, InMoving, 0);
        Row(FaultRule.CartridgeRemoved, FaultId.CartridgeRemoved, 0, InArmed, 0);
        Row(FaultRule.GateOnUnasked, FaultId.GateFailed, 30, InMoving | InFault | InSleep, 0);
        Row(FaultRule.GateOffThoughAsked, FaultId.GateFailed, 50, InRunning, 0);
        Row(FaultRule.CompanionLost, FaultId.CompanionLost, 0, InArmed, 0);
        Row(FaultRule.ControlOverrun, FaultId.ControlOverrun, 0, InArmed | InService, 0);
        Row(FaultRule.WatchdogCut, FaultId.FirmwareHang, 20, InMoving, 0);
        Row(FaultRule.OverSpeed, FaultId.OverSpeed, 50, InDriven, 0);
        Row(FaultRule.UnderSpeed, FaultId.UnderSpeed, 500, InDriven, 0);
        // The converter shows a wild value now and then: one sample alone proves no temperature.
        Row(FaultRule.MotorHot, FaultId.MotorOverTemperature, 10, InArmed | InService, InFault);
        Row(FaultRule.BoardHot, FaultId.BoardOverTemperature, 10, InArmed | InService, InFault);
        Row(FaultRule.BatteryCritical, FaultId.BatteryCritical, 100, InArmed | InService, InFault);
        Row(FaultRule.SensorAtRail, FaultId.SensorOutOfRange, 10, InMoving, InFault);
        Row(FaultRule.DepthJump, FaultId.SensorOutOfRange, 0, InMoving, 0);
        Row(FaultRule.LogLost, FaultId.LogDamaged, 0, InMoving, 0);
        Row(FaultRule.Docked, FaultId.Docked, 10, InArmed | InService, InFault);
        Row(FaultRule.CartridgeRefused, FaultId.CartridgeRefused, 0, InArmed, InFault);
    }

    /// <summary>Rules that held for their time in this tick, bit by rule.</summary>
    public int Raised;

    /// <summary>Faults whose condition is present now, or was in the last 200 ms where it hinders acknowledging; bit n for FLT-n.</summary>
    public uint ActiveMask;

    /// <summary>The fault of a rule.</summary>
    public FaultId FaultOf(int rule)
    {
        return faults[rule];
    }

    /// <summary>Number of rules.</summary>
    public int Count
    {
        get { return RuleCount; }
    }

    /// <summary>Looks at every rule once.</summary>
    public void Step(PenState state, int tickMs)
    {
        Raised = 0;
        ActiveMask = 0;
        nowMs += (uint)tickMs;
        int stateBit = 1 << (int)state;
        for (int rule = 0; rule < RuleCount; rule++)
        {
            if (((states[rule] | causeStates[rule]) & stateBit) == 0 || !conditions.IsTrue(rule))
            {
                heldMs[rule] = -1;
                if ((causeStates[rule] & stateBit) != 0 && nowMs - lastSeenMs[rule] < GoneMs)
                {
                    ActiveMask |= 1u << (int)faults[rule];
                }

                continue;
            }

            lastSeenMs[rule] = nowMs;
            heldMs[rule] = heldMs[rule] < 0 ? 0 : heldMs[rule] + tickMs;
            ActiveMask |= 1u << (int)faults[rule];
            if (heldMs[rule] >= holdMs[rule] && (states[rule] & stateBit) != 0)
            {
                Raised |= 1 << rule;
            }
        }
    }

    /// <summary>Forgets how long anything has held: a new state begins.</summary>
    public void Restart()
    {
        for (int rule = 0; rule < RuleCount; rule++)
        {
            heldMs[rule] = -1;
        }
    }

    private void Row(FaultRule rule, FaultId fault, int hold, int inStates, int alsoCauseIn)
    {
        faults[(int)rule] = fault;
        holdMs[(int)rule] = hold;
        states[(int)rule] = inStates;
        causeStates[(int)rule] = alsoCauseIn;
        heldMs[(int)rule] = -1;
    }
}
