using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <content>How requests go out, and what comes unasked.</content>
public sealed partial class PenClient
{
    internal async Task<byte[]> AskAsync(
        MessageId message,
        byte[] payload,
        int answerLength,
        CancellationToken ct,
        SettingId setting = SettingId.None
    )
    {
        ObjectDisposedException.ThrowIf(disposed != 0 && message != MessageId.Disarm, this);
        var pending = new Pending(message, payload, options.RequestDeadline);
        return Checked(await session.RequestAsync(pending, ct).ConfigureAwait(false), answerLength, setting);
    }

    private async Task<PenStanding> StandingAsync(MessageId message, CancellationToken ct) =>
        Observe(PenStanding.Parse(await AskAsync(message, [], StateAnswer.Length, ct).ConfigureAwait(false)));

    private PenStanding Observe(PenStanding standing)
    {
        arm.Observe(standing.State);
        return standing;
    }

    /// <summary>The answer's payload; a refusal or an answer that is too short is thrown. A longer one comes from a newer pen.</summary>
    private static byte[] Checked(Frame frame, int length, SettingId setting = SettingId.None)
    {
        if (frame.Kind == FrameKind.Refusal)
        {
            if (frame.Payload.Length < RefusalData.Length)
            {
                throw PenLinkException.BadAnswer($"'{frame.Message}'", frame.Payload.Length, RefusalData.Length);
            }

            Refusal refusal = Refusal.Parse(frame.Payload);
            throw new PenRefusedException(refusal, RefusalText.Describe(refusal, setting));
        }

        return frame.Payload.Length >= length
            ? frame.Payload
            : throw PenLinkException.BadAnswer($"'{frame.Message}'", frame.Payload.Length, length);
    }

    private async Task SyncClockAsync(CancellationToken ct)
    {
        if (!options.SyncClock)
        {
            return;
        }

        PenStatus status = await GetStatusAsync(ct).ConfigureAwait(false);
        if (status.Utc is null)
        {
            await SetClockAsync(DateTimeOffset.UtcNow, ct).ConfigureAwait(false);
        }
    }

    private async Task RenewTelemetryAsync(CancellationToken ct)
    {
        Session now = session;
        int wanted = telemetry.WantedRateHz;
        if (now.TelemetryRateHz == wanted)
        {
            return;
        }

        await AskAsync(MessageId.Telemetry, [(byte)wanted], TelemetryAnswer.Length, ct).ConfigureAwait(false);
        now.TelemetryRateHz = wanted;
    }

    private async Task RenewQuietlyAsync()
    {
        try
        {
            if (disposed == 0)
            {
                await RenewTelemetryAsync(closing.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is PenException or OperationCanceledException or ObjectDisposedException)
        {
            // More telemetry than anybody wants does no harm; the next handshake ends it.
        }
    }

    private void OnUnasked(Session from, Frame frame)
    {
        if (from != session && Link == LinkState.Connected)
        {
            return;
        }

        if (frame.Kind == FrameKind.Telemetry)
        {
            if (frame.Payload.Length >= TelemetryData.Length)
            {
                Telemetry value = Telemetry.Parse(frame.Payload) with { LostBefore = telemetryGap.Next(frame.Sequence) };
                arm.Observe(value.State);
                telemetry.Publish(value);
            }

            return;
        }

        int lost = eventGap.Next(frame.Sequence);
        if (EventParser.Parse(frame) is { } happened)
        {
            if (happened is StateChanged change)
            {
                arm.Observe(change.NewState);
            }

            events.Publish(happened with { LostBefore = lost });
        }
    }

    private void Close(Exception? reason)
    {
        Link = LinkState.Closed;
        closing.Cancel();
        telemetry.Close(reason);
        events.Close(reason);
    }
}
