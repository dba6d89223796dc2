using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using Pen.Control;
using Pen.Control.Link;
using Pen.Protocol;

namespace Pen.Board;

/// <summary>
/// The serial line to the host. SerialPort.Write holds the whole loop for the time on the wire, so what is to be sent waits in
/// a ring and leaves in slices of at most 4 ms a tick; answers go before events, events before telemetry.
/// </summary>
public sealed class HostLink
{
    private const string Port = "COM2";
    private const int ReceiveBufferBytes = 1024;
    private const int RingBytes = 2048;

    /// <summary>4 ms at 115,200 bit/s and 10 bits a byte.</summary>
    private const int BytesPerTick = FrameFormat.DefaultBaud / 10 * 4 / 1000;

    /// <summary>Requests carried out in one tick. More are dropped, and a host that waits for its answers never sends more.</summary>
    private const int RequestsPerTick = 4;

    /// <summary>
    /// Frames looked at for each 10 ms of a tick: more than the line can bring (115 bytes, of which the shortest frame takes 12), so
    /// that nobody can put requests between a Stop and the motor, and a late tick catches up.
    /// </summary>
    private const int FramesPer10Ms = 12;

    /// <summary>Bytes of noise stepped over in one tick: about 0.5 ms of interpreter time.</summary>
    private const int NoisePerTick = 160;

    private readonly SerialPort port;
    private readonly FrameReader reader;
    private readonly FrameWriter writer;
    private readonly CommandHandler handler;
    private readonly StatusWords words;
    private readonly EventQueue events;
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
        Configuration.SetPinFunction(PinMap.HostTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(PinMap.HostReceive, DeviceFunction.COM2_RX);
        port = new SerialPort(Port, FrameFormat.DefaultBaud, Parity.None, 8, StopBits.One);
        port.ReadBufferSize = ReceiveBufferBytes;
        port.Open();
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

        CarryOut(FramesPer10Ms * (1 + (tickMs / 10)));
        words.BadFrames = reader.BadChecksums;
    }

    /// <summary>A Stop is carried out whatever else is waiting, and even where its answer finds no room.</summary>
    private void CarryOut(int frames)
    {
        int budget = NoisePerTick;
        int carriedOut = 0;
        for (int i = 0; i < frames && reader.TryRead(ref budget); i++)
        {
            bool stop = reader.Message == (byte)MessageId.Stop && reader.Kind == (byte)FrameKind.Request;
            bool room = RingBytes - ringCount >= 2 * FrameFormat.MaxFrame;
            if (stop || (room && carriedOut < RequestsPerTick))
            {
                carriedOut++;
                handler.Handle(reader);
                Queue(handler.Frame, handler.FrameOffset, handler.FrameLength);
            }
        }
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
        int contiguous = RingBytes - ringFirst;
        int slice = ringCount < contiguous ? ringCount : contiguous;
        slice = slice < BytesPerTick ? slice : BytesPerTick;
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
