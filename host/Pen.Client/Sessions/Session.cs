using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Transports;
using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <summary>
/// One open line from handshake to loss. One request is outstanding at a time; the others wait in a short queue. Sequence
/// numbers only rise on the wire, and an unanswered request is sent again under its own number, so the pen carries it out at
/// most once. A Stop goes out at once: whatever is outstanding or waiting then ends as superseded and is never sent again,
/// because behind a Stop nothing old may act.
/// </summary>
internal sealed partial class Session : IDisposable
{
    /// <summary>Requests that may wait; more are refused.</summary>
    public const int MaxWaiting = 32;

    private readonly Lock gate = new();
    private readonly Queue<Pending> waiting = new();
    private readonly TaskCompletionSource<PenLinkException> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameStream stream;
    private readonly TimeSpan resendInterval;
    private readonly Action<Session, Frame> onUnasked;
    private readonly Timer timer;
    private Pending? current;
    private PenLinkException? lostReason;
    private int sequence = Random.Shared.Next(0x10000);
    private long lastFrameMs = Environment.TickCount64;
    private long framesHeard;
    private long lastSentMs = Environment.TickCount64;
    private volatile bool established;
    private volatile bool echoHeard;

    /// <summary>Takes over the transport and starts to listen; <paramref name="onUnasked"/> gets events and telemetry once the handshake is done.</summary>
    public Session(ITransport transport, TimeSpan resendInterval, Action<Session, Frame> onUnasked)
    {
        Address = transport.Address;
        this.resendInterval = resendInterval;
        this.onUnasked = onUnasked;
        timer = new Timer(_ => OnTimer());
        stream = new FrameStream(transport, OnFrame, failure => Lose(PenLinkException.Lost(Address, failure)));
        stream.Start();
    }

    /// <summary>The address.</summary>
    public string Address { get; }

    /// <summary>Who answered the handshake.</summary>
    public PenIdentity Identity { get; private set; } = null!;

    /// <summary>Telemetry rate that the pen has confirmed in this session, in Hz.</summary>
    public int TelemetryRateHz { get; set; }

    /// <summary>Takes the bulk frames, on the reader's thread; null when nobody wants any.</summary>
    public Action<Frame>? BulkSink { get; set; }

    /// <summary>Ends, with the reason, when the line is lost.</summary>
    public Task<PenLinkException> Lost => lost.Task;

    /// <summary>Bytes that have arrived.</summary>
    public long BytesReceived => stream.BytesReceived;

    /// <summary>Whether a frame came that only a host sends: the other side echoes.</summary>
    public bool EchoHeard => echoHeard;

    /// <summary>Time since the last good frame.</summary>
    public TimeSpan Silence => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref lastFrameMs));

    /// <summary>Time since something was last sent.</summary>
    public TimeSpan Idle => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref lastSentMs));

    /// <summary>Asks the pen and returns its answer or refusal. Throws <see cref="PenLinkException"/>.</summary>
    public async Task<Frame> RequestAsync(Pending pending, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfLost();
            if (current == null)
            {
                Begin(pending);
            }
            else if (waiting.Count >= MaxWaiting)
            {
                throw PenLinkException.Overloaded(waiting.Count);
            }
            else
            {
                waiting.Enqueue(pending);
            }
        }

        using (ct.UnsafeRegister(_ => Cancel(pending, ct), null))
        {
            return await pending.Completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Sends a Stop ahead of everything. A Stop that is on its way already is shared.</summary>
    public async Task<Frame> StopAsync(TimeSpan deadline, CancellationToken ct)
    {
        Task<Frame> answer;
        lock (gate)
        {
            ThrowIfLost();
            if (current?.Message != MessageId.Stop)
            {
                SupersedeAll();
                Begin(new Pending(MessageId.Stop, [], deadline));
            }

            // Writing may have failed at once; then the loss is what there is to report.
            answer = current?.Completion.Task ?? throw lostReason!;
        }

        // Cancelled is only the wait: a Stop, once asked for, is not taken back.
        return await answer.WaitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Changes the speed of this side; the pen has answered that it does likewise.</summary>
    public void SetBaud(int baud)
    {
        try
        {
            stream.SetBaud(baud);
        }
        catch (TransportLostException failure)
        {
            Lose(PenLinkException.Lost(Address, failure));
        }
    }

    /// <summary>Gives the line up; everything outstanding fails with the reason.</summary>
    public void Lose(PenLinkException reason)
    {
        lock (gate)
        {
            if (lostReason != null)
            {
                return;
            }

            lostReason = reason;
            timer.Change(Timeout.Infinite, Timeout.Infinite);
            current?.Completion.TrySetException(reason);
            current = null;
            while (waiting.TryDequeue(out Pending? pending))
            {
                pending.Completion.TrySetException(reason);
            }
        }

        lost.TrySetResult(reason);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Lose(PenLinkException.Lost(Address, null));
        timer.Dispose();
        stream.Dispose();
    }

    /// <summary>The handshake is answered: from here on, on the reader's thread, nothing unasked is missed.</summary>
    public void Establish(PenIdentity identity)
    {
        Identity = identity;
        established = true;
    }

    private void ThrowIfLost()
    {
        if (lostReason != null)
        {
            throw PenLinkException.Recovering(Address, lostReason);
        }
    }

    private void SupersedeAll()
    {
        current?.Completion.TrySetException(PenLinkException.Superseded(current.Name));
        current = null;
        while (waiting.TryDequeue(out Pending? pending))
        {
            pending.Completion.TrySetException(PenLinkException.Superseded(pending.Name));
        }
    }

    private void Begin(Pending pending)
    {
        current = pending;
        sequence = (sequence + 1) & 0xFFFF;
        pending.Sequence = sequence;
        pending.SentAtMs = Environment.TickCount64;
        pending.FramesHeardBefore = Interlocked.Read(ref framesHeard);
        TimeSpan period = resendInterval < pending.Deadline ? resendInterval : pending.Deadline;
        timer.Change(period, period);
        Transmit(pending);
    }

    private void Transmit(Pending pending)
    {
        try
        {
            Interlocked.Exchange(ref lastSentMs, Environment.TickCount64);
            stream.Send(pending.Message, pending.Sequence, pending.Payload);
        }
        catch (TransportLostException failure)
        {
            Lose(PenLinkException.Lost(Address, failure));
        }
    }

    private void Next()
    {
        current = null;
        timer.Change(Timeout.Infinite, Timeout.Infinite);
        while (current == null && waiting.TryDequeue(out Pending? pending))
        {
            if (!pending.Completion.Task.IsCompleted)
            {
                Begin(pending);
            }
        }
    }

    private void Cancel(Pending pending, CancellationToken ct)
    {
        lock (gate)
        {
            pending.Completion.TrySetCanceled(ct);
            if (current == pending)
            {
                Next();
            }
        }
    }

    private void OnTimer()
    {
        bool silent = false;
        PenLinkException? timeout = null;
        lock (gate)
        {
            if (current == null)
            {
                return;
            }

            TimeSpan waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - current.SentAtMs);
            if (waited < current.Deadline)
            {
                Transmit(current);
                return;
            }

            timeout = PenLinkException.Timeout(current.Name, current.Deadline);
            silent = Interlocked.Read(ref framesHeard) == current.FramesHeardBefore;
            current.Completion.TrySetException(timeout);
            if (!silent)
            {
                Next();
            }
        }

        if (silent)
        {
            Lose(timeout);
        }
    }
}
