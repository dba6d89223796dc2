using System;
using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Simulator;

/// <summary>
/// Looks at the true physics after every step of every run, and holds them against what the firmware claims and what a person has
/// done. It records and does not throw, so that a test can ask at its end; the list is bounded. What no firmware could prevent is
/// left out here and nowhere else: <see cref="Uncontrollable"/>.
/// </summary>
public sealed class InvariantMonitor
{
    private const int Most = 20;

    /// <summary>Spring and brake: the needles stand 200 ms after the drive at the latest (CTL-4: 100 ms by firmware, 150 by hardware).</summary>
    private const long CoastMicros = 200_000;

    /// <summary>The hardware watchdog cuts within this (FLT-19).</summary>
    private const long HardwareCutMicros = 250_000;

    /// <summary>A state is left at most this long before the pins follow: one late tick and its outputs.</summary>
    private const long PinsFollowMicros = 35_000;

    /// <summary>A move to a shallower depth while running may take this long (FLT-7).</summary>
    private const long ShallowerMicros = 1_600_000;

    /// <summary>A hung pen may take a request up as late as this.</summary>
    private const long AcknowledgeMicros = 10_000_000;

    /// <summary>A press is seen after three samples: one that began that little before the fault counts as after it.</summary>
    private const long DebounceMicros = 100_000;

    /// <summary>A person holds the trigger for 3 s; the firmware counts whole ticks.</summary>
    private const long HoldMicros = 2_900_000;

    private const double StandstillHz = 5;
    private const double RimMm = 0.1;
    private const double ToleranceMm = 0.10;
    private const double MechanicalMm = 3.0;

    private readonly PenWorld world;
    private readonly List<string> violations = [];
    private long undrivenSince;
    private long runningUntil = -CoastMicros;
    private long drivenOutsideSince = -1;
    private long deeperAllowedUntil;
    private long openSince;
    private int deeperAllowedMicrons;
    private int lastSetMicrons;
    private bool wasOn;
    private long coastingUntil;
    private uint lastLatched;
    private long raisedMicros;

    internal InvariantMonitor(PenWorld world) => this.world = world;

    /// <summary>What has gone wrong, each with its time.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Deepest that driven needles have truly reached, in mm.</summary>
    public double DeepestReachMm { get; private set; }

    /// <summary>Furthest that driven needles have truly been beyond the set depth, in mm; negative when they never were.</summary>
    public double WorstExcessMm { get; private set; } = double.NegativeInfinity;

    /// <summary>The firmware's own words; null where no firmware runs.</summary>
    public IPenClaim? Claim { get; set; }

    /// <summary>A person has just acknowledged, through a host: latched faults may go.</summary>
    public long AcknowledgeAskedMicros { get; set; } = long.MinValue / 2;

    /// <summary>
    /// Broken hardware that no firmware can make up for, with what it makes impossible: an output transistor that conducts always,
    /// or a stuck watchdog together with a stuck enable line or with firmware that hangs (two faults at once), keep the drive; a potentiometer that has slipped lies about the
    /// depth by less than a servo moves in a tick; a motor without power, or whose winding is broken, coasts: nothing brakes it.
    /// </summary>
    public bool Uncontrollable =>
        world.Gate.StuckOn || (world.Gate.WatchdogStuck && (world.Gate.EnableStuckHigh || Claim is { IsHung: true }));

    /// <summary>The gate lets through and a voltage stands on the motor; at duty 0 the open gate only brakes.</summary>
    private bool Driven => world.Gate.On && world.Motor.Volts > 0;

    internal void Step()
    {
        bool turning = world.Motor.RadiansPerSecond > 1;
        if (Driven)
        {
            undrivenSince = world.Micros;
            if (turning)
            {
                DeepestReachMm = Math.Max(DeepestReachMm, world.Depth.StopMm);
                Check(
                    world.Slot.Cartridge is null || world.Depth.StopMm <= MechanicalMm + ToleranceMm,
                    "driven beyond the mechanical limit"
                );
            }
        }
        else if (!world.Powered || world.Motor.WindingOpen)
        {
            undrivenSince = world.Micros;
            coastingUntil = world.Micros + CoastMicros;
        }
        else if (world.Motor.SpeedHz > StandstillHz)
        {
            Check(world.Micros - undrivenSince <= CoastMicros, "still turning 200 ms after the drive was cut");
        }

        if (Claim is { } claim && !Uncontrollable)
        {
            Drive(claim);
            Depth(claim, turning);
            Latch(claim);
        }

        wasOn = world.Gate.On;
    }

    /// <summary>Driven in Running or Service alone; started with a verified depth; stopped by the open dead-man trigger.</summary>
    private void Drive(IPenClaim claim)
    {
        bool may = claim.State is PenState.Running or PenState.Service;
        if (!Driven || may)
        {
            drivenOutsideSince = -1;
        }
        else if (drivenOutsideSince < 0)
        {
            drivenOutsideSince = world.Micros;
        }
        else
        {
            long most = world.Gate.EnableStuckHigh ? HardwareCutMicros : PinsFollowMicros;
            Check(world.Micros - drivenOutsideSince <= most, "driven outside Running and Service");
        }

        if (world.Gate.On && !wasOn && claim.State == PenState.Running)
        {
            Check(claim.DepthVerified, "driven before the depth was verified");
        }

        openSince = world.Trigger.Closed || !Driven ? world.Micros : openSince;
        if (Driven && (claim.IsDeadMan || claim.State == PenState.Service))
        {
            Check(world.Micros - openSince <= HardwareCutMicros, "driven although the dead-man trigger is open");
        }
    }

    /// <summary>Needles beyond the rim while running alone, never deeper than set, cartridge and area allow.</summary>
    private void Depth(IPenClaim claim, bool turning)
    {
        // A cartridge may be pushed onto a pen that still turns in Service: it stops like a run.
        bool turns = claim.State is PenState.Running or PenState.Service;
        runningUntil = turns ? world.Micros : runningUntil;
        int set = claim.SetDepthMicrons;
        if (set < lastSetMicrons)
        {
            deeperAllowedMicrons = Math.Max(lastSetMicrons, world.Micros < deeperAllowedUntil ? deeperAllowedMicrons : 0);
            deeperAllowedUntil = world.Micros + ShallowerMicros;
        }

        lastSetMicrons = set;
        if (world.Slot.Cartridge is null || !turning)
        {
            return;
        }

        double stop = world.Depth.StopMm;
        if (stop > RimMm && world.Micros > coastingUntil)
        {
            Check(world.Micros - runningUntil <= CoastMicros, "needles out in a state other than Running");
        }

        if (Driven && world.Depth.PotOffsetMm == 0)
        {
            int allowed = world.Micros < deeperAllowedUntil ? Math.Max(set, deeperAllowedMicrons) : set;
            WorstExcessMm = Math.Max(WorstExcessMm, stop - (allowed / 1000.0));
            Check(stop <= (allowed / 1000.0) + ToleranceMm, "needles more than 0.10 mm deeper than set");
        }
    }

    /// <summary>Latched faults go only when somebody acknowledges, or when the pen starts anew.</summary>
    private void Latch(IPenClaim claim)
    {
        uint now = claim.LatchedFaults;
        raisedMicros = (now & ~lastLatched) != 0 ? world.Micros : raisedMicros;
        if ((lastLatched & ~now) != 0)
        {
            bool byHost = world.Micros - AcknowledgeAskedMicros < AcknowledgeMicros;
            // Only a press that began after the fault acknowledges it.
            long held = world.Trigger.HeldMicros(world.Micros);
            bool byHand = held >= HoldMicros && held <= world.Micros - raisedMicros + DebounceMicros;
            bool anew = claim.State == PenState.Boot || world.BootedMicros + 20_000 > world.Micros;
            Check(byHost || byHand || anew, "a latched fault went away by itself");
        }

        lastLatched = now;
    }

    private void Check(bool holds, string what)
    {
        if (!holds && violations.Count < Most)
        {
            Record(what);
        }
    }

    private void Record(string what)
    {
        if (!violations.Exists(v => v.Contains(what, StringComparison.Ordinal)))
        {
            violations.Add(FormattableString.Invariant($"{world.Micros / 1000.0:F1} ms: {what} (the pen says {Claim?.State})"));
        }
    }
}
