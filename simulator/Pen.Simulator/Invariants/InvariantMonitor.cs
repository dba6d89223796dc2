using System;
using System.Collections.Generic;

namespace Pen.Simulator.Invariants;

/// <summary>
/// Looks at the true physics after every step of every run, and holds them against what the firmware claims and what a person has
/// done. It records and does not throw, so that a test can ask at its end; the list is bounded. What no firmware could prevent is
/// left out here and nowhere else: <see cref="Uncontrollable"/>.
/// </summary>
public sealed class InvariantMonitor
{
    private const int Most = 20;

    private readonly PenWorld world;
    private readonly List<string> violations = [];
    private readonly StandstillRules standstill;
    private readonly DriveRules drive;
    private readonly DepthRules depth;
    private readonly LatchRules latch;
    private readonly StateRules states;
    private readonly StopRules stops;

    internal InvariantMonitor(PenWorld world, int tickJitterMicros)
    {
        this.world = world;
        standstill = new StandstillRules(world, this);
        drive = new DriveRules(world, this, tickJitterMicros);
        depth = new DepthRules(world, this, standstill);
        latch = new LatchRules(world, this);
        states = new StateRules(world, this);
        stops = new StopRules(world, this, tickJitterMicros);
    }

    /// <summary>What has gone wrong, each with its time.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Deepest that driven needles have truly reached, in mm.</summary>
    public double DeepestReachMm => depth.DeepestReachMm;

    /// <summary>Furthest that driven needles have truly been beyond the set depth, in mm; negative when they never were.</summary>
    public double WorstExcessMm => depth.WorstExcessMm;

    /// <summary>How fast stops took the drive away, by their source.</summary>
    public IEnumerable<StopTally> Stops => stops.Tallies;

    /// <summary>The firmware's own words; null where no firmware runs.</summary>
    public IPenClaim? Claim { get; set; }

    /// <summary>A person has just acknowledged, through a host: latched faults may go.</summary>
    public void AcknowledgeSent() => latch.AskedMicros = world.Micros;

    /// <summary>A host has just put a whole Stop on the line.</summary>
    public void StopSent() => stops.Sent();

    /// <summary>
    /// Broken hardware that no firmware can make up for: an output transistor that conducts always, or a stuck watchdog together with
    /// a stuck enable line or with firmware that hangs (two faults at once), keep the drive. A potentiometer that has slipped and a
    /// motor that nothing brakes are left out where they matter.
    /// </summary>
    public bool Uncontrollable =>
        world.Gate.StuckOn || (world.Gate.WatchdogStuck && (world.Gate.EnableStuckHigh || Claim is { IsHung: true }));

    /// <summary>The gate lets through and a voltage stands on the motor; at duty 0 the open gate only brakes.</summary>
    internal bool Driven => world.Gate.On && world.Motor.Volts > 0;

    internal void Step()
    {
        standstill.Step();
        if (Claim is not { } claim)
        {
            return;
        }

        if (Uncontrollable)
        {
            stops.Forget();
            return;
        }

        states.Step(claim);
        drive.Step(claim);
        stops.Step(claim);
        depth.Step(claim);
        latch.Step(claim);
    }

    internal void Check(bool holds, string what)
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
