using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>demo: one treatment from cartridge to summary, on a simulated pen behind a real serial port.</summary>
internal static class DemoCommand
{
    private const double FastFactor = 3;
    private const double GlideSeconds = 20;

    public static Command Create()
    {
        var realtime = new Option<bool>("--realtime")
        {
            Description = "At the pace of the wall clock instead of four times that.",
        };
        var command = new Command(
            "demo",
            "A treatment on a simulated pen, from cartridge to summary; ends with a blocked motor on purpose."
        )
        {
            realtime,
        };
        command.SetAction(
            (parsed, ct) => PenCommand.GuardAsync(false, () => RunAsync(parsed.GetValue(realtime) ? 1 : FastFactor, ct))
        );
        return command;
    }

    private static async Task<int> RunAsync(double factor, CancellationToken ct)
    {
        var simulated = new SimulatedPen();
        await using PenServer server = PenServer.Start(
            simulated,
            new PenServerOptions { SpeedFactor = factor, TcpPort = OperatingSystem.IsLinux() ? null : 0 }
        );
        string address = server.PtyPath ?? $"pen://127.0.0.1:{server.TcpPort}";
        AnsiConsole.MarkupLine($"[bold]A SIMULATED pen[/] at {address}, running the real firmware, {factor:0} × real time.");

        // Virtual time runs faster than the client's clock, so its heartbeats must too.
        var options = new PenClientOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(100) };
        await using PenClient pen = await PenClient.ConnectAsync(address, options, ct);
        AnsiConsole.WriteLine($"Connected: {pen.Identity.Serial}, firmware {pen.Identity.FirmwareVersion}.");
        await server.InvokeAsync(p => p.Insert(CartridgeImage.Make(CartridgeType.Needles12)));
        await UntilAsync(pen, s => s.State == PenState.Standby && s.Flags.HasFlag(PenFlags.CartridgeAccepted), ct);
        AnsiConsole.WriteLine(LookCommands.Describe(await pen.GetCartridgeAsync(ct)));

        Prepared prepared = await pen.PrepareAsync(new Preparation(1000, 120, TreatmentArea.Cheek), ct);
        AnsiConsole.WriteLine(
            $"Prepared: {Output.Depth(prepared.DepthMicrons)}, {prepared.SpeedHz} Hz, {Output.Words(prepared.Area)}."
        );
        await pen.ArmAsync(ct);
        PenStatus ready = await UntilAsync(pen, s => s.Flags.HasFlag(PenFlags.DepthVerified), ct);
        AnsiConsole.WriteLine(
            $"Armed: depth stop measured at {Output.Depth(ready.MeasuredDepthMicrons)}. The simulated hand presses the trigger."
        );
        await TreatAsync(pen, server, ct);
        return await AfterwardsAsync(pen, server, ct);
    }

    private static async Task TreatAsync(PenClient pen, PenServer server, CancellationToken ct)
    {
        await server.InvokeAsync(p =>
        {
            p.PressTrigger();
            p.World.Skin.Press(300);
        });
        bool live = !Console.IsOutputRedirected;
        var speeds = new Queue<double>();
        bool blocked = false;
        async Task Follow(Action<Telemetry> show)
        {
            await foreach (Telemetry value in pen.WatchTelemetryAsync(20, ct))
            {
                LiveView.Keep(speeds, value.MeasuredSpeedHz);
                show(value);
                if (!blocked && value.RunTime.TotalSeconds >= GlideSeconds)
                {
                    blocked = true;
                    await server.InvokeAsync(p => p.World.Motor.Blocked = true);
                }

                if (value.State == PenState.Fault)
                {
                    return;
                }
            }
        }

        if (live)
        {
            await AnsiConsole
                .Live(new Text(""))
                .StartAsync(l => Follow(v => l.UpdateTarget(LiveView.Render(v, speeds, pen.Identity))));
            return;
        }

        double next = 0;
        await Follow(v =>
        {
            if (v.RunTime.TotalSeconds >= next && v.State == PenState.Running)
            {
                next += 2;
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"  {v.RunTime.TotalSeconds, 5:0.0} s   {v.MeasuredSpeedHz, 6:0.0} Hz   stop {v.MeasuredDepthMicrons / 1000.0:0.00} mm   {v.CurrentMilliamps, 4} mA   {v.RunStrokes, 5} strokes"
                    )
                );
            }
        });
    }

    private static async Task<int> AfterwardsAsync(PenClient pen, PenServer server, CancellationToken ct)
    {
        AnsiConsole.WriteLine(
            "The motor was blocked on purpose. The pen has cut it, parked the needles and latched the fault:"
        );
        PenStatus fault = await pen.GetStatusAsync(ct);
        Output.Fault(AnsiConsole.Console, fault.FirstFault);
        await server.InvokeAsync(p =>
        {
            p.World.Motor.Blocked = false;
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
        await pen.AcknowledgeAsync(ct);
        await UntilAsync(pen, s => s.State == PenState.Standby, ct);
        AnsiConsole.WriteLine("Acknowledged; the self-test passed and the pen is in standby.");
        LogDownload log = await LogCommand.DownloadAsync(pen, null, quiet: true, ct);
        LogCommand.Show(log);
        Summary(log, 12);
        return fault.FirstFault == FaultId.Stall && log.IsIntact ? ExitCode.Ok : ExitCode.Damaged;
    }

    private static void Summary(LogDownload log, int needles)
    {
        foreach (LogEntry e in log.Entries)
        {
            if (e.Kind == LogKind.RunEnded)
            {
                int strokes = e.U16(RunEndedData.Strokes);
                AnsiConsole.MarkupLine(
                    FormattableString.Invariant(
                        $"[bold]Summary:[/] cheek, set depth 1.00 mm, {e.U16(RunEndedData.DurationCentiseconds) / 100.0:0.0} s, {strokes} strokes × {needles} needles = {strokes * needles} punctures, speed off by {e.I16(RunEndedData.MeanSpeedErrorPermille) / 10.0:+0.0;-0.0;0.0} % on the mean."
                    )
                );
            }
        }
    }

    private static async Task<PenStatus> UntilAsync(PenClient pen, Func<PenStatus, bool> holds, CancellationToken ct)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            PenStatus status = await pen.GetStatusAsync(ct);
            if (holds(status))
            {
                return status;
            }

            if (patience.Elapsed > TimeSpan.FromSeconds(15))
            {
                throw new System.IO.IOException($"The simulated pen stays in {Output.Words(status.State)}.");
            }

            await Task.Delay(20, ct);
        }
    }
}
