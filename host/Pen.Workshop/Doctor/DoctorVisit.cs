using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Flashing.Boards;

namespace Pen.Workshop.Doctor;

/// <summary>Looks at everything between a program and a pen, in the order of the way; changes nothing.</summary>
public static class DoctorVisit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Looks. What is wrong is in the report, and never thrown.</summary>
    public static async Task<DoctorReport> RunAsync(DoctorOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var report = new DoctorReport();
        IReadOnlyList<UsbPort> usb = UsbPorts.List();
        IReadOnlyList<PortName> ports = PenFinder.ListPorts();
        string? address = PortExam.Choose(options, ports, usb, report);
        string? flashing = options.Flashing ?? Beside(address, usb);
        bool wasAsked = false;
        if (address is not null)
        {
            report.Addresses.Add(address);
            wasAsked = await AskAsync(address, flashing, usb, report, ct).ConfigureAwait(false);
        }

        // A pen that answers to the end needs no boot messages; one that does not is looked at from its other side.
        if (!wasAsked && flashing is not null)
        {
            await BoardExam.RunAsync(flashing, options, report, ct).ConfigureAwait(false);
        }

        return report;
    }

    private static async Task<bool> AskAsync(
        string address,
        string? flashing,
        IReadOnlyList<UsbPort> usb,
        DoctorReport report,
        CancellationToken ct
    )
    {
        try
        {
            var options = new PenClientOptions { HelloDeadline = Patience, SyncClock = false };
            await using PenClient pen = await PenClient.ConnectAsync(address, options, ct).ConfigureAwait(false);
            report.Well("pen", $"A pen answers at {address}.");
            await PenExam.RunAsync(pen, report, ct).ConfigureAwait(false);
            return true;
        }
        catch (PenPortException problem)
        {
            report.Unreachable = problem;
            PortExam.Explain(problem, report);
        }
        catch (PenVersionException problem)
        {
            report.Unreachable = problem;
            report.Trouble("version", problem.Problem, problem.Cure);
        }
        catch (PenException problem)
        {
            report.Unreachable = report.Pen is null ? problem : null;
            await ExplainAsync(problem, address, flashing, usb, report, ct).ConfigureAwait(false);
        }

        return false;
    }

    private static async Task ExplainAsync(
        PenException problem,
        string address,
        string? flashing,
        IReadOnlyList<UsbPort> usb,
        DoctorReport report,
        CancellationToken ct
    )
    {
        if (problem is not PenWrongDeviceException wrong)
        {
            report.Trouble("link", problem.Problem, problem.Cure);
            return;
        }

        if (await PortExam.AreSwappedAsync(address, flashing, usb, ct).ConfigureAwait(false))
        {
            report.Trouble(
                "port",
                $"The two ports of the board are swapped: {address} is for flashing, the pen answers at the other one.",
                "Name the other port with --port."
            );
        }
        else if (wrong.Kind == WrongDevice.Silent)
        {
            report.Trouble(
                "pen",
                $"The port {address} opens and nobody answers there.",
                "Switch the pen on and check that the cable carries data, which charge-only cables do not; "
                    + "a board in its boot loader or without firmware is silent too (--flashing PORT looks at that)."
            );
        }
        else
        {
            report.Trouble("pen", wrong.Problem, wrong.Cure);
        }
    }

    /// <summary>The first interface of the device whose second one is the companion port.</summary>
    private static string? Beside(string? companion, IReadOnlyList<UsbPort> usb)
    {
        UsbPort? own = usb.FirstOrDefault(p => p.Address == companion);
        UsbPort? first = own is null ? null : usb.Where(p => p.Device == own.Device).MinBy(p => p.Interface);
        return first is not null && first.Address != companion ? first.Address : null;
    }
}
