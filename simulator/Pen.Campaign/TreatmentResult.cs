using System.Collections.Generic;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>How long one cause took to take the drive away, in the physics.</summary>
/// <param name="Cause">The misfortune.</param>
/// <param name="Fault">Number of the fault that it raised.</param>
/// <param name="Ms">From the moment it broke to the motor without drive, in ms.</param>
/// <param name="LimitMs">Longest allowed.</param>
public sealed record Reaction(string Cause, int Fault, double Ms, double LimitMs);

/// <summary>What came of one treatment.</summary>
public sealed record TreatmentResult
{
    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Invariants that were broken; empty in a sound treatment.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Transitions seen: from state × 8 + to state, with their count.</summary>
    public required int[] Transitions { get; init; }

    /// <summary>Faults that latched, or that were refused for (FLT-12), bit n for FLT-n.</summary>
    public required uint Faults { get; init; }

    /// <summary>Reaction, where one cause alone stopped a run.</summary>
    public Reaction? Reaction { get; init; }

    /// <summary>How fast stops took the drive away, by their source.</summary>
    public required IReadOnlyList<StopTally> Stops { get; init; }

    /// <summary>Furthest that driven needles were beyond the set depth, in µm.</summary>
    public required int WorstExcessMicrons { get; init; }

    /// <summary>Names of what broke.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>Hash over states, pins and positions in every tick: the same seed gives the same one.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Strokes of the physics.</summary>
    public required double Strokes { get; init; }
}
