using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>The empty pen turning in Service. Only the hand on the trigger starts it; letting go stops it at any moment.</summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
public sealed class SpinBench(PenBench bench, ICalibrationTalk talk)
{
    private const double AtSpeedShare = 0.85;

    private static readonly TimeSpan MostForAHand = TimeSpan.FromSeconds(90);

    /// <summary>Readings over at least this long by the chip's clock, in ms, of a motor that turns steadily.</summary>
    /// <param name="speedHz">50 to 150 Hz.</param>
    /// <param name="overMs">How long.</param>
    /// <exception cref="CalibrationException">Nobody holds the trigger, or the pen has a fault.</exception>
    public async Task<IReadOnlyList<ServiceReadings>> TurnAsync(int speedHz, int overMs)
    {
        await bench.EnterServiceAsync().ConfigureAwait(false);
        await UntilLetGoAsync().ConfigureAwait(false);
        await bench.Pen.AllowSpinInServiceAsync(speedHz, bench.Cancel).ConfigureAwait(false);
        await talk.DoneAsync($"Hold the trigger and keep holding it: the empty pen turns with {speedHz} Hz.", bench.Cancel)
            .ConfigureAwait(false);
        var patience = Stopwatch.StartNew();
        var steady = new List<ServiceReadings>();
        while (steady.Count < 2 || steady[^1].UptimeMs - steady[0].UptimeMs < (uint)(overMs + SettleMs))
        {
            ServiceReadings now = await bench.Pen.ReadServiceReadingsAsync(bench.Cancel).ConfigureAwait(false);
            if (now.State != PenState.Service || patience.Elapsed > MostForAHand)
            {
                throw new CalibrationException(
                    now.State == PenState.Fault
                        ? "The pen has a fault."
                        : "The motor did not turn steadily: nobody held the trigger for long enough.",
                    "Look at \"pen status\", then try again."
                );
            }

            if (now.MeasuredSpeedHz < AtSpeedShare * speedHz)
            {
                steady.Clear();
            }
            else
            {
                steady.Add(now);
            }
        }

        return [.. steady.SkipWhile(r => r.UptimeMs - steady[0].UptimeMs < SettleMs)];
    }

    /// <summary>The hand lets go, and no trigger turns the motor any more.</summary>
    public async Task EndAsync()
    {
        talk.Say("Let go of the trigger.");
        await bench.Pen.StopAsync(bench.Cancel).ConfigureAwait(false);
        await UntilLetGoAsync().ConfigureAwait(false);
    }

    /// <summary>Ramp and first swing are over after this long, in ms.</summary>
    private const uint SettleMs = 1000;

    private async Task UntilLetGoAsync()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            ServiceReadings now = await bench.Pen.ReadServiceReadingsAsync(bench.Cancel).ConfigureAwait(false);
            if (!now.Flags.HasFlag(PenFlags.TriggerPressed) && now.MeasuredSpeedHz < 1)
            {
                return;
            }

            if (patience.Elapsed > MostForAHand)
            {
                throw new CalibrationException("The trigger is being held.", "Let go of it, then try again.");
            }

            await Task.Delay(20, bench.Cancel).ConfigureAwait(false);
        }
    }
}
