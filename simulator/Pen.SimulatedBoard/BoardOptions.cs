namespace Pen.SimulatedBoard;

/// <summary>How a simulated board begins, and where it is served.</summary>
public sealed record BoardOptions
{
    /// <summary>Serial number of a board that nobody has provisioned yet.</summary>
    public const string UnsetSerialNumber = "SIM-UNSET";

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A board from the assembly: its flash is erased, its FRAM new, its slot empty.</summary>
    public bool Blank { get; init; }

    /// <summary>File that keeps the flash, 4 MB; null for none. A file that exists already is what is in the flash.</summary>
    public string? FlashFile { get; init; }

    /// <summary>Deployment image of a board that is not blank; null for the firmware of this build.</summary>
    public byte[]? Deployment { get; init; }

    /// <summary>Serial number of a board that is not blank: 1 to 16 letters, digits and hyphens.</summary>
    public string SerialNumber { get; init; } = "SIM-000001";

    /// <summary>Its memory holds no key for cartridges yet; nor does that of a blank board.</summary>
    public bool WithoutKey { get; init; }

    /// <summary>No cartridge in the slot.</summary>
    public bool EmptySlot { get; init; }

    /// <summary>TCP port of the flashing line on loopback; 0 takes any free one.</summary>
    public int FlashingPort { get; init; }

    /// <summary>TCP port of the companion line on loopback; 0 takes any free one.</summary>
    public int CompanionPort { get; init; }

    /// <summary>Serves the companion line on a pseudo terminal, too (Linux).</summary>
    public bool Pty { get; init; }

    /// <summary>Virtual seconds per wall second: 1 is real time, 0 as fast as it can.</summary>
    public double SpeedFactor { get; init; } = 1;

    /// <summary>Bytes on the flashing line take the time that their speed in bit/s asks for; otherwise none.</summary>
    public bool PaceFlashing { get; init; }
}
