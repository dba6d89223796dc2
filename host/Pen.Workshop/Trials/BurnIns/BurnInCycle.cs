using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials.SelfTests;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>One cycle: self-test, depth moves and speeds in Service, then rest with a look every two seconds.</summary>
internal sealed class BurnInCycle(BurnInBench bench, BurnInPlan plan, MotorPart motor)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <param name="isTimeUp">Whether the rest may be left out.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="TrialFailedException">Pen or line failed.</exception>
    public async Task RunAsync(Func<bool> isTimeUp, CancellationToken ct)
    {
        TimeSpan began = await SelfTestAsync(ct).ConfigureAwait(false);
        await bench.LookAsync(ct).ConfigureAwait(false);
        await bench.AskAsync(p => p.EnterServiceAsync(ct)).ConfigureAwait(false);
        try
        {
            await DepthPart.RunAsync(bench, plan, ct).ConfigureAwait(false);
            await motor.RunAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            // Each cycle enters anew: Service ends by itself after ten minutes.
            await bench.Pen.LeaveServiceAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await RestAsync(began, isTimeUp, ct).ConfigureAwait(false);
    }

    private async Task<TimeSpan> SelfTestAsync(CancellationToken ct)
    {
        SelfTestRun run = await SelfTestRunner.RunAsync(bench.Pen, bench.Watch, ct).ConfigureAwait(false);
        if (run.Failure is { } failure)
        {
            throw new TrialFailedException(failure);
        }

        foreach (Figure figure in run.Figures().Where(f => !f.Passed))
        {
            bench.Problem(
                new TrialFailure(
                    $"self-test, {figure.Name}",
                    figure.Sentence,
                    "Look for the cause of this number with \"pen selftest\"."
                )
            );
        }

        if (run.Figures()[0].Value is { } seconds)
        {
            bench.Add(Quantity.SelfTest, seconds);
        }

        return run.Samples[0].Uptime;
    }

    private async Task RestAsync(TimeSpan began, Func<bool> isTimeUp, CancellationToken ct)
    {
        bench.Watch.Drain();
        Telemetry now = await bench.NextAsync(ct).ConfigureAwait(false);
        TimeSpan look = now.Uptime;
        while (now.Uptime - began < plan.Cycle && !isTimeUp())
        {
            if (now.Uptime >= look)
            {
                await bench.LookAsync(ct).ConfigureAwait(false);
                look = now.Uptime + LookEvery;
            }

            now = await bench.NextAsync(ct).ConfigureAwait(false);
        }
    }
}
