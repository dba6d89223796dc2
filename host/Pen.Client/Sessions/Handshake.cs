using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Transports;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client.Sessions;

/// <summary>Opens a line and finds out who is there.</summary>
internal static class Handshake
{
    /// <summary>
    /// Runs the handshake and returns an open session. Throws <see cref="PenLinkException"/>, <see cref="PenWrongDeviceException"/>,
    /// <see cref="PenVersionException"/> or <see cref="PenRefusedException"/>; the transport is closed then.
    /// </summary>
    public static async Task<Session> RunAsync(
        ITransport transport,
        PenClientOptions options,
        Action<Session, Frame> onUnasked,
        CancellationToken ct
    )
    {
        var session = new Session(transport, options.ResendInterval, onUnasked);
        try
        {
            await GreetAsync(session, options.HelloDeadline, ct).ConfigureAwait(false);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static async Task GreetAsync(Session session, TimeSpan deadline, CancellationToken ct)
    {
        var nonce = (uint)Random.Shared.NextInt64(1L << 32);
        var payload = new byte[HelloRequest.Length];
        Wire.PutU32(payload, HelloRequest.Magic, FrameFormat.Magic);
        payload[HelloRequest.Major] = FrameFormat.MajorVersion;
        payload[HelloRequest.Minor] = FrameFormat.MinorVersion;
        Wire.PutU32(payload, HelloRequest.Nonce, nonce);
        var hello = new Pending(MessageId.Hello, payload, deadline) { Accepts = frame => Accept(session, frame, nonce) };
        Frame answer;
        try
        {
            answer = await session.RequestAsync(hello, ct).ConfigureAwait(false);
        }
        catch (PenLinkException failure) when (failure.Failure == LinkFailure.Timeout)
        {
            throw Unknown(session);
        }

        if (answer.Kind == FrameKind.Refusal)
        {
            Refusal refusal = Refusal.Parse(answer.Payload);
            throw new PenRefusedException(refusal, RefusalText.Describe(refusal));
        }

        ThrowUnlessUnderstood(session, answer.Payload);
    }

    /// <summary>Runs on the reader's thread: when this returns true, the very next frame may already be an event for us.</summary>
    private static bool Accept(Session session, Frame frame, uint nonce)
    {
        if (frame.Kind == FrameKind.Refusal)
        {
            return true;
        }

        // An answer to somebody else's handshake, or to an earlier one of ours, carries another nonce.
        byte[] payload = frame.Payload;
        if (
            payload.Length < HelloAnswer.Nonce + sizeof(uint)
            || Wire.GetU32(payload, HelloAnswer.Magic) != FrameFormat.Magic
            || Wire.GetU32(payload, HelloAnswer.Nonce) != nonce
        )
        {
            return false;
        }

        if (payload.Length >= HelloAnswer.Length && payload[HelloAnswer.Major] == FrameFormat.MajorVersion)
        {
            session.Establish(PenIdentity.Parse(payload));
        }

        return true;
    }

    private static void ThrowUnlessUnderstood(Session session, byte[] payload)
    {
        if (payload[HelloAnswer.Major] != FrameFormat.MajorVersion)
        {
            var pen = new Version(payload[HelloAnswer.Major], payload[HelloAnswer.Minor]);
            throw new PenVersionException(session.Address, pen, PenIdentity.HostVersion);
        }

        if (payload.Length < HelloAnswer.Length)
        {
            throw PenLinkException.BadAnswer("'Hello'", payload.Length, HelloAnswer.Length);
        }
    }

    private static PenWrongDeviceException Unknown(Session session)
    {
        if (session.EchoHeard)
        {
            return PenWrongDeviceException.Echo(session.Address);
        }

        return session.BytesReceived == 0
            ? PenWrongDeviceException.Silent(session.Address)
            : PenWrongDeviceException.SomethingElse(session.Address);
    }
}
