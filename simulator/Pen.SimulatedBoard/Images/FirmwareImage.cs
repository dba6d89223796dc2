using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Pen.SimulatedBoard.Images;

/// <summary>
/// Deployment images (<c>.bin</c>) of the simulated target: the firmware's assemblies as nanoFramework's records, back to back, to be
/// written at <see cref="FlashLayout.Deployment"/>. The device build's image has the same shape, with byte code for the chip.
/// </summary>
public static class FirmwareImage
{
    /// <summary>The firmware's assemblies, in the order in which they are deployed: each after those it needs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Pen.Protocol", "Pen.Control", "Pen.Board"];

    /// <summary>An image of assemblies' bytes, in this order.</summary>
    /// <exception cref="BadImageFormatException">One of them is not an assembly.</exception>
    /// <exception cref="ArgumentException">Together they are larger than the partition.</exception>
    public static byte[] Make(IEnumerable<byte[]> assemblies)
    {
        byte[] image = [.. assemblies.SelectMany(NanoRecord.Make)];
        return image.Length <= FlashLayout.DeploymentBytes
            ? image
            : throw new ArgumentException(
                $"The image has {image.Length} bytes; its partition has {FlashLayout.DeploymentBytes}."
            );
    }

    /// <summary>An image of the firmware's assemblies in a folder.</summary>
    /// <exception cref="IOException">One of them is not there or cannot be read.</exception>
    public static byte[] FromFolder(string folder) =>
        Make(Names.Select(name => File.ReadAllBytes(Path.Combine(folder, name + ".dll"))));

    /// <summary>An image of the firmware that this program was built with.</summary>
    public static byte[] OfThisBuild() => FromFolder(AppContext.BaseDirectory);
}
