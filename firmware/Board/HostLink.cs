using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using Pen.Control;
using Pen.Control.Link;
using Pen.Protocol;

namespace Pen.Board;

/// <summary>
/// The serial line to the host. SerialPort.Write holds the whole loop for the time on the wire, so what is to be sent waits in
/// a ring and leaves in slices: at most 4 ms a tick, and where nothing moves as much as leaves the tick under 9 ms. Answers go before
/// events, events before telemetry, and log records last.
/// </summary>
public sealed class HostLink
{
    private const string Port = "COM2";
    private const int ReceiveBufferBytes = 1024;
    private const int RingBytes = 2048;

    /// <summary>Time on the wire in a tick in which something may move, in µs.</summary>
    private const int SliceMicros = 4000;

    /// <summary>Up to here a tick at rest may send, in µs from its beginning: what follows takes far less than a millisecond.</summary>
    private const int SendUntilMicros = 9000;

    /// <summary>Sent in every tick however late it is, in µs: an interpreter slower than expected makes a slow pen, not a mute one.</summary>
    private const int LeastMicros = 2000;

    /// <summary>Up to here a tick at rest may read log records, in µs: six of them take 2 ms.</summary>
    private const int ReadUntilMicros = 4000;

    private const int BitsPerByte = 10;

    /// <summary>Requests carried out in one tick. More are dropped, and a host that waits for its answers never sends more.</summary>
    private const int RequestsPerTick = 4;

    /// <summary>
    /// Frames looked at for each 10 ms of a tick: more than the line can bring (115 bytes, of which the shortest frame takes 12), so
    /// that nobody can put requests between a Stop and the motor, and a late tick catches up.
    /// </summary>
    private const int FramesPer10Ms = 12;

    /// <summary>Likewise at the fastest speed, where a host has room for 80 of the shortest frames but asks for one thing at a time.</summary>
    private const int FramesPer10MsFast = 80;

    /// <summary>Bytes of noise stepped over in one tick: about 0.5 ms of interpreter time.</summary>
    private const int NoisePerTick = 160;

    private readonly SerialPort port;
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private readonly CommandHandler handler;
    private readonly StatusWords words;
    private readonly EventQueue events;
    private readonly PenController controller;
    private readonly PenInputs inputs;
    private readonly LogStream stream;
    private readonly LineSpeed speed;
    private readonly byte[] ring = new byte[RingBytes];
    private int ringFirst;
    private int ringCount;
    private int idleMs;
    private int telemetryTick;
    private int telemetryNumber;

    /// <summary>Opens the port.</summary>
    public HostLink(PenParts parts, PenController controller, Checksum checksum)
    {
        reader = new FrameReader(checksum, ReceiveBufferBytes);
        writer = new FrameWriter(checksum);
        words = new StatusWords(parts, controller);
        handler = new CommandHandler(parts, controller, writer, words);
        events = parts.Events;
        stream = parts.Stream;
        inputs = parts.Inputs;
        this.controller = controller;
        Configuration.SetPinFunction(PinMap.HostTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(PinMap.HostReceive, DeviceFunction.COM2_RX);
        port = new SerialPort(Port, FrameFormat.DefaultBaud, Parity.None, 8, StopBits.One);
        port.ReadBufferSize = ReceiveBufferBytes;
        port.Open();
        speed = new LineSpeed(port);
    }

    /// <summary>Nothing is driven and nothing is timed: a tick may be used up to its end.</summary>
    private bool AtRest
    {
        get { return controller.State == PenState.Standby || controller.State == PenState.Fault; }
    }

    /// <summary>Time since this tick's measurements began, in µs.</summary>
    private int ElapsedMicros
    {
        get { return (int)(HighResTimer.GetCurrent() - inputs.BeganMicros); }
    }

    /// <summary>Takes what has arrived and carries out what is complete.</summary>
    public void Receive(int tickMs)
    {
        words.NoteTick();
        int waiting = port.BytesToRead;
        int room = reader.Free;
        int count = waiting < room ? waiting : room;
        if (count > 0)
        {
            reader.Commit(port.Read(reader.Buffer, reader.WriteOffset, count));
            idleMs = 0;
        }
        else if (waiting == 0 && reader.IsWaiting)
        {
            idleMs += tickMs;
            if (idleMs >= FrameFormat.IdleResyncMs)
            {
                reader.Expire();
            }
        }

        int frames = speed.Baud == FrameFormat.DefaultBaud ? FramesPer10Ms : FramesPer10MsFast;
        bool heard = CarryOut(frames * (1 + (tickMs / 10)));
        speed.Step(heard, tickMs);
        words.BadFrames = reader.BadChecksums;
    }

    /// <summary>A Stop is carried out whatever else is waiting, and even where its answer finds no room.</summary>
    /// <returns>Whether a whole frame was there.</returns>
    private bool CarryOut(int frames)
    {
        int budget = NoisePerTick;
        int carriedOut = 0;
        bool heard = false;
        for (int i = 0; i < frames && reader.TryRead(ref budget); i++)
        {
            heard = true;
            bool stop = reader.Message == (byte)MessageId.Stop && reader.Kind == (byte)FrameKind.Request;
            bool room = RingBytes - ringCount >= 2 * FrameFormat.MaxFrame;
            if (stop || (room && carriedOut < RequestsPerTick))
            {
                carriedOut++;
                handler.Handle(reader);
                Queue(handler.Frame, handler.FrameOffset, handler.FrameLength);
            }
        }

        return heard;
    }

    /// <summary>Queues events and telemetry, and puts one slice on the wire.</summary>
    public void Send()
    {
        while (RingBytes - ringCount >= 2 * FrameFormat.MaxFrame && events.TryTake())
        {
            writer.Begin(FrameKind.Event, events.Number, (MessageId)events.Message);
            Array.Copy(events.Buffer, events.Base, writer.Buffer, FrameFormat.PayloadOffset, events.Length);
            Queue(writer.Buffer, 0, writer.End(events.Length));
        }

        SendTelemetry();
        QueueRecords();
        SendSlice();
        if (ringCount == 0 && handler.WantedBaud != 0)
        {
            speed.Take(handler.WantedBaud);
            handler.WantedBaud = 0;
        }
    }

    /// <summary>Where something moves, six records at a time and only behind everything else.</summary>
    private void QueueRecords()
    {
        while (stream.IsWanted && (ringCount == 0 || (AtRest && ringCount < RingBytes / 2 && ElapsedMicros < ReadUntilMicros)))
        {
            writer.Begin(FrameKind.Bulk, stream.Sequence, MessageId.LogStream);
            int length = stream.Write(writer.Buffer, FrameFormat.PayloadOffset);
            if (length > 0)
            {
                Queue(writer.Buffer, 0, writer.End(length));
            }
        }
    }

    private void SendSlice()
    {
        int micros = AtRest ? SendUntilMicros - ElapsedMicros : SliceMicros;
        micros = micros < LeastMicros ? LeastMicros : micros;
        int most = speed.Baud / BitsPerByte * micros / 1000000;
        int contiguous = RingBytes - ringFirst;
        int slice = ringCount < contiguous ? ringCount : contiguous;
        slice = slice < most ? slice : most;
        if (slice > 0)
        {
            port.Write(ring, ringFirst, slice);
            ringFirst = (ringFirst + slice) % RingBytes;
            ringCount -= slice;
        }
    }

    private void SendTelemetry()
    {
        if (handler.TelemetryTicks == 0)
        {
            return;
        }

        telemetryTick++;
        if (telemetryTick < handler.TelemetryTicks || ringCount > RingBytes / 8)
        {
            return;
        }

        telemetryTick = 0;
        telemetryNumber = (telemetryNumber + 1) & 0xFFFF;
        writer.Begin(FrameKind.Telemetry, telemetryNumber, MessageId.Telemetry);
        Queue(writer.Buffer, 0, writer.End(words.WriteTelemetry(writer.Buffer, FrameFormat.PayloadOffset)));
    }

    private void Queue(byte[] frame, int offset, int length)
    {
        if (length == 0 || RingBytes - ringCount < length)
        {
            return;
        }

        int at = (ringFirst + ringCount) % RingBytes;
        int contiguous = RingBytes - at;
        int first = length < contiguous ? length : contiguous;
        Array.Copy(frame, offset, ring, at, first);
        Array.Copy(frame, offset + first, ring, 0, length - first);
        ringCount += length;
    }
}
