using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Boot;

/// <summary>What a board leaves the factory with: boot loader, partition table, nanoCLR, and an application.</summary>
public static class FactoryContent
{
    /// <summary>Version of the simulated nanoCLR.</summary>
    public const string ClrVersion = "1.12.4.0";

    private const int LoaderBytes = 16 * 1024;

    // The real one has more than a megabyte. Nobody executes this one, and a test should not wait for filling.
    private const int ClrBytes = 64 * 1024;

    /// <summary>The second-stage boot loader.</summary>
    public static byte[] BootLoader() => EspImage.Make(0x3FFF_0030, LoaderBytes);

    /// <summary>The partition table.</summary>
    public static byte[] Partitions() => PartitionTable.Make(PartitionTable.Nano);

    /// <summary>nanoCLR of a version.</summary>
    public static byte[] NanoClr(string version = ClrVersion) => EspImage.Make(0x3F40_0020, ClrBytes, "nanoCLR", version);

    /// <summary>Writes all of it.</summary>
    public static void Write(NorFlash flash, byte[] deployment)
    {
        flash.Preload(FlashLayout.BootLoader, BootLoader());
        flash.Preload(FlashLayout.PartitionTable, Partitions());
        flash.Preload(FlashLayout.NanoClr, NanoClr());
        flash.Preload(FlashLayout.Deployment, deployment);
    }
}
