using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Companion.Pens;

/// <summary>Follows a pen that answers, until the line is closed for good: its events, and its status when somebody watches.</summary>
internal sealed class PenFollower(PenDesk desk, PenClient pen)
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RestingBeat = TimeSpan.FromSeconds(1);
    private long unwatchedSinceMs = Environment.TickCount64;
    private bool cartridgeIsOld = true;

    /// <summary>Follows.</summary>
    /// <exception cref="PenException">The line is closed for good, and why.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        desk.Change(n => new PenSnapshot(PenStage.Connected, pen.Identity));
        Task[] parts = [ListenAsync(over.Token), desk.Feed.RunAsync(pen, over.Token), AskAsync(over.Token)];
        Task first = await Task.WhenAny(parts).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // No part may end unseen: without the one that asks, an armed pen that nobody watches would not be stopped.
        await first.ConfigureAwait(false);
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await foreach (PenEvent happened in pen.WatchEventsAsync(ct).ConfigureAwait(false))
        {
            await TakeAsync(happened, ct).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(PenEvent happened, CancellationToken ct)
    {
        switch (happened)
        {
            case LinkLost lost:
                desk.Change(n => n with { Stage = PenStage.Recovering, Problem = lost.Reason });
                return;
            case LinkRestored:
                cartridgeIsOld = true;
                desk.Change(n => n with { Stage = PenStage.Connected, Identity = pen.Identity, Problem = null });
                break;
            case RunEnded run:
                cartridgeIsOld = true;
                desk.Change(n => n with { LastRun = run });
                break;
            case CartridgeChanged changed:
                desk.Change(n => n with { Cartridge = changed.Cartridge });
                break;
        }

        await RefreshAsync(ct).ConfigureAwait(false);
    }

    /// <summary>The pen is asked now and then; what happens in it comes by itself.</summary>
    private async Task AskAsync(CancellationToken ct)
    {
        await RefreshAsync(ct).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Beat);
        long askedMs = Environment.TickCount64;
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            long nowMs = Environment.TickCount64;
            unwatchedSinceMs = desk.Feed.Watchers > 0 ? nowMs : unwatchedSinceMs;
            await StopUnwatchedAsync(nowMs, ct).ConfigureAwait(false);
            bool lively = desk.Feed.Watchers > 0 || desk.Now.IsArmed;
            TimeSpan pause = lively ? Watched : Unwatched;
            timer.Period = lively ? Beat : RestingBeat;
            if (nowMs - askedMs >= pause.TotalMilliseconds && desk.Now.Stage == PenStage.Connected)
            {
                askedMs = nowMs;
                await RefreshAsync(ct).ConfigureAwait(false);
            }
        }
    }

    private async Task StopUnwatchedAsync(long nowMs, CancellationToken ct)
    {
        if (!desk.Now.IsArmed || nowMs - unwatchedSinceMs < PenDesk.UnwatchedLimit.TotalMilliseconds)
        {
            return;
        }

        try
        {
            await pen.StopAsync(ct).ConfigureAwait(false);
            await pen.DisarmAsync(ct).ConfigureAwait(false);
            desk.Change(n => n with { Note = "pen.note.unwatched" });
        }
        catch (PenException)
        {
            // Tried again at the next beat; and a pen that hears nothing stops by itself (FLT-17).
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
            desk.Change(n => n with { Status = status, Note = status.State == PenState.Ready ? null : n.Note });
            if (cartridgeIsOld || desk.Now.Cartridge is null or { State: CartridgeState.Reading })
            {
                CartridgeInfo cartridge = await pen.GetCartridgeAsync(ct).ConfigureAwait(false);
                cartridgeIsOld = false;
                desk.Change(n => n with { Cartridge = cartridge });
            }
        }
        catch (Exception problem) when (problem is PenException or ObjectDisposedException)
        {
            // The events tell of a lost line, and the next beat asks again.
        }
    }
}
