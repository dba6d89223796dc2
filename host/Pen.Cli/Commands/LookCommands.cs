using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>ports, info, status, watch, clock: looking at a pen.</summary>
internal static class LookCommands
{
    public static IEnumerable<Command> All()
    {
        yield return Ports();
        yield return new PenCommand("info", "Who the pen is and what is in its slot.", Info);
        yield return new PenCommand("status", "Everything that the pen says of itself, once.", Status);
        yield return new PenCommand("watch", "Live view of depth, speed, current and strokes. Ctrl-C ends it.", Watch);
        yield return OdometerCommand.Create();
        yield return new PenCommand("clock", "Set the pen's clock to this computer's time.", Clock);
    }

    private static Command Ports()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON for scripts." };
        var command = new Command("ports", "Ask at every USB serial port whether a pen is there, and say why not.") { json };
        command.SetAction(
            async (parsed, ct) =>
            {
                IReadOnlyList<PortCandidate> found = await PenFinder.FindAsync(ct: ct);
                if (parsed.GetValue(json))
                {
                    Output.WriteJson(
                        found.Select(f => new
                        {
                            f.Address,
                            f.Description,
                            f.Pen?.Serial,
                            Problem = f.Problem?.Message,
                        })
                    );
                }
                else if (found.Count == 0)
                {
                    Console.WriteLine("No USB serial port is on this computer. Plug the pen in, or start \"pen simulate\".");
                }

                foreach (PortCandidate port in parsed.GetValue(json) ? [] : found)
                {
                    Console.WriteLine($"{port.Address}  {port.Pen?.Serial ?? port.Problem!.Message}  {port.Description}");
                }

                return found.Any(f => f.Pen is not null) ? ExitCode.Ok : ExitCode.Port;
            }
        );
        return command;
    }

    private static async Task<int> Info(PenContext c)
    {
        CartridgeInfo cartridge = await c.Pen.GetCartridgeAsync(c.Cancel);
        PenIdentity pen = c.Pen.Identity;
        if (c.Json)
        {
            Output.WriteJson(
                new
                {
                    pen = new
                    {
                        pen.Serial,
                        Firmware = pen.FirmwareVersion.ToString(),
                        Protocol = pen.ProtocolVersion.ToString(),
                        pen.BootCount,
                        pen.IsSimulated,
                    },
                    cartridge,
                }
            );
            return ExitCode.Ok;
        }

        Console.WriteLine(
            $"Pen {pen.Serial}{(pen.IsSimulated ? " (SIMULATED)" : "")}, firmware {pen.FirmwareVersion}, protocol {pen.ProtocolVersion}, start {pen.BootCount}."
        );
        Console.WriteLine(Describe(cartridge));
        return ExitCode.Ok;
    }

    /// <summary>A cartridge in one sentence.</summary>
    public static string Describe(CartridgeInfo cartridge) =>
        cartridge.State switch
        {
            CartridgeState.Accepted => $"Cartridge: {(cartridge.Needles == 0 ? "nano tip" : cartridge.Needles + " needles")}, "
                + $"up to {Output.Depth(cartridge.MaxDepthMicrons)}, lot {cartridge.Lot}, expires {cartridge.Expiry:yyyy-MM-dd}, "
                + (cartridge.Verified ? "tag verified." : "NOT verified: nobody knows who made it."),
            CartridgeState.Refused =>
                $"{CartridgeRefusalText.Cause(cartridge.Refusal)} {CartridgeRefusalText.Advice(cartridge.Refusal)}",
            CartridgeState.Reading => "A cartridge is being read.",
            _ => "No cartridge is in the slot.",
        };

    private static async Task<int> Status(PenContext c)
    {
        PenStatus status = await c.Pen.GetStatusAsync(c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(status);
            return ExitCode.Ok;
        }

        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        table.AddRow("state", $"{Output.Words(status.State)} (last stop: {Output.Words(status.StopReason)})");
        table.AddRow(
            "depth",
            $"set {Output.Depth(status.SetDepthMicrons)}, measured stop position {Output.Depth(status.MeasuredDepthMicrons)}"
        );
        table.AddRow(
            "speed",
            FormattableString.Invariant($"set {status.SetSpeedHz} Hz, measured {status.MeasuredSpeedHz:0.0} Hz")
        );
        table.AddRow("motor", FormattableString.Invariant($"{status.CurrentMilliamps} mA, {status.MotorCelsius:0.0} °C"));
        table.AddRow("battery", FormattableString.Invariant($"{status.BatteryMillivolts / 1000.0:0.00} V"));
        table.AddRow(
            "run",
            FormattableString.Invariant(
                $"{status.RunStrokes} strokes in {status.RunTime.TotalSeconds:0.0} s; session {status.SessionTime.TotalMinutes:0.0} min"
            )
        );
        table.AddRow(
            "clock",
            status.Utc is { } utc
                ? utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)
                : "not set"
        );
        table.AddRow("flags", status.Flags.ToString());
        if (status.FailedCheck != SelfTestCheck.None)
        {
            SelfTestCheck check = status.FailedCheck;
            table.AddRow("self-test", $"{SelfTestText.Finding(check)} Technician: {SelfTestText.Advice(check)}");
        }

        AnsiConsole.Write(table);
        foreach (FaultId fault in status.LatchedFaults)
        {
            Output.Fault(AnsiConsole.Console, fault);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> Watch(PenContext c)
    {
        try
        {
            if (c.Json || Console.IsOutputRedirected)
            {
                await foreach (Telemetry value in c.Pen.WatchTelemetryAsync(10, c.Cancel))
                {
                    Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(value));
                }
            }
            else
            {
                await LiveView.ShowAsync(c.Pen.WatchTelemetryAsync(20, c.Cancel), c.Pen.Identity);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how watching ends.
        }

        return ExitCode.Ok;
    }

    private static async Task<int> Clock(PenContext c)
    {
        ClockReading reading = await c.Pen.SetClockAsync(DateTimeOffset.UtcNow, c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(reading);
        }
        else
        {
            Console.WriteLine($"The pen's clock says {reading.Now:yyyy-MM-dd HH:mm:ss} UTC.");
        }

        return ExitCode.Ok;
    }
}
