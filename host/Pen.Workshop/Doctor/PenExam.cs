using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Doctor;

/// <summary>What the pen says of itself, judged.</summary>
internal static class PenExam
{
    private const int LowMillivolts = 3500;
    private const int CriticalMillivolts = 3300;
    private const int SlowTickMs = 25;
    private const int Trips = 20;
    private const double SlowTripMs = 100;

    /// <summary>Asks everything; nothing is changed.</summary>
    public static async Task RunAsync(PenClient pen, DoctorReport report, CancellationToken ct)
    {
        report.Pen = pen.Identity;
        PenStatus status = await Flashing.Job.CompanionGuard.SettledAsync(pen, ct).ConfigureAwait(false);
        report.Status = status;
        Versions(report);
        State(status, report);
        Battery(status, report);
        Faults(status, report);
        await CartridgeAsync(pen, report, ct).ConfigureAwait(false);
        await LogExam.RunAsync(pen, status, report, ct).ConfigureAwait(false);
        await SettingsAsync(pen, report, ct).ConfigureAwait(false);
        await LinkAsync(pen, status, report, ct).ConfigureAwait(false);
    }

    private static void Versions(DoctorReport report)
    {
        PenIdentity pen = report.Pen!;
        Version host = PenIdentity.HostVersion;
        string who =
            $"{(pen.Serial.Length > 0 ? "Pen " + pen.Serial : "A pen without a serial number")}, firmware {pen.FirmwareVersion}, start {pen.BootCount}";
        if (pen.ProtocolVersion.Minor > host.Minor)
        {
            report.Note(
                "version",
                $"{who}, is newer than this program (protocol {pen.ProtocolVersion}, {host}).",
                "Update this program."
            );
        }
        else if (pen.ProtocolVersion.Minor < host.Minor)
        {
            report.Note(
                "version",
                $"{who}, is older than this program (protocol {pen.ProtocolVersion}, {host}).",
                "Update the pen's firmware with \"pen flash\"; until then some commands are refused."
            );
        }
        else
        {
            report.Well("version", $"{who}, protocol {pen.ProtocolVersion} like this program.");
        }
    }

    private static void State(PenStatus status, DoctorReport report)
    {
        if (status.Utc is null)
        {
            report.Note(
                "clock",
                "The pen does not know the time.",
                "Set it with \"pen clock\"; every program that connects does so too."
            );
        }
        else
        {
            TimeSpan off = (status.Utc.Value - DateTimeOffset.UtcNow).Duration();
            if (off > TimeSpan.FromMinutes(2))
            {
                report.Note(
                    "clock",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The pen's clock is {off.TotalMinutes:0} min off this computer's."
                    ),
                    "Look whose clock is wrong; \"pen clock\" sets the pen's."
                );
            }
            else
            {
                report.Well("clock", "The pen knows the time.");
            }
        }

        if (status.Flags.HasFlag(PenFlags.Docked))
        {
            report.Note("dock", "The pen stands in its dock, where it does not arm.", "Take it out to treat.");
        }

        if (status.Flags.HasFlag(PenFlags.SettingsDefaulted) && !status.LatchedFaults.Contains(FaultId.SettingsCorrupt))
        {
            report.Trouble(
                "settings",
                "The stored settings were damaged, and those of a new pen are in use.",
                "Calibrate again or restore them, then acknowledge with \"pen ack\"."
            );
        }
    }

    private static void Battery(PenStatus status, DoctorReport report)
    {
        string volts = string.Create(CultureInfo.InvariantCulture, $"{status.BatteryMillivolts / 1000.0:0.00} V");
        switch (status.BatteryMillivolts)
        {
            case < CriticalMillivolts:
                report.Trouble(
                    "battery",
                    $"The cell has {volts}.",
                    "Charge the pen in its dock; it does not arm below 3.30 V."
                );
                break;
            case < LowMillivolts:
                report.Note("battery", $"The cell has {volts}, which is low.", "Charge the pen in its dock soon.");
                break;
            default:
                report.Well("battery", $"The cell has {volts}.");
                break;
        }
    }

    private static void Faults(PenStatus status, DoctorReport report)
    {
        if (status.FailedCheck != SelfTestCheck.None)
        {
            report.Trouble("self-test", SelfTestText.Finding(status.FailedCheck), SelfTestText.Advice(status.FailedCheck));
        }
        else
        {
            report.Well("self-test", "Every check of the last self-test passed.");
        }

        foreach (FaultId fault in status.LatchedFaults.Union(status.ActiveFaults))
        {
            string still = status.ActiveFaults.Contains(fault)
                ? "its cause is still there"
                : "its cause is gone, \"pen ack\" ends it";
            report.Trouble(
                string.Create(CultureInfo.InvariantCulture, $"FLT-{(int)fault}"),
                $"{Capital(FaultText.Name(fault))} ({still}): {FaultText.Cause(fault)}",
                FaultText.Advice(fault)
            );
        }
    }

    private static async Task CartridgeAsync(PenClient pen, DoctorReport report, CancellationToken ct)
    {
        CartridgeInfo cartridge = await pen.GetCartridgeAsync(ct).ConfigureAwait(false);
        switch (cartridge.State)
        {
            case CartridgeState.Refused:
                report.Note(
                    "cartridge",
                    CartridgeRefusalText.Cause(cartridge.Refusal),
                    CartridgeRefusalText.Advice(cartridge.Refusal)
                );
                break;
            case CartridgeState.Accepted:
                report.Well("cartridge", "The cartridge in the slot is accepted.");
                break;
            default:
                report.Well("cartridge", "No cartridge is in the slot.");
                break;
        }
    }

    private static async Task SettingsAsync(PenClient pen, DoctorReport report, CancellationToken ct)
    {
        var read = new List<SettingValue>();
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            try
            {
                read.Add(await pen.GetSettingAsync((SettingId)id, ct).ConfigureAwait(false));
            }
            catch (PenRefusedException)
            {
                // An older pen has fewer of them.
            }
        }

        report.Settings = read;
        int changed = read.Count(s => s.Value != s.Default);
        report.Well("settings", $"{read.Count} settings were read, {changed} of them not those of a new pen.");
    }

    private static async Task LinkAsync(PenClient pen, PenStatus status, DoctorReport report, CancellationToken ct)
    {
        var trips = new List<double>();
        for (int i = 0; i < Trips; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
            trips.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        trips.Sort();
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"an answer takes {trips[trips.Count / 2]:0} ms, at most {trips[^1]:0} ms of {Trips}; {status.BadFrames} frames came damaged since the pen's start"
        );
        if (status.BadFrames > 0 || trips[trips.Count / 2] > SlowTripMs)
        {
            report.Note(
                "link",
                $"The line is disturbed: {figures}.",
                "Use a shorter cable, another socket, no hub, and keep it away from chargers."
            );
        }
        else
        {
            report.Well("link", $"The line is clean: {figures}.");
        }

        if (status.TickMaxMs > SlowTickMs)
        {
            report.Note(
                "control loop",
                $"The control loop came as late as {status.TickMaxMs} ms; 10 ms are meant.",
                "If it stays so, send a bundle (pen doctor --bundle FILE) to the maker."
            );
        }
        else
        {
            report.Well("control loop", $"The control loop came every {status.TickMaxMs} ms at the latest.");
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
