using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Client.Transports;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>
/// A pen at the other end of a line. Every call is asynchronous, has a finite deadline and honours cancellation. A refusal
/// (<see cref="PenRefusedException"/>) means that nothing changed and is never tried again; a failure of the line
/// (<see cref="PenLinkException"/>) means that nobody knows. A lost link comes back by itself; motion never does.
/// </summary>
public sealed partial class PenClient : IAsyncDisposable
{
    private readonly PenClientOptions options;
    private readonly TelemetryHub telemetry = new();
    private readonly EventHub events = new();
    private readonly ArmTracker arm = new();
    private readonly SequenceGap eventGap = new();
    private readonly SequenceGap telemetryGap = new();
    private readonly CancellationTokenSource closing = new();
    private volatile Session session;
    private volatile LinkKeeper? keeper;
    private int disposed;

    private PenClient(string address, PenClientOptions options, Session session)
    {
        Address = address;
        this.options = options;
        this.session = session;
        Identity = session.Identity;
    }

    /// <summary>Who the pen is, as of the last handshake.</summary>
    public PenIdentity Identity { get; private set; }

    /// <summary>The address, as given to <see cref="ConnectAsync"/>.</summary>
    public string Address { get; }

    /// <summary>How the link stands.</summary>
    public LinkState Link { get; private set; } = LinkState.Connected;

    /// <summary>
    /// Opens the line, finds out who is there and, where the pen does not know the time, tells it.
    /// </summary>
    /// <param name="address">A serial port ("/dev/ttyUSB0", "COM5") or "pen://host:port" (port 7117 when left out).</param>
    /// <param name="options">How the client behaves; null for the defaults.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PenPortException">The port is missing, busy, not permitted or fails.</exception>
    /// <exception cref="PenWrongDeviceException">The port opens, but no pen is there.</exception>
    /// <exception cref="PenVersionException">The pen speaks another version of the protocol.</exception>
    /// <exception cref="PenLinkException">The line failed on the way.</exception>
    public static async Task<PenClient> ConnectAsync(
        string address,
        PenClientOptions? options = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(address);
        PenClientOptions chosen = options ?? new PenClientOptions();
        chosen.Validate();
        PenClient? client = null;
        ITransport transport = await PenAddress.OpenAsync(address, ct).ConfigureAwait(false);
        Session opened = await Handshake
            .RunAsync(transport, chosen, (from, frame) => Volatile.Read(ref client)?.OnUnasked(from, frame), ct)
            .ConfigureAwait(false);
        Volatile.Write(ref client, new PenClient(address, chosen, opened));
        try
        {
            await client!.SyncClockAsync(ct).ConfigureAwait(false);
        }
        catch
        {
            opened.Dispose();
            throw;
        }

        client.keeper = new LinkKeeper(client);
        return client;
    }

    /// <summary>Everything that a screen shows.</summary>
    public async Task<PenStatus> GetStatusAsync(CancellationToken ct = default)
    {
        PenStatus status = PenStatus.Parse(await AskAsync(MessageId.Status, [], StatusAnswer.Length, ct).ConfigureAwait(false));
        arm.Observe(status.State);
        return status;
    }

    /// <summary>Sets depth, speed and area of the next run; while running only shallower or slower.</summary>
    /// <exception cref="PenRefusedException">A value is beyond a limit, which the exception names; nothing changed.</exception>
    public async Task<Prepared> PrepareAsync(Preparation preparation, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        return Prepared.Parse(
            await AskAsync(MessageId.Prepare, preparation.ToPayload(), PrepareAnswer.Length, ct).ConfigureAwait(false)
        );
    }

    /// <summary>Lets the trigger on the pen start the motor, and moves the depth stop. The motor itself is started by the hand alone.</summary>
    /// <exception cref="PenRefusedException">Something is missing, which the exception names; the pen stays in Standby.</exception>
    public async Task<PenStanding> ArmAsync(CancellationToken ct = default)
    {
        arm.Asking();
        try
        {
            PenStanding standing = await StandingAsync(MessageId.Arm, ct).ConfigureAwait(false);
            arm.Accepted();
            return standing;
        }
        catch (PenRefusedException)
        {
            arm.Refused();
            throw;
        }
        catch
        {
            arm.Unknown();
            throw;
        }
    }

    /// <summary>Back to Standby, depth stop parked.</summary>
    public async Task<PenStanding> DisarmAsync(CancellationToken ct = default)
    {
        PenStanding standing = await StandingAsync(MessageId.Disarm, ct).ConfigureAwait(false);
        arm.Disarmed();
        return standing;
    }

    /// <summary>
    /// Stops the motor, in every state, ahead of every other request; goes on trying through a lost link until
    /// <see cref="PenClientOptions.StopDeadline"/>. While the pen is only ready, it parks the depth stop too.
    /// </summary>
    /// <exception cref="PenLinkException">The pen could not be reached; it stops by itself when it hears nothing for 2 s.</exception>
    public async Task<PenStanding> StopAsync(CancellationToken ct = default)
    {
        long end = Environment.TickCount64 + (long)options.StopDeadline.TotalMilliseconds;
        while (true)
        {
            try
            {
                Frame answer = await session.StopAsync(options.RequestDeadline, ct).ConfigureAwait(false);
                return Observe(PenStanding.Parse(Checked(answer, StateAnswer.Length)));
            }
            catch (PenLinkException) when (Environment.TickCount64 < end && Link != LinkState.Closed)
            {
                await Task.Delay(options.RecoveryPause / 2, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A person has read the latched faults and wants to go on; the pen tests itself and returns to Standby.</summary>
    /// <exception cref="PenRefusedException">A cause is still there, or nothing is latched.</exception>
    public Task<PenStanding> AcknowledgeAsync(CancellationToken ct = default) => StandingAsync(MessageId.Acknowledge, ct);

    /// <summary>Says that the host is still there. While the pen is armed by this client that happens by itself.</summary>
    public Task<PenStanding> KeepAliveAsync(CancellationToken ct = default) => StandingAsync(MessageId.KeepAlive, ct);

    /// <summary>Reads one setting with its limits.</summary>
    public async Task<SettingValue> GetSettingAsync(SettingId id, CancellationToken ct = default) =>
        SettingValue.Parse(
            await AskAsync(MessageId.SettingRead, [(byte)id], SettingAnswer.Length, ct, id).ConfigureAwait(false)
        );

    /// <summary>Writes one setting, in Standby or Fault; returns when it would survive a power cut.</summary>
    /// <exception cref="PenRefusedException">The value is beyond the setting's range, which the exception names.</exception>
    public async Task<SettingValue> SetSettingAsync(
        SettingId id,
        int value,
        SettingActor actor = SettingActor.Unknown,
        CancellationToken ct = default
    )
    {
        var payload = new byte[SettingWriteRequest.Length];
        payload[SettingWriteRequest.Id] = (byte)id;
        payload[SettingWriteRequest.Actor] = (byte)actor;
        Wire.PutI32(payload, SettingWriteRequest.Value, value);
        return SettingValue.Parse(
            await AskAsync(MessageId.SettingWrite, payload, SettingAnswer.Length, ct, id).ConfigureAwait(false)
        );
    }

    /// <summary>Tells the pen the time, 2024-01-01 to 2100-01-01.</summary>
    public async Task<ClockReading> SetClockAsync(DateTimeOffset utc, CancellationToken ct = default)
    {
        var payload = new byte[ClockSetRequest.Length];
        long seconds = Math.Clamp(utc.ToUnixTimeSeconds(), 0, uint.MaxValue);
        Wire.PutU32(payload, ClockSetRequest.UtcSeconds, (uint)seconds);
        return ClockReading.Parse(await AskAsync(MessageId.ClockSet, payload, ClockSetAnswer.Length, ct).ConfigureAwait(false));
    }

    /// <summary>Measured values at up to <paramref name="rateHz"/> (1 … 50 Hz), until the reader stops. Survives a lost link.</summary>
    public async IAsyncEnumerable<Telemetry> WatchTelemetryAsync(
        int rateHz,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rateHz, TelemetryRequest.MaxRateHz);
        TelemetryHub.Watcher watcher = telemetry.Add(rateHz);
        try
        {
            await RenewTelemetryAsync(ct).ConfigureAwait(false);
            await foreach (Telemetry value in watcher.Channel.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return value;
            }
        }
        finally
        {
            telemetry.Remove(watcher);
            await RenewQuietlyAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What happens in the pen and on the line, from the moment of the call on, until the reader stops.</summary>
    public IAsyncEnumerable<PenEvent> WatchEventsAsync(CancellationToken ct = default) => events.Add().ReadAsync(ct);

    /// <summary>Closes the line. A pen that this client armed is stopped and disarmed first, if it can be reached.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        if (arm.MayBeArmed && Link == LinkState.Connected)
        {
            await MakeSafeAsync().ConfigureAwait(false);
        }

        Close(null);
        if (keeper is { } running)
        {
            await running.EndAsync().ConfigureAwait(false);
        }

        session.Dispose();
        closing.Dispose();
    }

    private async Task MakeSafeAsync()
    {
        try
        {
            await session.StopAsync(options.RequestDeadline, CancellationToken.None).ConfigureAwait(false);
            await StandingAsync(MessageId.Disarm, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PenException)
        {
            // The pen stops by itself after 2 s of silence (FLT-17): closing is what it will hear.
        }
    }
}
