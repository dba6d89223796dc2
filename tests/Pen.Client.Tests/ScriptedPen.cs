using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Pen.Board.Drivers;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client.Tests;

/// <summary>One frame that the host sent.</summary>
internal sealed record Heard(MessageId Message, int Sequence, string Bytes);

/// <summary>
/// A pen on TCP that does what a test says, for what the real firmware never does: keeps silent, answers late or wrong, sends
/// noise. Without a script it answers as a pen in its present <see cref="State"/>.
/// </summary>
internal sealed class ScriptedPen : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly FrameWriter writer = new(new ChipChecksum());
    private readonly ConcurrentQueue<Heard> heard = new();
    private readonly Task serving;
    private volatile NetworkStream? line;
    private volatile bool ended;

    public ScriptedPen()
    {
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Address => $"pen://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public PenState State { get; set; } = PenState.Standby;

    public byte Major { get; set; } = FrameFormat.MajorVersion;

    public string Serial { get; set; } = "PEN-1";

    public uint BootCount { get; set; } = 7;

    /// <summary>What happens with a request instead of the ordinary answer: return true when it has been dealt with.</summary>
    public Func<ScriptedPen, Heard, bool>? Script { get; set; }

    /// <summary>What happens with raw bytes, before anybody looks for frames in them.</summary>
    public Func<ScriptedPen, byte[], bool>? OnBytes { get; set; }

    public IReadOnlyList<Heard> All => [.. heard];

    public IEnumerable<Heard> Of(MessageId message) => All.Where(h => h.Message == message);

    public void Answer(Heard to, byte[] payload, FrameKind kind = FrameKind.Answer, int? sequence = null) =>
        Send(Frame(kind, sequence ?? to.Sequence, to.Message, payload));

    public void Refuse(Heard to, RefusalCode code)
    {
        byte[] payload = new byte[RefusalData.Length];
        payload[RefusalData.Code] = (byte)code;
        Answer(to, payload, FrameKind.Refusal);
    }

    public byte[] Frame(FrameKind kind, int sequence, MessageId message, byte[] payload)
    {
        lock (writer)
        {
            writer.Begin(kind, sequence, message);
            payload.CopyTo(writer.Buffer, FrameFormat.PayloadOffset);
            return writer.Buffer[..writer.End(payload.Length)];
        }
    }

    public void Send(byte[] bytes)
    {
        try
        {
            line?.Write(bytes);
        }
        catch (Exception e) when (e is System.IO.IOException or ObjectDisposedException)
        {
            // The host has gone: so does what was meant for it.
        }
    }

    /// <summary>Breaks the connection; the host may come back.</summary>
    public void Drop() => line?.Close();

    public void OrdinaryAnswer(Heard request)
    {
        switch (request.Message)
        {
            case MessageId.Hello:
                Answer(request, Identity(request));
                break;
            case MessageId.Status:
                byte[] status = new byte[StatusAnswer.Length];
                status[StatusAnswer.State] = (byte)State;
                Wire.PutU32(status, StatusAnswer.UtcSeconds, 1_800_000_000);
                Answer(request, status);
                break;
            case MessageId.Telemetry:
                Answer(request, [Convert.FromHexString(request.Bytes)[FrameFormat.PayloadOffset]]);
                break;
            case MessageId.Arm:
                State = PenState.Ready;
                goto default;
            case MessageId.Disarm:
                State = PenState.Standby;
                goto default;
            default:
                byte[] standing = new byte[64];
                standing[StateAnswer.State] = (byte)State;
                Answer(request, standing);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        ended = true;
        listener.Stop();
        Drop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private byte[] Identity(Heard request)
    {
        byte[] answer = new byte[HelloAnswer.Length];
        byte[] asked = Convert.FromHexString(request.Bytes);
        Wire.PutU32(answer, HelloAnswer.Nonce, Wire.GetU32(asked, FrameFormat.PayloadOffset + HelloRequest.Nonce));
        Wire.PutU32(answer, HelloAnswer.Magic, FrameFormat.Magic);
        answer[HelloAnswer.Major] = Major;
        Wire.PutU32(answer, HelloAnswer.BootCount, BootCount);
        Encoding.ASCII.GetBytes(Serial, answer.AsSpan(HelloAnswer.Serial));
        return answer;
    }

    private async Task ServeAsync()
    {
        while (!ended)
        {
            using TcpClient host = await listener.AcceptTcpClientAsync();
            host.NoDelay = true;
            line = host.GetStream();
            try
            {
                Listen(host.GetStream());
            }
            catch (Exception e) when (e is System.IO.IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Dropped by one side or the other.
            }
        }
    }

    private void Listen(NetworkStream stream)
    {
        var reader = new FrameReader(new ChipChecksum(), 4096);
        byte[] chunk = new byte[1024];
        int count;
        while ((count = stream.Read(chunk)) > 0)
        {
            if (OnBytes?.Invoke(this, chunk[..count]) == true)
            {
                continue;
            }

            chunk.AsSpan(0, count).CopyTo(reader.Buffer.AsSpan(reader.WriteOffset));
            reader.Commit(count);
            int budget = int.MaxValue;
            while (reader.TryRead(ref budget))
            {
                int first = reader.PayloadOffset - FrameFormat.PayloadOffset;
                int length = FrameFormat.PayloadOffset + reader.PayloadLength;
                string bytes = Convert.ToHexString(reader.Buffer, first, length);
                var request = new Heard((MessageId)reader.Message, reader.Sequence, bytes);
                heard.Enqueue(request);
                if (Script?.Invoke(this, request) != true)
                {
                    OrdinaryAnswer(request);
                }
            }
        }
    }
}
