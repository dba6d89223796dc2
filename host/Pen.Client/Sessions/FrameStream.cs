using System;
using System.Threading;
using Pen.Client.Transports;
using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <summary>
/// Frames over a transport: a thread that reads and finds frames, and a way to send one. Its memory is the two fixed buffers
/// of reader and writer, whatever arrives.
/// </summary>
internal sealed class FrameStream : IDisposable
{
    // Ten of the longest frames: what a reader that was held up for 180 ms finds at 115,200 bit/s.
    private const int BufferBytes = 10 * FrameFormat.MaxFrame;

    // How often the reader looks up when the line is silent. Dispose wakes it sooner.
    private const int IdleReadMs = 1000;

    // A frame takes at most 18 ms at 115,200 bit/s; a line that does not take it in ten times that is dead.
    private const int WriteDeadlineMs = 250;

    private readonly ITransport transport;
    private readonly Action<Frame> onFrame;
    private readonly Action<Exception> onLost;
    private readonly FrameReader reader = new(new HostChecksum(), BufferBytes);
    private readonly FrameWriter writer = new(new HostChecksum());
    private readonly Lock writeGate = new();
    private long bytesReceived;

    /// <summary>Takes over the transport; both callbacks come on the reader's thread.</summary>
    public FrameStream(ITransport transport, Action<Frame> onFrame, Action<Exception> onLost)
    {
        this.transport = transport;
        this.onFrame = onFrame;
        this.onLost = onLost;
    }

    /// <summary>Bytes that have arrived.</summary>
    public long BytesReceived => Interlocked.Read(ref bytesReceived);

    /// <summary>Starts to read.</summary>
    public void Start()
    {
        new Thread(ReadLoop) { IsBackground = true, Name = "pen reader" }.Start();
    }

    /// <summary>Sends a request. Throws <see cref="TransportLostException"/> when the line does not take it.</summary>
    public void Send(MessageId message, int sequence, byte[] payload)
    {
        lock (writeGate)
        {
            writer.Begin(FrameKind.Request, sequence, message);
            payload.CopyTo(writer.Buffer, FrameFormat.PayloadOffset);
            transport.Write(writer.Buffer, 0, writer.End(payload.Length), WriteDeadlineMs);
        }
    }

    /// <summary>Changes the line's speed. Throws <see cref="TransportLostException"/> when the line does not take it.</summary>
    public void SetBaud(int baud)
    {
        lock (writeGate)
        {
            transport.SetBaud(baud);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        transport.Dispose();
    }

    private void ReadLoop()
    {
        try
        {
            while (true)
            {
                int wait = reader.IsWaiting ? FrameFormat.IdleResyncMs : IdleReadMs;
                int received = transport.Read(reader.Buffer, reader.WriteOffset, reader.Free, wait);
                if (received == 0)
                {
                    reader.Expire();
                }

                Interlocked.Add(ref bytesReceived, received);
                reader.Commit(received);
                HandOut();
            }
        }
        catch (TransportLostException lost)
        {
            onLost(lost);
        }
    }

    private void HandOut()
    {
        int budget = int.MaxValue;
        while (reader.TryRead(ref budget))
        {
            byte[] payload = reader.Buffer.AsSpan(reader.PayloadOffset, reader.PayloadLength).ToArray();
            onFrame(new Frame((FrameKind)reader.Kind, reader.Sequence, (MessageId)reader.Message, payload));
        }
    }
}
