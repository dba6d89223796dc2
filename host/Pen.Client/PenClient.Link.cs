using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Client.Transports;

namespace Pen.Client;

/// <content>Keeping the link: heartbeats while armed, and a lost line opened again. Nothing here prepares or arms.</content>
public sealed partial class PenClient
{
    private sealed class LinkKeeper
    {
        /// <summary>How often it looks whether a heartbeat is due, while the pen is armed.</summary>
        private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

        /// <summary>The same while it is not: the first heartbeat is due 500 ms after the request that has armed it at the earliest.</summary>
        private static readonly TimeSpan RestingPeriod = TimeSpan.FromMilliseconds(250);

        private readonly PenClient client;
        private readonly Task beating;
        private readonly Task mending;

        public LinkKeeper(PenClient client)
        {
            this.client = client;
            CancellationToken ct = client.closing.Token;
            beating = Task.Run(() => BeatAsync(ct), CancellationToken.None);
            mending = Task.Run(() => MendAsync(ct), CancellationToken.None);
        }

        public Task EndAsync() => Task.WhenAll(beating, mending);

        private async Task BeatAsync(CancellationToken ct)
        {
            using var timer = new PeriodicTimer(Period);
            try
            {
                while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
                {
                    Session session = client.session;
                    timer.Period =
                        client.arm.IsArmed || client.options.HeartbeatInterval < RestingPeriod * 2 ? Period : RestingPeriod;
                    bool armedAndQuiet = client.arm.IsArmed && session.Idle >= client.options.HeartbeatInterval;
                    bool silent =
                        session.Silence >= client.options.IdleProbeInterval && session.Idle >= client.options.IdleProbeInterval;
                    if (client.Link == LinkState.Connected && (armedAndQuiet || silent))
                    {
                        await ProbeAsync(ct).ConfigureAwait(false);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // Closing.
            }
        }

        private async Task ProbeAsync(CancellationToken ct)
        {
            try
            {
                await client.KeepAliveAsync(ct).ConfigureAwait(false);
            }
            catch (Exception e) when (e is PenException or ObjectDisposedException)
            {
                // The session notices a dead line itself, and mending begins.
            }
        }

        private async Task MendAsync(CancellationToken ct)
        {
            try
            {
                while (!ct.IsCancellationRequested)
                {
                    PenLinkException reason = await client.session.Lost.WaitAsync(ct).ConfigureAwait(false);
                    client.Link = LinkState.Recovering;
                    client.events.Publish(new LinkLost(reason));
                    client.session.Dispose();
                    await ReopenAsync(ct).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // Closing.
            }
            catch (PenWrongDeviceException wrong)
            {
                client.Close(wrong);
            }
        }

        private async Task ReopenAsync(CancellationToken ct)
        {
            TimeSpan pause = client.options.RecoveryPause;
            while (true)
            {
                await Task.Delay(pause, ct).ConfigureAwait(false);
                try
                {
                    ITransport transport = await PenAddress.OpenAsync(client.Address, ct).ConfigureAwait(false);
                    Session opened = await Handshake
                        .RunAsync(transport, client.options, client.OnUnasked, ct)
                        .ConfigureAwait(false);
                    await TakeAsync(opened, ct).ConfigureAwait(false);
                    return;
                }
                catch (PenWrongDeviceException wrong) when (wrong.Kind == WrongDevice.AnotherPen)
                {
                    throw;
                }
                catch (PenException)
                {
                    client.session.Dispose();
                    pause = pause * 2 < client.options.RecoveryPauseMax ? pause * 2 : client.options.RecoveryPauseMax;
                }
            }
        }

        private async Task TakeAsync(Session opened, CancellationToken ct)
        {
            PenIdentity before = client.Identity;
            PenIdentity now = opened.Identity;
            if (now.Serial != before.Serial)
            {
                opened.Dispose();
                throw PenWrongDeviceException.AnotherPen(client.Address, before.Serial, now.Serial);
            }

            client.eventGap.Reset();
            client.telemetryGap.Reset();
            client.Identity = now;
            client.session = opened;
            bool restarted = now.BootCount != before.BootCount;
            if (restarted)
            {
                client.arm.Disarmed();
            }

            client.Link = LinkState.Connected;
            await client.SyncClockAsync(ct).ConfigureAwait(false);
            await client.RenewTelemetryAsync(ct).ConfigureAwait(false);
            client.events.Publish(new LinkRestored(restarted, before.BootCount, now.BootCount));
        }
    }
}
