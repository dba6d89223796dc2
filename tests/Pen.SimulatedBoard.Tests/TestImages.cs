using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Tests;

/// <summary>Images of the firmware: of this build, 0.1.0; of the one after it, 0.2.0; and of this one built once more.</summary>
internal static class TestImages
{
    private static readonly string NextFolder = Path.Combine(AppContext.BaseDirectory, "next-firmware");

    public static byte[] Old { get; } = FirmwareImage.OfThisBuild();

    public static byte[] New { get; } = FirmwareImage.FromFolder(NextFolder);

    /// <summary>The firmware's assemblies of this build.</summary>
    public static IReadOnlyList<byte[]> Assemblies { get; } =
    [.. FirmwareImage.Names.Select(n => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, n + ".dll")))];

    /// <summary>The same assemblies, each with another identity (MVID) as a second build gives it, and the same version.</summary>
    public static IReadOnlyList<byte[]> Rebuilt { get; } = [.. Assemblies.Select(Rebuild)];

    private static byte[] Rebuild(byte[] assembly)
    {
        using var pe = new PEReader(new MemoryStream(assembly));
        MetadataReader metadata = pe.GetMetadataReader();
        byte[] mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
        byte[] rebuilt = [.. assembly];
        int at = rebuilt.AsSpan().IndexOf(mvid);
        rebuilt[at] ^= 0xFF;
        return rebuilt;
    }
}
