using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Pen.Workshop.Flashing.Boards;

/// <summary>
/// Serial ports by their USB ids, on Linux through sysfs: CP210x, CH340 and CH9102, FTDI, Espressif's own and Microchip's bridges, ids of
/// the USB Implementers Forum as the makers' drivers list them.
/// </summary>
public static class UsbPorts
{
    private static readonly string[] Patterns = ["ttyUSB*", "ttyACM*"];

    private static readonly HashSet<string> Bridges =
    [
        "10c4:ea60",
        "10c4:ea70",
        "10c4:ea71",
        "1a86:7523",
        "1a86:55d2",
        "1a86:55d4",
        "0403:6001",
        "0403:6010",
        "0403:6011",
        "0403:6015",
        "303a:1001",
        "04d8:00dd",
    ];

    /// <summary>All that this machine has; empty on other systems, where the port is named by hand.</summary>
    public static IReadOnlyList<UsbPort> List() => OperatingSystem.IsLinux() ? List("/dev", "/sys/class/tty") : [];

    /// <summary>Whether a board's bridge has these ids.</summary>
    public static bool IsBridge(UsbPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        return Bridges.Contains($"{port.VendorId}:{port.ProductId}");
    }

    /// <summary>The port at which a board could be flashed: of each device with a known bridge its first interface.</summary>
    public static IReadOnlyList<UsbPort> FlashingPorts(IReadOnlyList<UsbPort> ports) =>
        ports.Where(IsBridge).GroupBy(p => p.Device).Select(device => device.MinBy(p => p.Interface)!).ToList();

    /// <summary>The second interface of the device that <paramref name="flashing"/> belongs to; null where it has one only.</summary>
    public static UsbPort? Companion(IReadOnlyList<UsbPort> ports, string flashing)
    {
        UsbPort? first = ports.FirstOrDefault(p => p.Address == flashing);
        return first is null
            ? null
            : ports.Where(p => p.Device == first.Device && p.Interface > first.Interface).MinBy(p => p.Interface);
    }

    internal static IReadOnlyList<UsbPort> List(string devices, string system)
    {
        if (!Directory.Exists(devices))
        {
            return [];
        }

        return Patterns
            .SelectMany(pattern => Directory.EnumerateFileSystemEntries(devices, pattern))
            .Order(StringComparer.Ordinal)
            .Select(path => Read(path, Path.Combine(system, Path.GetFileName(path))))
            .OfType<UsbPort>()
            .ToList();
    }

    private static UsbPort? Read(string address, string folder)
    {
        try
        {
            string? level = new DirectoryInfo(Path.Combine(folder, "device")).ResolveLinkTarget(true)?.FullName;
            int number = 0;
            for (int up = 0; level is not null && up < 4; up++, level = Path.GetDirectoryName(level))
            {
                if (Word(level, "bInterfaceNumber") is { } text)
                {
                    _ = int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out number);
                }

                if (Word(level, "idVendor") is { } vendor && Word(level, "idProduct") is { } product)
                {
                    return new UsbPort(address, vendor, product, number, level, Word(level, "product") ?? "");
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A port that vanishes while it is looked at is no candidate.
        }

        return null;
    }

    private static string? Word(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
