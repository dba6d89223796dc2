using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Simulator.Invariants;

/// <summary>The pen goes only where the table of its states leads; a reset leads from anywhere to Boot.</summary>
public sealed class StateRules
{
    /// <summary>The table: from, to.</summary>
    public static IReadOnlyList<(PenState From, PenState To)> Table { get; } =
    [
        (PenState.Boot, PenState.SelfTest),
        (PenState.Boot, PenState.Fault),
        (PenState.SelfTest, PenState.Standby),
        (PenState.SelfTest, PenState.Fault),
        (PenState.Standby, PenState.Ready),
        (PenState.Standby, PenState.Service),
        (PenState.Standby, PenState.Sleep),
        (PenState.Standby, PenState.Fault),
        (PenState.Ready, PenState.Running),
        (PenState.Ready, PenState.Standby),
        (PenState.Ready, PenState.Fault),
        (PenState.Running, PenState.Ready),
        (PenState.Running, PenState.Standby),
        (PenState.Running, PenState.Fault),
        (PenState.Fault, PenState.SelfTest),
        (PenState.Service, PenState.Standby),
        (PenState.Service, PenState.Fault),
        (PenState.Sleep, PenState.SelfTest),
        (PenState.Sleep, PenState.Fault),
    ];

    /// <summary>
    /// What is seen after whole ticks: requests of one tick may lead through Standby to Sleep, and a request right behind Sleep wakes
    /// the pen again.
    /// </summary>
    private static readonly HashSet<(PenState From, PenState To)> Allowed =
    [
        .. Table,
        (PenState.Standby, PenState.SelfTest),
        (PenState.Ready, PenState.Sleep),
        (PenState.Running, PenState.Sleep),
        (PenState.Service, PenState.Sleep),
    ];

    private readonly PenWorld world;
    private readonly InvariantMonitor watch;
    private PenState before;

    internal StateRules(PenWorld world, InvariantMonitor watch) => (this.world, this.watch) = (world, watch);

    internal void Step(IPenClaim claim)
    {
        PenState now = claim.State;
        if (now == before)
        {
            return;
        }

        bool reset = now == PenState.Boot || world.BootedMicros + 20_000 > world.Micros;
        if (!reset && !Allowed.Contains((before, now)))
        {
            watch.Check(false, $"the state went from {before} to {now}");
        }

        before = now;
    }
}
