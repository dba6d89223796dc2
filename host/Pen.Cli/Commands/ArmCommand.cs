using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>
/// arm: stays while the pen is armed, because the host that armed it must be heard every 2 s and leaving would end in a fault.
/// </summary>
internal static class ArmCommand
{
    private const int LiveRateHz = 20;
    private const int KeyPollMs = 20;

    /// <summary>Arms, shows what happens, and returns the standing when the pen is armed no longer.</summary>
    public static async Task<PenStanding> RunAsync(PenContext c)
    {
        PenStanding standing = await c.Pen.ArmAsync(c.Cancel);
        bool live = !c.Json && !Console.IsOutputRedirected && !Console.IsInputRedirected;
        if (c.Json)
        {
            Output.WriteJson(standing);
        }
        else
        {
            string keys = live ? "Space stops. Ctrl-C stops and disarms." : "Ctrl-C stops and disarms.";
            Console.WriteLine($"Armed: the trigger on the pen starts. {keys}");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(c.Cancel);
        Task beside = live ? Task.WhenAll(ShowAsync(c, ending.Token), StopKeyAsync(c, ending.Token)) : Task.CompletedTask;
        try
        {
            await TellUntilDisarmedAsync(c, live);
        }
        catch (OperationCanceledException)
        {
            await c.Pen.StopAsync();
            return await c.Pen.DisarmAsync();
        }
        finally
        {
            await ending.CancelAsync();
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await c.Pen.KeepAliveAsync(c.Cancel);
    }

    private static async Task TellUntilDisarmedAsync(PenContext c, bool live)
    {
        await foreach (PenEvent happened in c.Pen.WatchEventsAsync(c.Cancel))
        {
            if (Tell(happened) is { } line && !c.Json)
            {
                Say(line, live);
            }

            if (happened is StateChanged { NewState: PenState.Standby or PenState.Fault })
            {
                return;
            }
        }
    }

    /// <summary>A line above the live picture, which is drawn again below it; padded so that nothing of the picture shows behind.</summary>
    private static void Say(string line, bool live)
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

    private static Task ShowAsync(PenContext c, CancellationToken ct) =>
        LiveView.ShowAsync(c.Pen.WatchTelemetryAsync(LiveRateHz, ct), c.Pen.Identity);

    private static async Task StopKeyAsync(PenContext c, CancellationToken ct)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(KeyPollMs));
        while (await poll.WaitForNextTickAsync(ct))
        {
            while (Console.KeyAvailable)
            {
                if (Console.ReadKey(true).Key is ConsoleKey.Spacebar or ConsoleKey.Escape)
                {
                    await StopAsync(c);
                }
            }
        }
    }

    private static async Task StopAsync(PenContext c)
    {
        try
        {
            await c.Pen.StopAsync();
        }
        catch (PenException problem)
        {
            Say(problem.Message, live: true);
        }
    }

    private static string? Tell(PenEvent happened) =>
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
