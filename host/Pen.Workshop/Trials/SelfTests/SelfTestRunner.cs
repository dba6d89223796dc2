using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials.Watching;

namespace Pen.Workshop.Trials.SelfTests;

/// <summary>Has a pen test itself: from Standby to Sleep, from which any frame wakes it through its self-test.</summary>
internal static class SelfTestRunner
{
    /// <summary>Where the self-test sends the depth stop, in µm.</summary>
    public const int SecondPointMicrons = 500;

    /// <summary>How long the pen is left asleep: longer than its watchdog's 200 ms, which so cuts before the self-test looks.</summary>
    private static readonly TimeSpan Asleep = TimeSpan.FromMilliseconds(300);

    /// <summary>By the pen's clock; its own limits end it before.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Refuses where the pen stands otherwise than a self-test may begin; waits for one that is under way.</summary>
    /// <returns>What the pen's own self-test has found already, when it stands in Fault for it; null when it is ready.</returns>
    /// <exception cref="TrialRefusedException">A session is open, the pen is armed, runs, is in service or has a fault of another kind.</exception>
    public static async Task<TrialFailure?> CheckAsync(PenClient pen, CancellationToken ct)
    {
        PenStatus status = await SettledAsync(pen, ct).ConfigureAwait(false);
        if (status.State == PenState.Fault)
        {
            return PenWatch.FaultOf(status.FirstFault, status.FailedCheck);
        }

        if (status.State != PenState.Standby)
        {
            throw new TrialRefusedException(
                $"The pen is in {Words.Of(status.State)}, and the self-test begins from standby alone.",
                "Disarm it, or leave service, then ask again."
            );
        }

        if (status.Flags.HasFlag(PenFlags.SessionOpen))
        {
            throw new TrialRefusedException(
                "A session is open: somebody is being treated with this pen.",
                "Close it with \"pen session close\" when the treatment is over, then ask again."
            );
        }

        return null;
    }

    /// <summary>One self-test.</summary>
    /// <exception cref="TrialFailedException">Pen or line failed in a way that the self-test itself does not tell.</exception>
    public static async Task<SelfTestRun> RunAsync(PenClient pen, PenWatch watch, CancellationToken ct)
    {
        // A subscription that is still on its way would wake the pen.
        await watch.NextAsync(ct).ConfigureAwait(false);
        watch.Drain();
        await pen.SleepAsync(ct).ConfigureAwait(false);
        Telemetry? asleep = null;
        var samples = new List<Telemetry>();
        samples.AddRange(
            await watch.UntilAsync(s => s.State == PenState.Fault || HasSlept(s, ref asleep), Longest, ct).ConfigureAwait(false)
        );
        if (samples[^1].State != PenState.Fault)
        {
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
            samples.AddRange(
                await watch.UntilAsync(s => s.State is PenState.Standby or PenState.Fault, Longest, ct).ConfigureAwait(false)
            );
        }

        return new SelfTestRun(samples, await pen.GetStatusAsync(ct).ConfigureAwait(false));
    }

    private static bool HasSlept(Telemetry now, ref Telemetry? asleep)
    {
        asleep ??= now.State == PenState.Sleep ? now : null;
        return asleep is not null && now.Uptime - asleep.Uptime >= Asleep;
    }

    private static async Task<PenStatus> SettledAsync(PenClient pen, CancellationToken ct)
    {
        DateTime end = DateTime.UtcNow + Longest;
        PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        while (status.State is PenState.Boot or PenState.SelfTest or PenState.Sleep && DateTime.UtcNow < end)
        {
            await Task.Delay(50, ct).ConfigureAwait(false);
            status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        }

        return status;
    }
}
