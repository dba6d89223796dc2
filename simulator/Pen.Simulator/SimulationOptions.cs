using Pen.Simulator.Parts;

namespace Pen.Simulator;

/// <summary>How a simulated pen begins.</summary>
public sealed class SimulationOptions
{
    /// <summary>Seed of everything random: noise, bounce, jitter.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Open-circuit voltage of the cell in V, 3.0 to 4.2.</summary>
    public double CellVolts { get; init; } = 4.0;

    /// <summary>Extra time between two ticks in µs, drawn anew for each: 0 to 15,000.</summary>
    public int TickJitterMaxMicros { get; init; }

    /// <summary>Step of the physics in µs, 100 to 1,000.</summary>
    public int PhysicsStepMicros { get; init; } = 500;

    /// <summary>Serial number of the pen, at most 16 ASCII characters; a simulated pen's begins with "SIM-".</summary>
    public string SerialNumber { get; init; } = "SIM-000001";

    /// <summary>Size of the FRAM in KB: 32, 128 or 256; 8 is a part that the firmware must refuse.</summary>
    public int FramKilobytes { get; init; } = 128;

    /// <summary>Fastest I2C clock that the chip's image gives, in Hz: 1,000,000, or 400,000 where it knows nothing faster.</summary>
    public int MostI2cHz { get; init; } = 1_000_000;

    /// <summary>Key that the pen verifies cartridges with: 16 bytes, or null for a pen that was given none yet.</summary>
    public byte[]? CartridgeKey { get; init; } = DemoKey.Bytes;

    /// <summary>Key that cartridges for this pen are made with, where that is not the one it was given; null: it is.</summary>
    public byte[]? MakerKey { get; init; }

    /// <summary>Switched on when it is made; otherwise its firmware has not begun, and its pins float.</summary>
    public bool PoweredAtStart { get; init; } = true;
}
