using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Trials.Watching;

/// <summary>
/// Looks at a pen from outside during a trial: telemetry at its highest rate, whatever else is asked of the pen. What is wrong with pen or
/// line ends the trial with its name: silence, a restart, a fault.
/// </summary>
internal sealed class PenWatch : IAsyncDisposable
{
    /// <summary>Highest rate of telemetry in Hz: a sample every other tick.</summary>
    public const int RateHz = 50;

    private const int Backlog = 4096;

    /// <summary>A line that brings nothing for so long, at 50 samples a second, is silent.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2);

    /// <summary>How long a silent pen may take to come back and tell why.</summary>
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly PenClient pen;
    private readonly uint bootCount;
    private readonly CancellationTokenSource ending = new();
    private readonly Channel<Telemetry> samples = Channel.CreateBounded<Telemetry>(
        new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private readonly Task pumping;
    private long received;
    private long lost;

    /// <summary>Begins to look.</summary>
    public PenWatch(PenClient pen)
    {
        this.pen = pen;
        bootCount = pen.Identity.BootCount;
        pumping = Task.Run(PumpAsync);
    }

    /// <summary>Samples that came.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Samples that the pen sent and the line lost.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Forgets the samples that nobody has looked at.</summary>
    public void Drain()
    {
        while (samples.Reader.TryRead(out _))
        {
            // Old ones.
        }
    }

    /// <summary>The next sample. A pen in Fault is one like any other here.</summary>
    /// <exception cref="TrialFailedException">The pen is silent, has restarted or the line was lost.</exception>
    public async Task<Telemetry> NextAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(SilenceLimit);
        try
        {
            Telemetry sample = await samples.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
            if (pen.Identity.BootCount != bootCount)
            {
                throw new TrialFailedException(Restarted());
            }

            return sample;
        }
        catch (Exception silent) when (silent is OperationCanceledException or ChannelClosedException or PenException)
        {
            ct.ThrowIfCancellationRequested();
            throw new TrialFailedException(await ExplainAsync(null, ct).ConfigureAwait(false), silent);
        }
    }

    /// <summary>Samples up to the first one for which a condition holds, that one included.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="limit">How long it may take, by the pen's clock.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="TrialFailedException">It did not hold within the time, or as <see cref="NextAsync"/>.</exception>
    public async Task<IReadOnlyList<Telemetry>> UntilAsync(Func<Telemetry, bool> holds, TimeSpan limit, CancellationToken ct)
    {
        var seen = new List<Telemetry>();
        do
        {
            seen.Add(await NextAsync(ct).ConfigureAwait(false));
            if (holds(seen[^1]))
            {
                return seen;
            }
        } while (seen[^1].Uptime - seen[0].Uptime < limit);
        throw new TrialFailedException(
            new TrialFailure(
                "pen stays as it is",
                $"The pen stays in {Words.Of(seen[^1].State)} and did not do what it was asked for within {Words.Of(limit)}.",
                "Switch the pen off and on, then begin anew; if it comes back, have it serviced."
            )
        );
    }

    /// <summary>What is behind a line that failed: a restart, an interruption, or silence that lasts.</summary>
    public async Task<TrialFailure> ExplainAsync(PenLinkException? problem, CancellationToken ct)
    {
        DateTime end = DateTime.UtcNow + ReturnLimit;
        bool answers = false;
        while (!answers && pen.Identity.BootCount == bootCount && DateTime.UtcNow < end)
        {
            answers = await AnswersAsync(ct).ConfigureAwait(false);
            await Task.Delay(Poll, ct).ConfigureAwait(false);
        }

        if (pen.Identity.BootCount != bootCount)
        {
            return Restarted();
        }

        return answers
            ? new TrialFailure(
                "line interrupted",
                problem?.Problem ?? "The line was lost for a moment, or brought nothing.",
                "Check cable and plugs, then begin anew."
            )
            : new TrialFailure(
                "pen silent",
                "The pen fell silent and did not come back.",
                "Check cable and power, look at the pen's light, then begin anew."
            );
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
            return true;
        }
        catch (PenException)
        {
            return false;
        }
    }

    /// <summary>A fault in the words that all use.</summary>
    public static TrialFailure FaultOf(FaultId fault, SelfTestCheck check) =>
        check != SelfTestCheck.None
            ? new TrialFailure(Words.Of(check), SelfTestText.Finding(check), SelfTestText.Advice(check))
            : new TrialFailure($"FLT-{(int)fault} {FaultText.Name(fault)}", FaultText.Cause(fault), FaultText.Advice(fault));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await pumping.ConfigureAwait(false);
        ending.Dispose();
    }

    private TrialFailure Restarted() =>
        new(
            "pen restarted",
            $"The pen restarted by itself: its count of starts went from {bootCount} to {pen.Identity.BootCount}.",
            "Read the reason of the reset in its log, and check cell, supply and solder joints."
        );

    private async Task PumpAsync()
    {
        try
        {
            await foreach (Telemetry sample in pen.WatchTelemetryAsync(RateHz, ending.Token).ConfigureAwait(false))
            {
                Interlocked.Increment(ref received);
                Interlocked.Add(ref lost, sample.LostBefore);
                samples.Writer.TryWrite(sample);
            }

            samples.Writer.TryComplete();
        }
        catch (Exception ended) when (ended is PenException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever waits for a sample finds out why there are none.
            samples.Writer.TryComplete();
        }
    }
}
