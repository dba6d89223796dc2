using System;
using System.Globalization;
using System.Text;
using Pen.Protocol.Messages;

namespace Pen.Protocol.Tests;

/// <summary>The three conversations of docs/protocol.md, from the values that their text names.</summary>
internal static class Transcripts
{
    private const uint Nonce = 0xCAFE0001;
    private const uint UtcSeconds = 1_800_000_000;
    private const int LogCapacity = 4032;

    private const int Usual =
        StatusFlags.ClockSet
        | StatusFlags.CartridgePresent
        | StatusFlags.CartridgeAccepted
        | StatusFlags.WatchdogOk
        | StatusFlags.DepthVerified;

    public static string Generate(string name) =>
        name switch
        {
            "handshake" => Handshake(),
            "treatment" => Treatment(),
            "log" => Log(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such transcript."),
        };

    private static string Handshake()
    {
        var talk = new Transcript(0x1234);
        talk.Request(
            MessageId.Hello,
            "Hello, version 1.0, nonce 0xCAFE0001",
            typeof(HelloRequest),
            p =>
            {
                Wire.PutU32(p, HelloRequest.Magic, FrameFormat.Magic);
                p[HelloRequest.Major] = FrameFormat.MajorVersion;
                p[HelloRequest.Minor] = FrameFormat.MinorVersion;
                Wire.PutU32(p, HelloRequest.Nonce, Nonce);
            }
        );
        talk.Answer(
            "version 1.0, capabilities 3, the same nonce, start 3, firmware 0.1.0, serial SIM-000001",
            typeof(HelloAnswer),
            p =>
            {
                Wire.PutU32(p, HelloAnswer.Magic, FrameFormat.Magic);
                p[HelloAnswer.Major] = FrameFormat.MajorVersion;
                p[HelloAnswer.Minor] = FrameFormat.MinorVersion;
                Wire.Put16(p, HelloAnswer.Capabilities, 63);
                Wire.PutU32(p, HelloAnswer.Nonce, Nonce);
                Wire.PutU32(p, HelloAnswer.BootCount, 3);
                p[HelloAnswer.FirmwareMinor] = 1;
                Encoding.ASCII.GetBytes("SIM-000001").CopyTo(p, HelloAnswer.Serial);
            }
        );
        talk.Request(
            MessageId.ClockSet,
            "ClockSet, 2027-01-15 08:00:00 UTC",
            typeof(ClockSetRequest),
            p => Wire.PutU32(p, ClockSetRequest.UtcSeconds, UtcSeconds)
        );
        talk.Answer(
            "unknown before, set now",
            typeof(ClockSetAnswer),
            p => Wire.PutU32(p, ClockSetAnswer.UtcSeconds, UtcSeconds)
        );
        talk.Request(MessageId.Status, "Status");
        talk.Answer(
            "Standby, no fault, up 9.25 s, stop measured at -4 µm, 3.912 V, motor 23.5 °C, board 25.1 °C, next log record 12",
            typeof(StatusAnswer),
            Status
        );
        return talk.ToString();
    }

    private static string Treatment()
    {
        var talk = new Transcript(0x1237);
        talk.Request(
            MessageId.Prepare,
            "Prepare 1.60 mm, 100 Hz, cheek, no reason",
            typeof(PrepareRequest),
            p => Prepare(p, 1600, 100)
        );
        talk.Refusal(
            "NeedsConfirmation: depth 1600 µm, labelled limit 1500 µm, in Standby",
            p =>
            {
                p[RefusalData.Code] = (byte)RefusalCode.NeedsConfirmation;
                p[RefusalData.Field] = (byte)RequestField.Depth;
                p[RefusalData.Origin] = (byte)LimitOrigin.Label;
                p[RefusalData.State] = (byte)PenState.Standby;
                Wire.PutI32(p, RefusalData.Value, 1600);
                Wire.PutI32(p, RefusalData.Limit, Limits.DepthLabelledMicrons);
            }
        );
        talk.Request(MessageId.Prepare, "Prepare 1.00 mm, 120 Hz, cheek", typeof(PrepareRequest), p => Prepare(p, 1000, 120));
        talk.Answer(
            "prepared, in Standby; at this depth up to 150 Hz",
            typeof(PrepareAnswer),
            p =>
            {
                Wire.Put16(p, PrepareAnswer.DepthMicrons, 1000);
                Wire.Put16(p, PrepareAnswer.SpeedHz, 120);
                p[PrepareAnswer.Area] = (byte)TreatmentArea.Cheek;
                p[PrepareAnswer.State] = (byte)PenState.Standby;
                Wire.Put16(p, PrepareAnswer.SpeedCeilingHz, Limits.SpeedCeilingHz(1000));
            }
        );
        talk.Request(MessageId.Arm, "Arm");
        talk.Answer(
            "Ready, armed by the host; the stop is still on its way, so bit 1 (DepthVerified) is 0",
            typeof(StateAnswer),
            p => Standing(p, PenState.Ready, (Usual | StatusFlags.ArmedByHost) & ~StatusFlags.DepthVerified)
        );
        talk.Event(
            7,
            MessageId.StateChanged,
            "event 7, at 61.5 s: the hand pressed the trigger, Ready → Running",
            typeof(StateChangedEvent),
            p =>
            {
                Wire.PutU32(p, StateChangedEvent.UptimeMs, 61_500);
                p[StateChangedEvent.OldState] = (byte)PenState.Ready;
                p[StateChangedEvent.NewState] = (byte)PenState.Running;
            }
        );
        talk.Request(MessageId.Stop, "Stop");
        talk.Answer(
            "stopped: Ready, trigger still pressed",
            typeof(StateAnswer),
            p => Standing(p, PenState.Ready, Usual | StatusFlags.ArmedByHost | StatusFlags.TriggerPressed)
        );
        return talk.ToString();
    }

    private static string Log()
    {
        byte[] first = Record(1, LogKind.Boot, 2, 0, r => r[BootData.Minor] = 1);
        uint firstCrc = Wire.GetU32(first, LogRecord.Crc);
        byte[] second = Record(2, LogKind.SelfTest, 1480, firstCrc, _ => { });
        uint secondCrc = Wire.GetU32(second, LogRecord.Crc);
        var talk = new Transcript(0x123B);
        talk.Request(MessageId.LogInfo, "LogInfo");
        talk.Answer(
            "4032 fit, the oldest is 1, the next will be 3, all from 1 on are unconfirmed, the CRC before the oldest is 0",
            typeof(LogInfoAnswer),
            p =>
            {
                Wire.PutU32(p, LogInfoAnswer.Capacity, LogCapacity);
                Wire.PutU32(p, LogInfoAnswer.Tail, 1);
                Wire.PutU32(p, LogInfoAnswer.Head, 3);
                Wire.PutU32(p, LogInfoAnswer.Confirmed, 1);
            }
        );
        talk.Request(
            MessageId.LogRead,
            "LogRead from 1, up to 6",
            typeof(LogReadRequest),
            p =>
            {
                Wire.PutU32(p, LogReadRequest.First, 1);
                p[LogReadRequest.Count] = LogReadRequest.MaxCount;
            }
        );
        const int secondAt = LogReadAnswer.Records + LogRecord.Length;
        talk.Answer(
            string.Create(
                CultureInfo.InvariantCulture,
                $"two records. 1 is Boot: 0x{firstCrc:X8} = CRC-32(00 00 00 00 ++ its first 28 bytes). "
            )
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"2 is SelfTest, passed: 0x{secondCrc:X8} = CRC-32({Convert.ToHexString(first, LogRecord.Crc, 4)} ++ its first 28 bytes)"
                ),
            secondAt + LogRecord.Length,
            p =>
            {
                Wire.PutU32(p, LogReadAnswer.First, 1);
                p[LogReadAnswer.Count] = 2;
                first.CopyTo(p, LogReadAnswer.Records);
                second.CopyTo(p, secondAt);
            },
            (typeof(LogReadAnswer), 0),
            (typeof(LogRecord), LogReadAnswer.Records),
            (typeof(LogRecord), secondAt)
        );
        talk.Request(
            MessageId.LogConfirm,
            "LogConfirm: all before 3 are on disk, with the CRC of record 2 as proof",
            typeof(LogConfirmRequest),
            p =>
            {
                Wire.PutU32(p, LogConfirmRequest.Next, 3);
                Wire.PutU32(p, LogConfirmRequest.LastCrc, secondCrc);
            }
        );
        talk.Answer("the first unconfirmed one is 3", typeof(LogConfirmAnswer), p => Wire.PutU32(p, 0, 3));
        return talk.ToString();
    }

    private static byte[] Record(uint sequence, LogKind kind, uint uptimeMs, uint before, Action<byte[]> fill)
    {
        byte[] record = new byte[LogRecord.Length];
        Wire.PutU32(record, LogRecord.Sequence, sequence);
        Wire.Put16(record, LogRecord.BootCount, 1);
        record[LogRecord.Kind] = (byte)kind;
        Wire.PutU32(record, LogRecord.UptimeMs, uptimeMs);
        fill(record);
        byte[] chained = new byte[4 + LogRecord.Crc];
        Wire.PutU32(chained, 0, before);
        record.AsSpan(0, LogRecord.Crc).CopyTo(chained.AsSpan(4));
        Wire.PutU32(record, LogRecord.Crc, new PlainChecksum().Crc32(chained, 0, chained.Length));
        return record;
    }

    private static void Prepare(byte[] p, int depthMicrons, int speedHz)
    {
        Wire.Put16(p, PrepareRequest.DepthMicrons, depthMicrons);
        Wire.Put16(p, PrepareRequest.SpeedHz, speedHz);
        p[PrepareRequest.Area] = (byte)TreatmentArea.Cheek;
    }

    private static void Status(byte[] p)
    {
        p[StatusAnswer.State] = (byte)PenState.Standby;
        Wire.Put16(p, StatusAnswer.Flags, Usual);
        Wire.PutU32(p, StatusAnswer.UptimeMs, 9_250);
        Wire.Put16(p, StatusAnswer.MeasuredDepthMicrons, -4);
        Wire.Put16(p, StatusAnswer.BatteryMillivolts, 3_912);
        Wire.Put16(p, StatusAnswer.MotorDeciCelsius, 235);
        Wire.Put16(p, StatusAnswer.BoardDeciCelsius, 251);
        Wire.PutU32(p, StatusAnswer.UtcSeconds, UtcSeconds);
        Wire.PutU32(p, StatusAnswer.LogHead, 12);
        p[StatusAnswer.TickMaxMs] = 11;
    }

    private static void Standing(byte[] p, PenState state, int flags)
    {
        p[StateAnswer.State] = (byte)state;
        Wire.Put16(p, StateAnswer.Flags, flags | StatusFlags.Prepared);
    }
}
