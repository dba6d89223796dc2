namespace Pen.SimulatedBoard.Images;

/// <summary>Where things lie in the flash of a 4 MB ESP32 with nanoFramework: addresses and sizes in bytes.</summary>
public static class FlashLayout
{
    /// <summary>Second-stage boot loader, an ESP image.</summary>
    public const int BootLoader = 0x1000;

    /// <summary>Partition table.</summary>
    public const int PartitionTable = 0x8000;

    /// <summary>nanoCLR, an ESP image.</summary>
    public const int NanoClr = 0x10000;

    /// <summary>Room for nanoCLR.</summary>
    public const int NanoClrBytes = 1856 * 1024;

    /// <summary>Managed code: nanoFramework's records.</summary>
    public const int Deployment = 0x1E0000;

    /// <summary>Room for managed code.</summary>
    public const int DeploymentBytes = 1792 * 1024;

    /// <summary>Network configuration and files; 128 KB before it belong to nobody.</summary>
    public const int Configuration = 0x3C0000;
}
