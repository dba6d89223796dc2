using System;
using System.Collections.Generic;
using Pen.Board.Drivers;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;

namespace Pen.TestBench;

/// <summary>A pen on the bench with a host that speaks to it over the simulated line, all in virtual time.</summary>
public sealed class Bench
{
    private readonly FrameReader reader = new(new ChipChecksum(), 4096);
    private readonly FrameWriter writer = new(new ChipChecksum());
    private readonly byte[] chunk = new byte[512];
    private int sequence = 100;

    public Bench(SimulationOptions? options = null) => Pen = new SimulatedPen(options);

    public SimulatedPen Pen { get; }

    public PenWorld World => Pen.World;

    /// <summary>Frames that came unasked.</summary>
    public List<(FrameKind Kind, MessageId Message, byte[] Payload)> Unasked { get; } = [];

    /// <summary>The last answer or refusal.</summary>
    public FrameKind Kind { get; private set; }

    public byte[] Payload { get; private set; } = [];

    public PenState State => (PenState)Ask(MessageId.Status)[StatusAnswer.State];

    public FaultId FirstFault => (FaultId)Ask(MessageId.Status)[StatusAnswer.FirstFault];

    /// <summary>A pen in Standby with a cartridge, greeted, its clock set.</summary>
    public static Bench Ready(SimulationOptions? options = null, CartridgeImage? cartridge = null)
    {
        var bench = new Bench(options);
        bench.Pen.Insert(cartridge ?? CartridgeImage.Make(CartridgeType.Needles36));
        bench.Pen.RunMillis(200);
        bench.Hello();
        Expect(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 5000), "the pen does not reach Standby");
        bench.SetClock();
        return bench;
    }

    public byte[] Hello(byte major = FrameFormat.MajorVersion)
    {
        byte[] request = new byte[HelloRequest.Length];
        Wire.PutU32(request, HelloRequest.Magic, FrameFormat.Magic);
        request[HelloRequest.Major] = major;
        Wire.PutU32(request, HelloRequest.Nonce, 0x1234);
        return Ask(MessageId.Hello, request);
    }

    public void SetClock() => Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_000_000u));

    public static byte[] PreparePayload(int depthMicrons, int speedHz, int area = 5, int reason = 0)
    {
        byte[] request = new byte[PrepareRequest.Length];
        Wire.Put16(request, PrepareRequest.DepthMicrons, depthMicrons);
        Wire.Put16(request, PrepareRequest.SpeedHz, speedHz);
        request[PrepareRequest.Area] = (byte)area;
        request[PrepareRequest.Reason] = (byte)reason;
        return request;
    }

    public static byte[] SettingPayload(SettingId id, int value, int actor = 0)
    {
        byte[] request = new byte[SettingWriteRequest.Length];
        request[SettingWriteRequest.Id] = (byte)id;
        request[SettingWriteRequest.Actor] = (byte)actor;
        Wire.PutI32(request, SettingWriteRequest.Value, value);
        return request;
    }

    public byte[] Prepare(int depthMicrons, int speedHz, int reason = 0) =>
        Ask(MessageId.Prepare, PreparePayload(depthMicrons, speedHz, 5, reason));

    /// <summary>Prepares, arms, waits for the depth to be verified and presses the trigger.</summary>
    public void Start(int depthMicrons, int speedHz, int reason = 0)
    {
        Prepare(depthMicrons, speedHz, reason);
        ExpectAnswer();
        Ask(MessageId.Arm);
        ExpectAnswer();
        Expect(Pen.RunUntil(() => (Flags & StatusFlags.DepthVerified) != 0, 2000), "depth not verified");
        Pen.PressTrigger();
        Expect(Pen.RunUntil(() => World.Gate.On, 200), "motor not driven");
    }

    public int Flags => Wire.GetU16(Ask(MessageId.Status), StatusAnswer.Flags);

    /// <summary>Fails when the last request was refused.</summary>
    public void ExpectAnswer() =>
        Expect(Kind == FrameKind.Answer, $"refused: {(Kind == FrameKind.Refusal ? (RefusalCode)Payload[0] : 0)}");

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    /// <summary>Sends a request and runs until its answer or refusal has come.</summary>
    public byte[] Ask(MessageId message, byte[]? payload = null)
    {
        sequence = (sequence + 1) & 0xFFFF;
        return Ask(message, sequence, payload ?? []);
    }

    public byte[] Ask(MessageId message, int withSequence, byte[] payload)
    {
        if (message == MessageId.Acknowledge)
        {
            World.Watch.AcknowledgeSent();
        }

        Pen.HostWrite(Frame(message, withSequence, payload));
        if (message == MessageId.Stop)
        {
            World.Watch.StopSent();
        }

        for (int tick = 0; tick < 100; tick++)
        {
            Pen.RunTick();
            if (Take(withSequence))
            {
                return Payload;
            }
        }

        throw new InvalidOperationException($"no answer to {message}");
    }

    public byte[] Frame(MessageId message, int withSequence, byte[] payload)
    {
        writer.Begin(FrameKind.Request, withSequence, message);
        payload.CopyTo(writer.Buffer, FrameFormat.PayloadOffset);
        return writer.Buffer[..writer.End(payload.Length)];
    }

    /// <summary>Runs and keeps the line alive, as a host does every half second.</summary>
    public void Run(int ms)
    {
        for (int left = ms; left > 0; left -= 500)
        {
            Ask(MessageId.KeepAlive);
            Pen.RunMillis(Math.Min(left, 500) - 20);
        }
    }

    /// <summary>A byte of both copies of the settings goes bad.</summary>
    public void DamageSettings()
    {
        World.Fram.Bytes[MemoryMap.Settings + 20] = 0x5A;
        World.Fram.Bytes[MemoryMap.Settings + MemoryMap.CopyDistance + 20] = 0xA5;
    }

    /// <summary>Sends a request and waits for nothing.</summary>
    public void Send(MessageId message, byte[]? payload = null)
    {
        sequence = (sequence + 1) & 0xFFFF;
        Pen.HostWrite(Frame(message, sequence, payload ?? []));
    }

    /// <summary>Takes what has come unasked.</summary>
    public void Listen() => Take(-1);

    private bool Take(int wanted)
    {
        bool found = false;
        int count;
        while ((count = Pen.HostRead(chunk.AsSpan(0, Math.Min(chunk.Length, reader.Free)))) > 0)
        {
            chunk.AsSpan(0, count).CopyTo(reader.Buffer.AsSpan(reader.WriteOffset));
            reader.Commit(count);
            int budget = int.MaxValue;
            while (reader.TryRead(ref budget))
            {
                byte[] payload = reader.Buffer.AsSpan(reader.PayloadOffset, reader.PayloadLength).ToArray();
                var kind = (FrameKind)reader.Kind;
                if (kind is FrameKind.Answer or FrameKind.Refusal)
                {
                    if (reader.Sequence == wanted)
                    {
                        (Kind, Payload, found) = (kind, payload, true);
                    }
                }
                else
                {
                    Unasked.Add((kind, (MessageId)reader.Message, payload));
                }
            }
        }

        return found;
    }
}
