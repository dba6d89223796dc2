using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pen.Cli;

/// <summary>Measured values on a terminal: numbers, and the last seconds of speed as a row of bars.</summary>
internal static class LiveView
{
    private const string Bars = " ▁▂▃▄▅▆▇█";
    private const int TraceLength = 48;
    private const int NameWidth = 10;
    private const int ValueWidth = 54;

    /// <summary>Columns that the picture takes: two cells with their padding, and the frame.</summary>
    public const int Width = NameWidth + ValueWidth + 6;

    /// <summary>Shows values until they end.</summary>
    public static Task ShowAsync(IAsyncEnumerable<Telemetry> values, PenIdentity pen)
    {
        var speeds = new Queue<double>();
        return AnsiConsole
            .Live(new Text("waiting for the pen …"))
            .StartAsync(async live =>
            {
                await foreach (Telemetry value in values)
                {
                    live.UpdateTarget(Render(value, Keep(speeds, value.MeasuredSpeedHz), pen));
                }
            });
    }

    /// <summary>Adds a speed to the trace and returns it.</summary>
    public static Queue<double> Keep(Queue<double> speeds, double speedHz)
    {
        speeds.Enqueue(speedHz);
        if (speeds.Count > TraceLength)
        {
            speeds.Dequeue();
        }

        return speeds;
    }

    /// <summary>One picture.</summary>
    public static IRenderable Render(Telemetry value, IEnumerable<double> speeds, PenIdentity pen)
    {
        string colour = value.State switch
        {
            PenState.Running => "green",
            PenState.Fault => "red",
            PenState.Ready => "yellow",
            _ => "grey",
        };
        var grid = new Grid().AddColumn(new GridColumn().Width(NameWidth)).AddColumn(new GridColumn().Width(ValueWidth));
        grid.AddRow(new Markup("state"), new Markup($"[{colour} bold]{Output.Words(value.State)}[/]"));
        grid.AddRow(
            "depth",
            $"set {Output.Depth(value.SetDepthMicrons)}   measured stop {Output.Depth(value.MeasuredDepthMicrons)}"
        );
        grid.AddRow(
            "speed",
            FormattableString.Invariant($"set {value.SetSpeedHz, 3} Hz    measured {value.MeasuredSpeedHz, 6:0.0} Hz")
        );
        grid.AddRow("", Trace(speeds));
        grid.AddRow(
            "current",
            FormattableString.Invariant($"{value.CurrentMilliamps, 4} mA    duty {value.DutyPermille / 10.0, 4:0} %")
        );
        grid.AddRow(
            "strokes",
            FormattableString.Invariant($"{value.RunStrokes, 6}     in {value.RunTime.TotalSeconds, 5:0.0} s")
        );
        grid.AddRow(
            "battery",
            FormattableString.Invariant($"{value.BatteryMillivolts / 1000.0:0.00} V     motor {value.MotorCelsius:0.0} °C")
        );
        string title = pen.IsSimulated ? $"{pen.Serial} · SIMULATED" : pen.Serial;
        return new Panel(grid).Header(title).RoundedBorder();
    }

    private static string Trace(IEnumerable<double> speeds) =>
        new(speeds.Select(s => Bars[(int)Math.Clamp(s / Limits.SpeedMaxHz * (Bars.Length - 1), 0, Bars.Length - 1)]).ToArray());
}
