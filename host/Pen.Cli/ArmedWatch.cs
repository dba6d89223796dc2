using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;

namespace Pen.Cli;

/// <summary>
/// Stays beside an armed pen: tells what happens, shows live values and takes keys where there is a terminal, and stops and disarms when it
/// is left. Made before the pen is armed, so that nothing is missed.
/// </summary>
internal sealed class ArmedWatch : IDisposable
{
    private const int LiveRateHz = 20;
    private const int KeyPollMs = 20;

    private readonly PenClient pen;
    private readonly bool quiet;
    private readonly bool live;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAsyncEnumerable<PenEvent> events;

    /// <summary>Begins to listen.</summary>
    /// <param name="pen">The pen.</param>
    /// <param name="quiet">Says nothing, for scripts.</param>
    public ArmedWatch(PenClient pen, bool quiet)
    {
        this.pen = pen;
        this.quiet = quiet;
        live = !quiet && HasTerminal;
        events = pen.WatchEventsAsync(ending.Token);
    }

    /// <summary>Whether somebody sits in front of a terminal.</summary>
    public static bool HasTerminal => !Console.IsOutputRedirected && !Console.IsInputRedirected;

    /// <summary>Stays until the pen is armed no longer.</summary>
    /// <param name="done">Ends it: the pen is stopped and disarmed then. On a terminal, Enter does too where this is given.</param>
    /// <param name="ct">Ctrl-C: the pen is stopped and disarmed.</param>
    /// <returns>Where the pen stands then.</returns>
    public async Task<PenStanding> RunAsync(Task? done, CancellationToken ct)
    {
        Task beside = live ? Task.WhenAll(ShowAsync(ending.Token), KeysAsync(ending.Token)) : Task.CompletedTask;
        Task told = TellUntilDisarmedAsync();
        Task left = done is null
            ? Task.Delay(Timeout.Infinite, ct)
            : Task.WhenAny(done, entered.Task, Task.Delay(Timeout.Infinite, ct));
        try
        {
            if (await Task.WhenAny(told, left) == told)
            {
                await told;
                return await pen.KeepAliveAsync(ct);
            }

            await pen.StopAsync(CancellationToken.None);
            return await pen.DisarmAsync(CancellationToken.None);
        }
        finally
        {
            await ending.CancelAsync();
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public void Dispose() => ending.Dispose();

    private async Task TellUntilDisarmedAsync()
    {
        await foreach (PenEvent happened in events)
        {
            if (Words(happened) is { } line && !quiet)
            {
                Say(line);
            }

            if (happened is StateChanged { NewState: PenState.Standby or PenState.Fault })
            {
                return;
            }
        }
    }

    /// <summary>A line above the live picture, which is drawn again below it; padded so that nothing of the picture shows behind.</summary>
    private void Say(string line)
    {
        if (live)
        {
            AnsiConsole.Console.WriteLine(line.PadRight(LiveView.Width));
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    private Task ShowAsync(CancellationToken ct) => LiveView.ShowAsync(pen.WatchTelemetryAsync(LiveRateHz, ct), pen.Identity);

    private async Task KeysAsync(CancellationToken ct)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(KeyPollMs));
        while (await poll.WaitForNextTickAsync(ct))
        {
            while (Console.KeyAvailable)
            {
                ConsoleKey key = Console.ReadKey(true).Key;
                if (key is ConsoleKey.Spacebar or ConsoleKey.Escape)
                {
                    await StopAsync();
                }
                else if (key == ConsoleKey.Enter)
                {
                    entered.TrySetResult();
                }
            }
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await pen.StopAsync();
        }
        catch (PenException problem)
        {
            Say(problem.Message);
        }
    }

    private static string? Words(PenEvent happened) =>
        happened switch
        {
            StateChanged { NewState: PenState.Running } => "Running.",
            StateChanged { NewState: PenState.Ready, Reason: not StopReason.None } s =>
                $"Ready again: {Output.Words(s.Reason)}.",
            StateChanged { NewState: PenState.Standby, Reason: not StopReason.None } s =>
                $"No longer armed: {Output.Words(s.Reason)}.",
            RunEnded run => FormattableString.Invariant(
                $"Run of {run.Duration.TotalSeconds:0.0} s, {run.Strokes} strokes, speed off by {run.MeanSpeedErrorPermille / 10.0:+0.0;-0.0} % on the mean."
            ),
            FaultRaised fault => $"FLT-{(int)fault.Fault} {FaultText.Name(fault.Fault)}. {FaultText.Advice(fault.Fault)}",
            LinkLost lost => lost.Reason.Message,
            LinkRestored => "The link is back; nothing was armed again.",
            _ => null,
        };
}
