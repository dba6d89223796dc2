using System;
using Pen.Board.Drivers;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;

namespace Pen.Campaign;

/// <summary>
/// The host of a campaign, in virtual time: it asks and does not wait, as a program in trouble would, and keeps the line alive every
/// half second. What comes back is only counted: the campaign judges by the physics.
/// </summary>
internal sealed class CampaignHost
{
    private const long HeartbeatMicros = 500_000;

    private readonly FrameWriter writer = new(new ChipChecksum());
    private readonly FrameReader reader = new(new ChipChecksum(), 4096);
    private readonly byte[] payload = new byte[16];
    private readonly byte[] chunk = new byte[512];
    private readonly byte[] garbage = new byte[1024];
    private int sequence;
    private long nextBeat;

    /// <summary>Answers that came.</summary>
    public int Answers { get; private set; }

    /// <summary>Refusals that came.</summary>
    public int Refusals { get; private set; }

    /// <summary>Greets the pen and tells it the time.</summary>
    public void Greet(SimulatedPen pen)
    {
        Wire.PutU32(payload, HelloRequest.Magic, FrameFormat.Magic);
        payload[HelloRequest.Major] = FrameFormat.MajorVersion;
        payload[HelloRequest.Minor] = FrameFormat.MinorVersion;
        Wire.PutU32(payload, HelloRequest.Nonce, 1);
        Send(pen, MessageId.Hello, HelloRequest.Length);
        Wire.PutU32(payload, ClockSetRequest.UtcSeconds, 1_800_000_000);
        Send(pen, MessageId.ClockSet, ClockSetRequest.Length);
    }

    /// <summary>Keeps the line alive and takes what has arrived.</summary>
    public void Tick(SimulatedPen pen)
    {
        if (pen.NowMicros >= nextBeat)
        {
            nextBeat = pen.NowMicros + HeartbeatMicros;
            Send(pen, MessageId.KeepAlive, 0);
        }

        int count;
        while ((count = pen.HostRead(chunk)) > 0)
        {
            chunk.AsSpan(0, count).CopyTo(reader.Buffer.AsSpan(reader.WriteOffset));
            reader.Commit(count);
            int budget = int.MaxValue;
            while (reader.TryRead(ref budget))
            {
                Answers += reader.Kind == (byte)FrameKind.Answer ? 1 : 0;
                Refusals += reader.Kind == (byte)FrameKind.Refusal ? 1 : 0;
                if (
                    reader.Kind == (byte)FrameKind.Refusal
                    && reader.Buffer[reader.PayloadOffset] == (byte)RefusalCode.HelloNeeded
                )
                {
                    Greet(pen);
                }
            }
        }
    }

    /// <summary>Does one of the host's actions.</summary>
    public void Act(SimulatedPen pen, string name, double value)
    {
        switch (name)
        {
            case HostAction.Prepare:
                Prepare(pen, value);
                break;
            case HostAction.Arm:
                Send(pen, MessageId.Arm, 0);
                break;
            case HostAction.Disarm:
                Send(pen, MessageId.Disarm, 0);
                break;
            case HostAction.Stop:
                Send(pen, MessageId.Stop, 0);
                pen.World.Watch.StopSent();
                break;
            case HostAction.Acknowledge:
                pen.World.Watch.AcknowledgeSent();
                Send(pen, MessageId.Acknowledge, 0);
                break;
            case HostAction.Session:
                Send(pen, MessageId.SessionOpen, 0);
                break;
            case HostAction.Sleep:
                Send(pen, MessageId.Sleep, 0);
                // A host that wants the pen to sleep keeps quiet for a while.
                nextBeat = pen.NowMicros + (2 * HeartbeatMicros);
                break;
            case HostAction.Service:
                Send(pen, MessageId.ServiceEnter, 0);
                Wire.Put16(payload, 0, (int)value);
                Send(pen, MessageId.ServiceSpin, ServiceSpinRequest.Length);
                break;
            case HostAction.LeaveService:
                Send(pen, MessageId.ServiceLeave, 0);
                break;
            case HostAction.TriggerMode:
                payload.AsSpan().Clear();
                payload[SettingWriteRequest.Id] = (byte)SettingId.TriggerMode;
                payload[SettingWriteRequest.Value] = (byte)value;
                Send(pen, MessageId.SettingWrite, SettingWriteRequest.Length);
                break;
            case HostAction.Flood:
                for (int i = 0; i < (int)value; i++)
                {
                    Send(pen, MessageId.Status, 0);
                }

                break;
            default:
                Garble(pen, (int)value);
                break;
        }
    }

    private void Prepare(SimulatedPen pen, double packed)
    {
        (int depth, int speed, int area, int reason) = HostAction.Unpack(packed);
        payload.AsSpan().Clear();
        Wire.Put16(payload, PrepareRequest.DepthMicrons, depth);
        Wire.Put16(payload, PrepareRequest.SpeedHz, speed);
        payload[PrepareRequest.Area] = (byte)area;
        payload[PrepareRequest.Reason] = (byte)reason;
        Send(pen, MessageId.Prepare, PrepareRequest.Length);
    }

    private void Garble(SimulatedPen pen, int count)
    {
        for (int i = 0; i < count; i++)
        {
            garbage[i] = (byte)pen.World.Noise.Bits();
        }

        pen.HostWrite(garbage.AsSpan(0, count));
        pen.World.Line.MarkDirty();
    }

    private void Send(SimulatedPen pen, MessageId message, int length)
    {
        sequence = (sequence + 1) & 0xFFFF;
        writer.Begin(FrameKind.Request, sequence, message);
        payload.AsSpan(0, length).CopyTo(writer.Buffer.AsSpan(FrameFormat.PayloadOffset));
        pen.HostWrite(writer.Buffer.AsSpan(0, writer.End(length)));
    }
}
