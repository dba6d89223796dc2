using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Pen.Client.Transports;

/// <summary>Lists the serial ports of USB devices on Linux.</summary>
internal static class LinuxPorts
{
    // Built-in ports (ttyS…) are left out: a pen is never behind one, and many are not there although they have a name.
    private static readonly string[] Patterns = ["ttyUSB*", "ttyACM*"];

    /// <summary>The ports under <paramref name="devices"/>, described from <paramref name="system"/>, in natural order.</summary>
    public static IReadOnlyList<PortName> List(string devices, string system)
    {
        if (!Directory.Exists(devices))
        {
            return [];
        }

        return Patterns
            .SelectMany(pattern => Directory.EnumerateFileSystemEntries(devices, pattern))
            .OrderBy(path => path.Length)
            .ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => new PortName(path, Describe(Path.Combine(system, Path.GetFileName(path)))))
            .ToList();
    }

    private static string Describe(string folder)
    {
        try
        {
            // device -> interface of the USB device; the product's name stands one level above (two for ttyUSB).
            string? level = new DirectoryInfo(Path.Combine(folder, "device")).ResolveLinkTarget(true)?.FullName;
            for (int up = 0; level != null && up < 3; up++, level = Path.GetDirectoryName(level))
            {
                string product = Path.Combine(level, "product");
                if (File.Exists(product))
                {
                    return File.ReadAllText(product).Trim();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A description is a courtesy.
        }

        return "";
    }
}
