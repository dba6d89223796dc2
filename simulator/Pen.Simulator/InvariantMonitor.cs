using System;
using System.Collections.Generic;

namespace Pen.Simulator;

/// <summary>
/// Looks at the true physics after every step of every run, knowing nothing of the firmware. It records and does not throw, so that a
/// test can ask at its end; the list is bounded.
/// </summary>
public sealed class InvariantMonitor
{
    private const int Most = 20;
    private const long CoastMicros = 200_000;
    private const double StandstillHz = 5;

    /// <summary>The stop's mechanical end is 3.0 mm; more than 0.10 mm beyond it is never right while driven.</summary>
    private const double DeepestMm = 3.1;

    private readonly PenWorld world;
    private readonly List<string> violations = [];
    private long undrivenSince;

    internal InvariantMonitor(PenWorld world) => this.world = world;

    /// <summary>What has gone wrong, each with its time.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Deepest that driven needles have truly reached, in mm.</summary>
    public double DeepestReachMm { get; private set; }

    internal void Step()
    {
        if (world.Gate.On)
        {
            undrivenSince = world.Micros;
            if (world.Motor.RadiansPerSecond > 1)
            {
                DeepestReachMm = Math.Max(DeepestReachMm, world.Depth.StopMm);
                Check(world.Depth.StopMm <= DeepestMm, "driven beyond the mechanical limit");
            }
        }
        else if (world.Motor.SpeedHz > StandstillHz)
        {
            Check(world.Micros - undrivenSince <= CoastMicros, "still turning 200 ms after the drive was cut");
        }
    }

    private void Check(bool holds, string what)
    {
        if (!holds && violations.Count < Most)
        {
            violations.Add(FormattableString.Invariant($"{world.Micros / 1000.0:F1} ms: {what}"));
        }
    }
}
