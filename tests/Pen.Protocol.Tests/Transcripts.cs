using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Pen.Protocol.Messages;

namespace Pen.Protocol.Tests;

/// <summary>Conversations in hex, built with the real writer from the values that the text names.</summary>
internal static class Transcripts
{
    private static readonly FrameWriter Writer = new(new PlainChecksum());

    public static string Generate(string name) =>
        name switch
        {
            "handshake" => Handshake(),
            "treatment" => Treatment(),
            _ => Log(),
        };

    private static string Handshake()
    {
        string request = Line(
            "host → pen",
            "Hello, sequence 0x1234, version 1.0, nonce 0xCAFE0001",
            FrameKind.Request,
            0x1234,
            MessageId.Hello,
            12,
            p =>
            {
                Wire.PutU32(p, HelloRequest.Magic, FrameFormat.Magic);
                p[HelloRequest.Major] = FrameFormat.MajorVersion;
                Wire.PutU32(p, HelloRequest.Nonce, 0xCAFE0001);
            }
        );
        string answer = Line(
            "pen → host",
            "who it is: start 3, firmware 0.1.0, serial SIM-000001",
            FrameKind.Answer,
            0x1234,
            MessageId.Hello,
            HelloAnswer.Length,
            p =>
            {
                Wire.PutU32(p, HelloAnswer.Magic, FrameFormat.Magic);
                p[HelloAnswer.Major] = FrameFormat.MajorVersion;
                Wire.Put16(p, HelloAnswer.Capabilities, 3);
                Wire.PutU32(p, HelloAnswer.Nonce, 0xCAFE0001);
                Wire.PutU32(p, HelloAnswer.BootCount, 3);
                p[HelloAnswer.FirmwareMinor] = 1;
                Encoding.ASCII.GetBytes("SIM-000001").CopyTo(p, HelloAnswer.Serial);
            }
        );
        string clock = Line(
            "host → pen",
            "ClockSet, sequence 0x1235, 2027-01-15 08:00:00 UTC",
            FrameKind.Request,
            0x1235,
            MessageId.ClockSet,
            4,
            p => Wire.PutU32(p, 0, 1_800_000_000)
        );
        string set = Line(
            "pen → host",
            "unknown before, set now",
            FrameKind.Answer,
            0x1235,
            MessageId.ClockSet,
            ClockSetAnswer.Length,
            p => Wire.PutU32(p, ClockSetAnswer.UtcSeconds, 1_800_000_000)
        );
        return Fence(request, answer, clock, set);
    }

    private static string Treatment()
    {
        string deep = Line(
            "host → pen",
            "Prepare 1.60 mm, 100 Hz, cheek, no reason",
            FrameKind.Request,
            0x1236,
            MessageId.Prepare,
            PrepareRequest.Length,
            p => Prepare(p, 1600, 100)
        );
        string refused = Line(
            "pen → host",
            "NeedsConfirmation: depth 1600, label limit 1500, in Standby",
            FrameKind.Refusal,
            0x1236,
            MessageId.Prepare,
            RefusalData.Length,
            p =>
            {
                p[RefusalData.Code] = (byte)RefusalCode.NeedsConfirmation;
                p[RefusalData.Field] = (byte)RequestField.Depth;
                p[RefusalData.Origin] = (byte)LimitOrigin.Label;
                p[RefusalData.State] = (byte)PenState.Standby;
                Wire.PutI32(p, RefusalData.Value, 1600);
                Wire.PutI32(p, RefusalData.Limit, 1500);
            }
        );
        string fine = Line(
            "host → pen",
            "Prepare 1.00 mm, 120 Hz, cheek",
            FrameKind.Request,
            0x1237,
            MessageId.Prepare,
            PrepareRequest.Length,
            p => Prepare(p, 1000, 120)
        );
        string prepared = Line(
            "pen → host",
            "prepared; at this depth up to 150 Hz",
            FrameKind.Answer,
            0x1237,
            MessageId.Prepare,
            PrepareAnswer.Length,
            p =>
            {
                Prepare(p, 1000, 120);
                p[PrepareAnswer.State] = (byte)PenState.Standby;
                Wire.Put16(p, PrepareAnswer.SpeedCeilingHz, 150);
            }
        );
        string arm = Line("host → pen", "Arm", FrameKind.Request, 0x1238, MessageId.Arm, 0, _ => { });
        string ready = Line(
            "pen → host",
            "Ready, armed by the host",
            FrameKind.Answer,
            0x1238,
            MessageId.Arm,
            StateAnswer.Length,
            p => Standing(p, PenState.Ready, StatusFlags.ArmedByHost)
        );
        string started = Line(
            "pen → host",
            "event 7: the hand pressed the trigger, Ready → Running at 61.5 s",
            FrameKind.Event,
            7,
            MessageId.StateChanged,
            StateChangedEvent.Length,
            p =>
            {
                Wire.PutU32(p, StateChangedEvent.UptimeMs, 61_500);
                p[StateChangedEvent.OldState] = (byte)PenState.Ready;
                p[StateChangedEvent.NewState] = (byte)PenState.Running;
            }
        );
        string stop = Line("host → pen", "Stop", FrameKind.Request, 0x1239, MessageId.Stop, 0, _ => { });
        string stopped = Line(
            "pen → host",
            "stopped, Ready",
            FrameKind.Answer,
            0x1239,
            MessageId.Stop,
            StateAnswer.Length,
            p => Standing(p, PenState.Ready, StatusFlags.ArmedByHost)
        );
        return Fence(deep, refused, fine, prepared, arm, ready, started, stop, stopped);
    }

    private static string Log()
    {
        byte[] record = new byte[4 + LogRecord.Length];
        Wire.PutU32(record, 4 + LogRecord.Sequence, 1);
        Wire.Put16(record, 4 + LogRecord.BootCount, 1);
        record[4 + LogRecord.Kind] = (byte)LogKind.Boot;
        Wire.PutU32(record, 4 + LogRecord.UptimeMs, 2);
        record[4 + BootData.Minor] = 1;
        uint crc = new PlainChecksum().Crc32(record, 0, 4 + LogRecord.Crc);
        Wire.PutU32(record, 4 + LogRecord.Crc, crc);
        string ask = Line("host → pen", "LogInfo", FrameKind.Request, 0x123A, MessageId.LogInfo, 0, _ => { });
        string info = Line(
            "pen → host",
            "4032 fit, the oldest is 1, the next will be 2, none confirmed, anchor 0",
            FrameKind.Answer,
            0x123A,
            MessageId.LogInfo,
            LogInfoAnswer.Length,
            p =>
            {
                Wire.PutU32(p, LogInfoAnswer.Capacity, 4032);
                Wire.PutU32(p, LogInfoAnswer.Tail, 1);
                Wire.PutU32(p, LogInfoAnswer.Head, 2);
                Wire.PutU32(p, LogInfoAnswer.Confirmed, 1);
            }
        );
        string read = Line(
            "host → pen",
            "LogRead from 1, up to 6",
            FrameKind.Request,
            0x123B,
            MessageId.LogRead,
            LogReadRequest.Length,
            p =>
            {
                Wire.PutU32(p, LogReadRequest.First, 1);
                p[LogReadRequest.Count] = 6;
            }
        );
        string records = Line(
            "pen → host",
            string.Create(
                CultureInfo.InvariantCulture,
                $"one record: Boot, firmware 0.1.0; its CRC 0x{crc:X8} = CRC-32(00 00 00 00 ++ its first 28 bytes)"
            ),
            FrameKind.Answer,
            0x123B,
            MessageId.LogRead,
            LogReadAnswer.Records + 32,
            p =>
            {
                Wire.PutU32(p, LogReadAnswer.First, 1);
                p[LogReadAnswer.Count] = 1;
                Array.Copy(record, 4, p, LogReadAnswer.Records, LogRecord.Length);
            }
        );
        string confirm = Line(
            "host → pen",
            "LogConfirm: all before 2 are on disk, the last one's CRC as proof",
            FrameKind.Request,
            0x123C,
            MessageId.LogConfirm,
            LogConfirmRequest.Length,
            p =>
            {
                Wire.PutU32(p, LogConfirmRequest.Next, 2);
                Wire.PutU32(p, LogConfirmRequest.LastCrc, crc);
            }
        );
        string confirmed = Line(
            "pen → host",
            "the first unconfirmed one is 2",
            FrameKind.Answer,
            0x123C,
            MessageId.LogConfirm,
            LogConfirmAnswer.Length,
            p => Wire.PutU32(p, 0, 2)
        );
        return Fence(ask, info, read, records, confirm, confirmed);
    }

    private static void Prepare(byte[] p, int depth, int speed)
    {
        Wire.Put16(p, PrepareRequest.DepthMicrons, depth);
        Wire.Put16(p, PrepareRequest.SpeedHz, speed);
        p[PrepareRequest.Area] = (byte)TreatmentArea.Cheek;
    }

    private static void Standing(byte[] p, PenState state, int flags)
    {
        p[StateAnswer.State] = (byte)state;
        Wire.Put16(
            p,
            StateAnswer.Flags,
            flags
                | StatusFlags.Prepared
                | StatusFlags.ClockSet
                | StatusFlags.CartridgePresent
                | StatusFlags.CartridgeAccepted
                | StatusFlags.WatchdogOk
        );
    }

    private static string Fence(params string[] lines) => "```\n" + string.Join("\n", lines) + "```\n";

    private static string Line(
        string way,
        string meaning,
        FrameKind kind,
        int sequence,
        MessageId message,
        int length,
        Action<byte[]> fill
    )
    {
        byte[] payload = new byte[length];
        fill(payload);
        Writer.Begin(kind, sequence, message);
        payload.CopyTo(Writer.Buffer, FrameFormat.PayloadOffset);
        byte[] frame = Writer.Buffer[..Writer.End(length)];
        string hex = Convert.ToHexString(frame);
        var text = new StringBuilder($"{way}: {meaning}\n");
        foreach (char[] row in hex.Chunk(64))
        {
            text.Append("  ").AppendJoin(' ', row.Chunk(2).Select(pair => new string(pair))).Append('\n');
        }

        return text.ToString();
    }
}
