using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Client.Transports;
using Pen.Workshop.Flashing.Boards;

namespace Pen.Workshop.Doctor;

/// <summary>Ports, permissions, holders, and which port is which.</summary>
internal static class PortExam
{
    /// <summary>Lists what is there, judges each, and returns the port where the pen should be; null where nothing can be asked.</summary>
    public static string? Choose(
        DoctorOptions options,
        IReadOnlyList<PortName> ports,
        IReadOnlyList<UsbPort> usb,
        DoctorReport report
    )
    {
        foreach (PortName port in ports)
        {
            report.Addresses.Add(port.Address);
        }

        if (ports.Count == 0)
        {
            NoPorts(options, report);
        }
        else
        {
            report.Well("ports", "USB serial ports: " + string.Join(", ", ports.Select(p => Named(p, usb))) + ".");
        }

        if (options.Port is not null)
        {
            return options.Port;
        }

        UsbPort? dual = usb.Where(UsbPorts.IsBridge)
            .Select(p => UsbPorts.Companion(usb, p.Address))
            .FirstOrDefault(p => p is not null);
        return dual?.Address ?? ports.FirstOrDefault()?.Address;
    }

    /// <summary>What a port that cannot be opened means.</summary>
    public static void Explain(PenPortException problem, DoctorReport report)
    {
        string topic = problem.Kind switch
        {
            PortProblem.Busy => "holder",
            PortProblem.NotPermitted => "permission",
            _ => "port",
        };
        string cure = problem.Cure;
        if (problem.Kind == PortProblem.NotPermitted && OperatingSystem.IsLinux())
        {
            string? group = PortHolder.GroupOf(problem.Address);
            string owner = group is null ? "" : $" The port belongs to the group '{group}'.";
            cure =
                $"Run \"sudo pen doctor --install-udev\" once and plug the pen in again, or {LowerFirst(problem.Cure)}{owner}";
        }

        report.Trouble(topic, problem.Problem, cure);
    }

    /// <summary>Writes the rule that lets whoever sits at the computer use the pens.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void InstallRule(string path, DoctorReport report)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
        {
            throw new IOException($"There is no folder for the rule {path}.");
        }

        File.WriteAllText(path, UdevRule.Line + "\n");
        report.Well("udev rule", $"The rule is written to {path}; it counts after: {UdevRule.Reload}");
    }

    /// <summary>Whether the two ports of a dual bridge were taken for one another.</summary>
    public static async Task<bool> AreSwappedAsync(
        string port,
        string? flashing,
        IReadOnlyList<UsbPort> usb,
        CancellationToken ct
    )
    {
        string? other = flashing ?? UsbPorts.Companion(usb, port)?.Address;
        if (other is null || other == port || other.StartsWith("rfc2217:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            var options = new PenClientOptions { HelloDeadline = TimeSpan.FromSeconds(1), SyncClock = false };
            await using PenClient pen = await PenClient.ConnectAsync(other, options, ct).ConfigureAwait(false);
            return true;
        }
        catch (PenException)
        {
            return false;
        }
    }

    private static void NoPorts(DoctorOptions options, DoctorReport report)
    {
        if (options.Port is not null)
        {
            report.Note("ports", "No USB serial port is on this computer; the port that was named is looked at.");
            return;
        }

        report.Trouble(
            "ports",
            "No USB serial port is on this computer: the pen is not plugged in, or its cable carries power only.",
            "Plug the pen in with a cable that carries data; many cables of chargers and lamps have no data wires. Try another socket too."
        );
    }

    private static string Named(PortName port, IReadOnlyList<UsbPort> usb)
    {
        UsbPort? known = usb.FirstOrDefault(u => u.Address == port.Address);
        string bridge = known is not null && UsbPorts.IsBridge(known) ? ", a bridge as pens have it" : "";
        return port.Description.Length > 0 ? $"{port.Address} ({port.Description}{bridge})" : port.Address;
    }

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
