using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Pen.Protocol;
using Pen.Simulator;

namespace Pen.Campaign;

/// <summary>One thing that happens in a treatment.</summary>
/// <param name="Ms">When, in ms of pen time.</param>
/// <param name="Name">What: a name of the simulator's injections, or one of <see cref="HostAction"/>'s.</param>
/// <param name="Value">Its number; 0 where it has none.</param>
/// <param name="IsFault">Whether it breaks something; the minimiser takes these away one by one.</param>
public sealed record PlanStep(int Ms, string Name, double Value, bool IsFault)
{
    /// <summary>The step as a line of a scenario script.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"at {Ms / 1000.0:0.000} {Name} {Value:0.####}{(IsFault ? "  # fault" : "")}"
        );
}

/// <summary>A whole treatment: how the pen begins, and what hand, host, skin and misfortune do. The same seed gives the same plan.</summary>
public sealed record TreatmentPlan(
    ulong Seed,
    double CellVolts,
    int TickJitterMaxMicros,
    CartridgeType Cartridge,
    IReadOnlyList<PlanStep> Steps
)
{
    /// <summary>Pen time of a treatment in ms.</summary>
    public const int DurationMs = 60_000;

    /// <summary>How the simulated pen begins.</summary>
    public SimulationOptions Options =>
        new()
        {
            Seed = Seed,
            CellVolts = CellVolts,
            TickJitterMaxMicros = TickJitterMaxMicros,
        };

    /// <summary>The same plan without some of its steps.</summary>
    public TreatmentPlan Without(IReadOnlyCollection<PlanStep> steps) => this with { Steps = [.. Steps.Except(steps)] };

    /// <summary>The plan as a scenario script.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# seed {Seed}: cell {CellVolts:0.00} V, tick jitter up to {TickJitterMaxMicros} µs, cartridge {Cartridge}\n"
        );
        foreach (PlanStep step in Steps)
        {
            text.Append(step).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>Names of what the host does in a plan.</summary>
public static class HostAction
{
    /// <summary>Prepare: depth in µm × 1000 + speed in Hz, with the area and reason of <see cref="Pack"/>.</summary>
    public const string Prepare = "host-prepare";

    /// <summary>Arm.</summary>
    public const string Arm = "host-arm";

    /// <summary>Disarm.</summary>
    public const string Disarm = "host-disarm";

    /// <summary>Stop.</summary>
    public const string Stop = "host-stop";

    /// <summary>Acknowledge.</summary>
    public const string Acknowledge = "host-ack";

    /// <summary>Open a session.</summary>
    public const string Session = "host-session";

    /// <summary>Sleep.</summary>
    public const string Sleep = "host-sleep";

    /// <summary>Enter Service; the value is the speed that the trigger may give.</summary>
    public const string Service = "host-service";

    /// <summary>Leave Service.</summary>
    public const string LeaveService = "host-leave-service";

    /// <summary>Set the trigger mode: 0 dead-man, 1 toggle.</summary>
    public const string TriggerMode = "host-trigger-mode";

    /// <summary>Send so many requests at once.</summary>
    public const string Flood = "host-flood";

    /// <summary>Send so many random bytes.</summary>
    public const string Garbage = "host-garbage";

    /// <summary>A prepare request as one number: depth in µm, speed in Hz, area, reason.</summary>
    public static double Pack(int depthMicrons, int speedHz, int area, int reason) =>
        (((((double)depthMicrons * 1000) + speedHz) * 100) + area) * 10 + reason;

    /// <summary>Takes it apart again.</summary>
    public static (int DepthMicrons, int SpeedHz, int Area, int Reason) Unpack(double packed)
    {
        long all = (long)packed;
        return ((int)(all / 1_000_000), (int)(all / 1000 % 1000), (int)(all / 10 % 100), (int)(all % 10));
    }

    /// <summary>Whether a name is the host's.</summary>
    public static bool Is(string name) => name.StartsWith("host-", StringComparison.Ordinal);
}
