using System;

namespace Pen.Client;

/// <summary>How a client behaves. The defaults suit a pen on a cable; every time is finite.</summary>
public sealed record PenClientOptions
{
    /// <summary>How long a request may stay unanswered once it was sent; default 1 s, 10 ms … 60 s.</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long an unanswered request is sent again, with the same sequence number, so that the pen carries it out at
    /// most once; default 150 ms (an answer takes two ticks of 10 ms and up to 18 ms on the wire), 5 ms … 10 s.
    /// </summary>
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long a handshake may take; default 3 s, in which a pen that was just plugged in has started.</summary>
    public TimeSpan HelloDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long <see cref="PenClient.StopAsync"/> goes on trying, through a lost link too; default 3 s. The pen stops by itself
    /// when the host that armed it is silent for 2 s.
    /// </summary>
    public TimeSpan StopDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>While the pen is armed by this client: longest time without a frame to it; default 500 ms, a quarter of what the pen allows.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without a frame from the pen it is asked whether it is still there; default 2 s.</summary>
    public TimeSpan IdleProbeInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>First pause before a lost link is opened again; doubles up to <see cref="RecoveryPauseMax"/>; default 100 ms.</summary>
    public TimeSpan RecoveryPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two attempts to open a lost link; default 2 s.</summary>
    public TimeSpan RecoveryPauseMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a log download waits for a lost link before it gives up; default 30 s.</summary>
    public TimeSpan DownloadResumeDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a pen that does not know the time is told it after the handshake; default true.</summary>
    public bool SyncClock { get; init; } = true;

    internal void Validate()
    {
        Check(RequestDeadline, 10, 60_000);
        Check(ResendInterval, 5, 10_000);
        Check(HelloDeadline, 10, 60_000);
        Check(StopDeadline, 10, 60_000);
        Check(HeartbeatInterval, 10, 1_900);
        Check(IdleProbeInterval, 10, 60_000);
        Check(RecoveryPause, 1, 60_000);
        Check(RecoveryPauseMax, 1, 60_000);
        Check(DownloadResumeDeadline, 0, 3_600_000);
    }

    private static void Check(TimeSpan value, int minMs, int maxMs)
    {
        if (value < TimeSpan.FromMilliseconds(minMs) || value > TimeSpan.FromMilliseconds(maxMs))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Must be {minMs} … {maxMs} ms.");
        }
    }
}
