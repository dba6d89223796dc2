using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>
/// The line at its fastest for as long as this lives, where the pen can do that. Whatever goes wrong, it is at 115,200 bit/s again
/// afterwards: the pen goes back by itself after a second in which it hears nothing whole.
/// </summary>
internal sealed class FastLine : IAsyncDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Fallback = TimeSpan.FromMilliseconds(FrameFormat.SpeedFallbackMs + 100);

    private readonly PenClient pen;
    private readonly Session session;
    private readonly CancellationTokenSource ending = new();
    private readonly Task beating;

    private FastLine(PenClient pen, Session session)
    {
        this.pen = pen;
        this.session = session;
        beating = BeatAsync();
    }

    /// <summary>Makes the line faster; null where the pen cannot, does not want to, or is not heard then.</summary>
    public static async Task<FastLine?> TryAsync(PenClient pen, Session session, CancellationToken ct)
    {
        if ((pen.Identity.Capabilities & PenCapabilities.LineSpeed) == 0)
        {
            return null;
        }

        try
        {
            await ChangeAsync(pen, session, FrameFormat.FastestBaud, ct).ConfigureAwait(false);
        }
        catch (PenRefusedException)
        {
            return null;
        }

        try
        {
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
            return new FastLine(pen, session);
        }
        catch (PenLinkException)
        {
            session.SetBaud(FrameFormat.DefaultBaud);
            await Task.Delay(Fallback, ct).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Back to 115,200 bit/s.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);
        try
        {
            await ChangeAsync(pen, session, FrameFormat.DefaultBaud, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PenException)
        {
            // The pen goes back by itself, and this side at the next handshake.
            session.SetBaud(FrameFormat.DefaultBaud);
            await Task.Delay(Fallback).ConfigureAwait(false);
        }

        ending.Dispose();
    }

    private static async Task ChangeAsync(PenClient pen, Session session, int baud, CancellationToken ct)
    {
        var payload = new byte[LineSpeedRequest.Length];
        Wire.PutI32(payload, LineSpeedRequest.Baud, baud);
        await pen.AskAsync(MessageId.LineSpeed, payload, LineSpeedAnswer.Length, ct).ConfigureAwait(false);
        await Task.Delay(Settling, ct).ConfigureAwait(false);
        session.SetBaud(baud);
    }

    /// <summary>A window takes longer than the second for which the pen waits for us.</summary>
    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, ending.Token).ConfigureAwait(false);
                await pen.KeepAliveAsync(ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or PenException or ObjectDisposedException)
        {
            // Ended, or the link is gone, which whoever reads notices too.
        }
    }
}
