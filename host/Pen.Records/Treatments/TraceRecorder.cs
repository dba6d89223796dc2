using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Records.Treatments;

/// <summary>
/// Keeps measured values while a pen runs, for pictures. At most ten seconds of them are lost by a crash; the pen's own log, which counts,
/// is not touched by that. What the records do not take at once is held, for up to ten minutes of running, and tried again.
/// </summary>
internal sealed class TraceRecorder(Treatment treatment, PenClient pen)
{
    private const int RateHz = 10;
    private const int SampleMs = 200;
    private const int SamplesAtOnce = 50;
    private const int MostSamples = 3000;
    private const int AgainMs = 1000;

    private readonly List<Sample> held = [];
    private readonly Lock writing = new();
    private long failedMs;

    /// <summary>Why values could not be kept; null when they could.</summary>
    public RecordsException? Problem { get; private set; }

    /// <summary>Keeps values until it is ended; what is held then is written.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await foreach (Telemetry value in pen.WatchTelemetryAsync(RateHz, ct).ConfigureAwait(false))
            {
                Take(value);
            }
        }
        finally
        {
            Flush();
        }
    }

    /// <summary>Writes what is held.</summary>
    public void Flush()
    {
        lock (writing)
        {
            while (held.Count > 0)
            {
                Sample first = held[0];
                Sample[] some = [.. held.TakeWhile(s => s.Area == first.Area && s.Boot == first.Boot).Take(SamplesAtOnce)];
                if (!TryWrite(some))
                {
                    return;
                }

                held.RemoveRange(0, some.Length);
            }
        }
    }

    private void Take(Telemetry value)
    {
        bool running = value.State == PenState.Running;
        lock (writing)
        {
            bool soon = held.Count > 0 && (value.Uptime - held[^1].Value.Uptime).TotalMilliseconds is >= 0 and < SampleMs;
            if (running && !soon && held.Count < MostSamples)
            {
                TreatmentArea area = treatment.Facts.Areas.LastOrDefault()?.What.Area ?? TreatmentArea.Unspecified;
                held.Add(new Sample(area, (int)(pen.Identity.BootCount & 0xFFFF), value));
            }
        }

        bool due = running ? held.Count >= SamplesAtOnce : held.Count > 0;
        if (due && (Problem is null || Environment.TickCount64 - failedMs > AgainMs))
        {
            Flush();
        }
    }

    private bool TryWrite(Sample[] some)
    {
        try
        {
            treatment.Add(
                EventKind.Trace,
                new TraceKept(
                    pen.Identity.Serial,
                    some[0].Boot,
                    some[0].Area,
                    [.. some.Select(s => (uint)s.Value.Uptime.TotalMilliseconds)],
                    [.. some.Select(s => s.Value.SetDepthMicrons)],
                    [.. some.Select(s => s.Value.MeasuredDepthMicrons)],
                    [.. some.Select(s => s.Value.SetSpeedHz)],
                    [.. some.Select(s => (int)Math.Round(s.Value.MeasuredSpeedHz * 100))],
                    [.. some.Select(s => s.Value.CurrentMilliamps)]
                )
            );
            Problem = null;
            return true;
        }
        catch (RecordsException problem)
        {
            (Problem, failedMs) = (problem, Environment.TickCount64);
            return false;
        }
    }

    private sealed record Sample(TreatmentArea Area, int Boot, Telemetry Value);
}
