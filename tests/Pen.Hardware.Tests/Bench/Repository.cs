using System;
using System.IO;

namespace Pen.Hardware.Tests.Bench;

/// <summary>Where the files of the hardware stand.</summary>
internal static class Repository
{
    /// <summary>The top of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below <c>hardware/</c>.</summary>
    public static string Hardware(params string[] parts) => Path.Combine([Root, "hardware", .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PenFirmware.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("PenFirmware.sln stands in no folder above the tests.");
    }
}
