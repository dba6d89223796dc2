using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>
/// Speeds of the empty pen. Only the hand starts: each speed needs a press of the trigger of its own, because the pen takes no new speed
/// while the trigger is held, and its gate opens for a press that comes behind the permission alone. Where nobody presses, nothing turns.
/// </summary>
internal sealed class MotorPart(BurnInBench bench, BurnInPlan plan)
{
    private const string Press = "Press the trigger and hold it: the empty pen will turn. Let go when it is asked for.";

    /// <summary>CTL-3 allows 300 ms for the start, and the speed that is told is a mean over 100 ms.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(600);

    private bool isOver = !plan.WithMotor;

    /// <summary>Cycles in which the motor turned at every speed.</summary>
    public int Cycles { get; private set; }

    /// <summary>The part of one cycle. Once a press has not come, the motor is not waited for again.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (isOver)
        {
            return;
        }

        try
        {
            foreach (int speedHz in plan.SpeedsHz)
            {
                if (!await SpinAsync(speedHz, ct).ConfigureAwait(false))
                {
                    isOver = true;
                    bench.Say("The trigger was not used, so the motor does not turn in this burn-in any more.");
                    return;
                }
            }

            if (++Cycles == 1)
            {
                bench.Say("Every speed is measured. Let go of the trigger; from here on nobody is needed.");
            }
        }
        finally
        {
            // Software may always stop: the permission ends with the part, whatever the hand does.
            await bench.Pen.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<bool> SpinAsync(int speedHz, CancellationToken ct)
    {
        TimeSpan patience = Cycles == 0 ? plan.FirstPress : plan.LaterPress;
        if (!await ReleasedAsync(patience, ct).ConfigureAwait(false))
        {
            return false;
        }

        await bench.AskAsync(p => p.AllowSpinInServiceAsync(speedHz, ct)).ConfigureAwait(false);
        if (Cycles == 0)
        {
            bench.Say($"{speedHz} Hz. {Press}");
        }

        bench.Watch.Drain();
        if (await bench.WaitAsync(s => s.Flags.HasFlag(PenFlags.GateOn), patience, ct).ConfigureAwait(false) is null)
        {
            return false;
        }

        TimeSpan? from = null;
        bool Done(Telemetry s) => s.Uptime - (from ??= s.Uptime) >= Settling + plan.Spin || !s.Flags.HasFlag(PenFlags.GateOn);
        List<Telemetry> spin = (await bench.WaitAsync(Done, 2 * (Settling + plan.Spin), ct).ConfigureAwait(false))!;
        var steady = spin.Where(s => s.Uptime - from >= Settling && s.Flags.HasFlag(PenFlags.GateOn)).ToList();
        if (steady.Count < 10)
        {
            bench.Say("The trigger was let go too soon.");
            return false;
        }

        bench.Add(Quantity.SpeedError, 100 * (steady.Average(s => s.MeasuredSpeedHz) - speedHz) / speedHz, speedHz);
        bench.Add(Quantity.Current, steady.Average(s => s.CurrentMilliamps), speedHz);
        await bench.LookAsync(ct).ConfigureAwait(false);
        await bench.AskAsync(p => p.StopAsync(ct)).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> ReleasedAsync(TimeSpan patience, CancellationToken ct)
    {
        bench.Watch.Drain();
        if (!(await bench.NextAsync(ct).ConfigureAwait(false)).Flags.HasFlag(PenFlags.TriggerPressed))
        {
            return true;
        }

        if (Cycles == 0)
        {
            bench.Say("Let go of the trigger.");
        }

        bool Released(Telemetry s) => !s.Flags.HasFlag(PenFlags.TriggerPressed);
        return await bench.WaitAsync(Released, patience, ct).ConfigureAwait(false) is not null;
    }
}
