using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Records.Treatments;

/// <summary>
/// Keeps measured values while a pen runs, for pictures. At most ten seconds of them are lost by a crash; the pen's own log, which counts,
/// is not touched by that.
/// </summary>
internal sealed class TraceRecorder(Treatment treatment, PenClient pen)
{
    private const int RateHz = 10;
    private const int SampleMs = 200;
    private const int SamplesAtOnce = 50;

    private readonly List<Telemetry> kept = [];
    private TreatmentArea area;

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
            Write();
        }
    }

    private void Take(Telemetry value)
    {
        if (value.State != PenState.Running)
        {
            Write();
            return;
        }

        if (kept.Count > 0 && (value.Uptime - kept[^1].Uptime).TotalMilliseconds is >= 0 and < SampleMs)
        {
            return;
        }

        area = treatment.Facts.Areas.LastOrDefault()?.What.Area ?? TreatmentArea.Unspecified;
        kept.Add(value);
        if (kept.Count >= SamplesAtOnce)
        {
            Write();
        }
    }

    private void Write()
    {
        if (kept.Count == 0)
        {
            return;
        }

        try
        {
            treatment.Add(
                EventKind.Trace,
                new TraceKept(
                    pen.Identity.Serial,
                    (int)(pen.Identity.BootCount & 0xFFFF),
                    area,
                    [.. kept.Select(t => (uint)t.Uptime.TotalMilliseconds)],
                    [.. kept.Select(t => t.SetDepthMicrons)],
                    [.. kept.Select(t => t.MeasuredDepthMicrons)],
                    [.. kept.Select(t => t.SetSpeedHz)],
                    [.. kept.Select(t => (int)System.Math.Round(t.MeasuredSpeedHz * 100))],
                    [.. kept.Select(t => t.CurrentMilliamps)]
                )
            );
            Problem = null;
        }
        catch (RecordsException problem)
        {
            Problem = problem;
        }

        kept.Clear();
    }
}
