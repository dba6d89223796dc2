using System;
using System.Collections.Generic;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What a burn-in does, and for how long.</summary>
public sealed record BurnInPlan
{
    /// <summary>Longest burn-in in hours: two weeks.</summary>
    public const double MostHours = 336;

    /// <summary>How long, by the host's clock. The cycle in progress is brought to its end; at least one is made.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the motor is to turn, which only a hand on the trigger can do.</summary>
    public bool WithMotor { get; init; }

    /// <summary>Length of a cycle by the pen's clock; what its parts do not take is rest.</summary>
    public TimeSpan Cycle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Depths in µm, from both sides, none more than 1.5 mm from the one before: CTL-6 speaks of such moves.</summary>
    public IReadOnlyList<int> DepthsMicrons { get; init; } = [500, 1500, 3000, 2000, 1000, 250, 1750, 1250, 2500, 1500, 500];

    /// <summary>Speeds in Hz, each with a press of the trigger of its own.</summary>
    public IReadOnlyList<int> SpeedsHz { get; init; } = [50, 100, 150];

    /// <summary>How long each speed is measured, by the pen's clock.</summary>
    public TimeSpan Spin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the program waits for the first press, by the pen's clock.</summary>
    public TimeSpan FirstPress { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it waits for one in later cycles, where a fixture may press by itself.</summary>
    public TimeSpan LaterPress { get; init; } = TimeSpan.FromSeconds(10);
}
