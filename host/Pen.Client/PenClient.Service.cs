using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <content>Sessions, and what the technician does.</content>
public sealed partial class PenClient
{
    /// <summary>
    /// Opens a session, one client's treatment, and closes the one before: cartridges that were used in another session are
    /// refused from then on. In Standby only. Arming opens one where none is open.
    /// </summary>
    /// <returns>Number of the session, counted over the pen's life.</returns>
    /// <exception cref="PenRefusedException">The pen is not in Standby, or its memory did not keep the number.</exception>
    public Task<uint> OpenSessionAsync(CancellationToken ct = default) => SessionAsync(MessageId.SessionOpen, ct);

    /// <summary>Closes the session; its cartridges are refused from then on. Carried out even when none is open.</summary>
    /// <exception cref="PenRefusedException">The pen is armed or running.</exception>
    public Task CloseSessionAsync(CancellationToken ct = default) => SessionAsync(MessageId.SessionClose, ct);

    /// <summary>Sends the pen to sleep, from Standby. Any later request wakes it, through its self-test.</summary>
    /// <exception cref="PenRefusedException">The pen is not in Standby.</exception>
    public Task<PenStanding> SleepAsync(CancellationToken ct = default) => StandingAsync(MessageId.Sleep, ct);

    /// <summary>From Standby to Service, for at most ten minutes.</summary>
    /// <exception cref="PenRefusedException">The pen is not in Standby, a cartridge is in its slot, or it stands in its dock.</exception>
    public Task<PenStanding> EnterServiceAsync(CancellationToken ct = default) => StandingAsync(MessageId.ServiceEnter, ct);

    /// <summary>From Service back to Standby; carried out in every state.</summary>
    public Task<PenStanding> LeaveServiceAsync(CancellationToken ct = default) => StandingAsync(MessageId.ServiceLeave, ct);

    /// <summary>Moves the depth stop in Service.</summary>
    /// <param name="depthMicrons">0 … 3000 µm.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="PenRefusedException">The pen is not in Service, or the depth is beyond its range.</exception>
    public Task<PenStanding> MoveDepthInServiceAsync(int depthMicrons, CancellationToken ct = default) =>
        ServiceAsync(MessageId.ServiceDepth, depthMicrons, ct);

    /// <summary>Says how fast the held trigger turns the empty pen in Service. Nothing turns before a hand presses it.</summary>
    /// <param name="speedHz">50 … 150 Hz, or 0 for not at all.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="PenRefusedException">The pen is not in Service, the speed is beyond its range, or the trigger is held.</exception>
    public Task<PenStanding> AllowSpinInServiceAsync(int speedHz, CancellationToken ct = default) =>
        ServiceAsync(MessageId.ServiceSpin, speedHz, ct);

    /// <summary>What the pen's converter and counter read in its last tick; refused while it runs.</summary>
    /// <exception cref="PenRefusedException">The pen is running, or its firmware does not know this yet.</exception>
    public async Task<ServiceReadings> ReadServiceReadingsAsync(CancellationToken ct = default) =>
        ServiceReadings.Parse(
            await AskAsync(MessageId.ServiceReadings, [], ServiceReadingsAnswer.Length, ct).ConfigureAwait(false)
        );

    /// <summary>
    /// Gives the pen a serial number, in Service with an empty slot; answered when it stands in the pen's memory.
    /// <see cref="Identity"/> tells it from the next connection on.
    /// </summary>
    /// <param name="old">The number that the pen has; empty when it has none.</param>
    /// <param name="number">1 to 16 of A to Z, 0 to 9 and "-". "SIM-" begins the number of every simulated pen and of no other.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="ArgumentException">One of the two cannot be a serial number.</exception>
    /// <exception cref="PenRefusedException">Not in Service, another old number, a number that the pen does not take, or its memory failed.</exception>
    public async Task<PenStanding> WriteSerialAsync(string old, string number, CancellationToken ct = default)
    {
        var payload = new byte[SerialWriteRequest.Length];
        SerialText.Write(old, payload, SerialWriteRequest.Old);
        SerialText.Write(number, payload, SerialWriteRequest.New);
        byte[] answer = await AskAsync(MessageId.SerialWrite, payload, StateAnswer.Length, ct).ConfigureAwait(false);
        return Observe(PenStanding.Parse(answer));
    }

    private async Task<uint> SessionAsync(MessageId message, CancellationToken ct) =>
        Wire.GetU32(await AskAsync(message, [], SessionAnswer.Length, ct).ConfigureAwait(false), SessionAnswer.Session);

    private async Task<PenStanding> ServiceAsync(MessageId message, int value, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue);
        var payload = new byte[ServiceDepthRequest.Length];
        Wire.Put16(payload, 0, value);
        return Observe(PenStanding.Parse(await AskAsync(message, payload, StateAnswer.Length, ct).ConfigureAwait(false)));
    }
}
