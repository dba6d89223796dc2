using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>
/// Carries out requests, at most once each, and writes the answers. Whatever the bytes are, there is an answer, nothing is
/// allocated, and nothing moves that the controller does not allow.
/// </summary>
public sealed class CommandHandler
{
    private const int Capabilities = 63;

    private readonly PenParts parts;
    private readonly PenController controller;
    private readonly FrameWriter writer;
    private readonly KeptAnswers kept = new KeptAnswers();
    private readonly StatusWords words;
    private readonly MotionCommands motion;
    private readonly StoreCommands store;
    private readonly ServiceCommands service;
    private readonly CartridgeCommands cartridge;
    private bool greeted;

    /// <summary>Creates the handler; answers are written with <paramref name="writer"/>.</summary>
    public CommandHandler(PenParts parts, PenController controller, FrameWriter writer, StatusWords words)
    {
        this.parts = parts;
        this.controller = controller;
        this.writer = writer;
        this.words = words;
        motion = new MotionCommands(parts, controller, words);
        store = new StoreCommands(parts, controller);
        service = new ServiceCommands(parts, controller, words);
        cartridge = new CartridgeCommands(parts, controller);
    }

    /// <summary>Where the frame to send stands.</summary>
    public byte[] Frame;

    /// <summary>Its offset.</summary>
    public int FrameOffset;

    /// <summary>Its length; 0 when there is nothing to send.</summary>
    public int FrameLength;

    /// <summary>Ticks between two telemetry frames; 0 when nobody subscribed.</summary>
    public int TelemetryTicks;

    /// <summary>Line speed in bit/s that was answered and is to be taken when the answer has left; 0 for no change.</summary>
    public int WantedBaud;

    /// <summary>Takes the frame that the reader has found.</summary>
    public void Handle(FrameReader reader)
    {
        FrameLength = 0;
        if (reader.Kind != (byte)FrameKind.Request)
        {
            return;
        }

        parts.Conditions.HostSilentMs = 0;
        controller.Wake();
        int sequence = reader.Sequence;
        bool keep = false;
        if (reader.Message != (byte)MessageId.Hello)
        {
            KeptAnswers.Verdict verdict = greeted ? kept.Judge(sequence) : KeptAnswers.Verdict.Stale;
            keep = verdict == KeptAnswers.Verdict.New;
            if (!keep && !MustStop(reader.Message, verdict))
            {
                Decline(sequence, reader.Message, verdict);
                return;
            }
        }

        int length = CarryOut(reader);
        Finish(sequence, reader.Message, length, keep);
    }

    /// <summary>
    /// Software may always stop (P1): a Stop needs no Hello and no new sequence number. Sent again it acts again only where the motor
    /// may turn, because anywhere else it would go one state further than it was meant to.
    /// </summary>
    private bool MustStop(byte message, KeptAnswers.Verdict verdict)
    {
        return message == (byte)MessageId.Stop
            && (
                verdict != KeptAnswers.Verdict.Repeat
                || controller.State == PenState.Running
                || controller.State == PenState.Service
            );
    }

    private void Decline(int sequence, byte message, KeptAnswers.Verdict verdict)
    {
        if (!greeted)
        {
            parts.Refusal.Because(RefusalCode.HelloNeeded, RequestField.Message, LimitOrigin.Protocol, message, 0);
        }
        else if (verdict == KeptAnswers.Verdict.Stale)
        {
            parts.Refusal.Because(RefusalCode.StaleSequence, RequestField.Sequence, LimitOrigin.Protocol, sequence, 0);
        }
        else
        {
            Frame = kept.Frames;
            FrameOffset = kept.Offset;
            FrameLength = kept.Length;
            return;
        }

        Finish(sequence, message, -1, false);
    }

    private int CarryOut(FrameReader reader)
    {
        byte[] answer = writer.Buffer;
        const int to = FrameFormat.PayloadOffset;
        byte[] request = reader.Buffer;
        int at = reader.PayloadOffset;
        int expected = RequestLengths.Of(reader.Message);
        if (expected < 0)
        {
            parts.Refusal.Because(RefusalCode.UnknownMessage, RequestField.Message, LimitOrigin.Protocol, reader.Message, 0);
            return -1;
        }

        // A Stop of any length stops.
        if (reader.PayloadLength != expected && reader.Message != (byte)MessageId.Stop)
        {
            int length = reader.PayloadLength;
            parts.Refusal.Because(RefusalCode.BadLength, RequestField.Length, LimitOrigin.Protocol, length, expected);
            return -1;
        }

        switch ((MessageId)reader.Message)
        {
            case MessageId.Hello:
                return Hello(request, at, answer, to, reader.Sequence);
            case MessageId.Status:
                return words.WriteStatus(answer, to);
            case MessageId.Telemetry:
                return Telemetry(request[at + TelemetryRequest.RateHz], answer, to);
            case MessageId.KeepAlive:
                return words.WriteStanding(answer, to);
            case MessageId.Prepare:
                return motion.Prepare(request, at, answer, to);
            case MessageId.Arm:
                return motion.Arm(answer, to);
            case MessageId.Disarm:
                return motion.Disarm(answer, to);
            case MessageId.Stop:
                return motion.Stop(answer, to);
            case MessageId.Acknowledge:
                return motion.Acknowledge(answer, to);
            case MessageId.Cartridge:
            case MessageId.CartridgeKeyRead:
            case MessageId.CartridgeKeyWrite:
            case MessageId.CartridgeMake:
                return cartridge.CarryOut((MessageId)reader.Message, request, at, answer, to);
            case MessageId.LineSpeed:
                return LineSpeed(Wire.GetI32(request, at + LineSpeedRequest.Baud), answer, to);
            case MessageId.SettingRead:
            case MessageId.SettingWrite:
            case MessageId.ClockSet:
            case MessageId.LogInfo:
            case MessageId.LogRead:
            case MessageId.LogStream:
            case MessageId.LogConfirm:
            case MessageId.Odometer:
                return store.CarryOut(reader, answer, to);
            default:
                return service.CarryOut((MessageId)reader.Message, request, at, answer, to);
        }
    }

    private int Hello(byte[] request, int at, byte[] answer, int to, int sequence)
    {
        if (Wire.GetU32(request, at + HelloRequest.Magic) != FrameFormat.Magic)
        {
            parts.Refusal.Because(RefusalCode.BadMagic, RequestField.Message, LimitOrigin.Protocol, 0, 0);
            return -1;
        }

        kept.Restart(sequence);
        greeted = request[at + HelloRequest.Major] == FrameFormat.MajorVersion;
        TelemetryTicks = 0;
        Wire.PutU32(answer, to + HelloAnswer.Nonce, Wire.GetU32(request, at + HelloRequest.Nonce));
        Wire.PutU32(answer, to + HelloAnswer.Magic, FrameFormat.Magic);
        answer[to + HelloAnswer.Major] = FrameFormat.MajorVersion;
        answer[to + HelloAnswer.Minor] = FrameFormat.MinorVersion;
        Wire.Put16(answer, to + HelloAnswer.Capabilities, Capabilities);
        Wire.PutU32(answer, to + HelloAnswer.BootCount, parts.Counters.BootCount);
        answer[to + HelloAnswer.FirmwareMajor] = FirmwareVersion.Major;
        answer[to + HelloAnswer.FirmwareMinor] = FirmwareVersion.Minor;
        answer[to + HelloAnswer.FirmwarePatch] = FirmwareVersion.Patch;
        answer[to + HelloAnswer.FirmwarePatch + 1] = 0;
        int serial = to + HelloAnswer.Serial;
        System.Array.Copy(parts.Serial.Bytes, 0, answer, serial, HelloAnswer.SerialLength);
        return HelloAnswer.Length;
    }

    private int Telemetry(int rateHz, byte[] answer, int to)
    {
        if (rateHz > TelemetryRequest.MaxRateHz)
        {
            parts.Refusal.Because(
                RefusalCode.OutOfRange,
                RequestField.Rate,
                LimitOrigin.Protocol,
                rateHz,
                TelemetryRequest.MaxRateHz
            );
            return -1;
        }

        TelemetryTicks = rateHz == 0 ? 0 : 100 / rateHz;
        answer[to + TelemetryAnswer.RateHz] = TelemetryTicks == 0 ? (byte)0 : (byte)(100 / TelemetryTicks);
        return TelemetryAnswer.Length;
    }

    private int LineSpeed(int baud, byte[] answer, int to)
    {
        if (controller.State == PenState.Ready || controller.State == PenState.Running)
        {
            parts.Refusal.WrongState(controller.State, PenState.Standby);
            return -1;
        }

        // 115,200 times 1, 2, 4 or 8.
        int times = baud / FrameFormat.DefaultBaud;
        if (
            baud <= 0
            || baud > FrameFormat.FastestBaud
            || times * FrameFormat.DefaultBaud != baud
            || (times & (times - 1)) != 0
        )
        {
            int limit = FrameFormat.FastestBaud;
            parts.Refusal.Because(RefusalCode.OutOfRange, RequestField.LineSpeed, LimitOrigin.Protocol, baud, limit);
            return -1;
        }

        WantedBaud = baud;
        Wire.PutI32(answer, to + LineSpeedAnswer.Baud, baud);
        return LineSpeedAnswer.Length;
    }

    private void Finish(int sequence, byte message, int length, bool keep)
    {
        bool answered = length >= 0;
        writer.Begin(answered ? FrameKind.Answer : FrameKind.Refusal, sequence, (MessageId)message);
        if (!answered)
        {
            Refusal refusal = parts.Refusal;
            byte[] buffer = writer.Buffer;
            const int to = FrameFormat.PayloadOffset;
            buffer[to + RefusalData.Code] = (byte)refusal.Code;
            buffer[to + RefusalData.Field] = (byte)refusal.Field;
            buffer[to + RefusalData.Origin] = (byte)refusal.Origin;
            buffer[to + RefusalData.State] = (byte)controller.State;
            Wire.PutI32(buffer, to + RefusalData.Value, refusal.Value);
            Wire.PutI32(buffer, to + RefusalData.Limit, refusal.Limit);
            length = RefusalData.Length;
        }

        Frame = writer.Buffer;
        FrameOffset = 0;
        FrameLength = writer.End(length);
        if (keep)
        {
            kept.Keep(sequence, writer.Buffer, FrameLength);
        }
    }
}
