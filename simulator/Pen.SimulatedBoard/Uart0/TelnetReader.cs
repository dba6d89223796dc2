using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Pen.SimulatedBoard.Uart0;

/// <summary>
/// Telnet with the serial port's option (RFC 854, RFC 2217), the server's side. A client whose first byte is not IAC is served as a plain
/// line: nothing is taken out of what it sends. Sub-negotiations that are too long are dropped; nothing grows.
/// </summary>
internal sealed class TelnetReader
{
    /// <summary>Interpret as command.</summary>
    public const byte Iac = 255;

    private const byte Dont = 254;
    private const byte Do = 253;
    private const byte Wont = 252;
    private const byte Will = 251;
    private const byte Begin = 250;
    private const byte End = 240;
    private const byte Binary = 0;
    private const byte Echo = 1;
    private const byte SuppressGoAhead = 3;
    private const byte ComPort = 44;
    private const int ServerOffset = 100;
    private const int MostNegotiation = 32;

    private readonly List<byte> negotiation = [];
    private readonly HashSet<(byte, byte)> agreed = [];
    private Step step = Step.Unknown;
    private byte command;
    private bool dtr;
    private bool rts;

    private enum Step
    {
        Unknown,
        Plain,
        Data,
        Command,
        Option,
        Negotiation,
        NegotiationCommand,
    }

    /// <summary>Whether the client speaks telnet: then a byte 255 to it is doubled.</summary>
    public bool IsTelnet => step is not (Step.Unknown or Step.Plain);

    /// <summary>Takes what came, in its order.</summary>
    public void Push(ReadOnlySpan<byte> bytes, ITelnetSink sink)
    {
        foreach (byte value in bytes)
        {
            Take(value, sink);
        }
    }

    private void Take(byte value, ITelnetSink sink)
    {
        if (step == Step.Unknown)
        {
            step = value == Iac ? Step.Data : Step.Plain;
            if (step == Step.Data)
            {
                sink.Negotiates();
            }
        }

        switch (step)
        {
            case Step.Plain:
                sink.Data(value);
                break;
            case Step.Data when value == Iac:
                step = Step.Command;
                break;
            case Step.Data:
                sink.Data(value);
                break;
            case Step.Command:
                Command(value, sink);
                break;
            case Step.Option:
                step = Step.Data;
                Negotiate(command, value, sink);
                break;
            case Step.Negotiation when value == Iac:
                step = Step.NegotiationCommand;
                break;
            case Step.Negotiation:
                Collect(value);
                break;
            case Step.NegotiationCommand when value == Iac:
                step = Step.Negotiation;
                Collect(value);
                break;
            default:
                step = Step.Data;
                if (value == End)
                {
                    Settle(sink);
                }

                break;
        }
    }

    private void Command(byte value, ITelnetSink sink)
    {
        step = Step.Data;
        if (value == Iac)
        {
            sink.Data(value);
        }
        else if (value == Begin)
        {
            negotiation.Clear();
            step = Step.Negotiation;
        }
        else if (value is Will or Wont or Do or Dont)
        {
            command = value;
            step = Step.Option;
        }
    }

    /// <summary>Agrees to what a serial line needs, and to nothing else; each agreement is said once, or two sides would never end.</summary>
    private void Negotiate(byte wish, byte option, ITelnetSink sink)
    {
        bool known = option is Binary or Echo or SuppressGoAhead or ComPort;
        byte answer = wish switch
        {
            Will => known ? Do : Dont,
            Do => known ? Will : Wont,
            Wont => Dont,
            _ => Wont,
        };
        if (agreed.Add((answer, option)))
        {
            sink.Reply([Iac, answer, option]);
        }
    }

    private void Collect(byte value)
    {
        if (negotiation.Count <= MostNegotiation)
        {
            negotiation.Add(value);
        }
    }

    private void Settle(ITelnetSink sink)
    {
        if (negotiation.Count < 2 || negotiation.Count > MostNegotiation || negotiation[0] != ComPort)
        {
            return;
        }

        byte what = negotiation[1];
        byte[] value = [.. negotiation[2..]];
        switch (what)
        {
            case 1 when value.Length == 4:
                int baud = sink.Baud((int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(value), int.MaxValue));
                BinaryPrimitives.WriteInt32BigEndian(value, baud);
                Answer(what, value, sink);
                break;
            case 2 or 3 or 4 when value.Length == 1:
                // Eight bits, no parity, one stop bit is what there is, whatever is asked for.
                Answer(what, [what == 2 ? (byte)8 : (byte)1], sink);
                break;
            case 5 when value.Length == 1:
                Answer(what, [Control(value[0], sink)], sink);
                break;
            case 12 when value.Length == 1:
                sink.Purge();
                Answer(what, value, sink);
                break;
            case 10 or 11 when value.Length == 1:
                Answer(what, value, sink);
                break;
        }
    }

    /// <summary>SET-CONTROL: 8 and 9 switch DTR on and off, 11 and 12 RTS; 7 and 10 ask.</summary>
    private byte Control(byte wish, ITelnetSink sink)
    {
        if (wish is 8 or 9)
        {
            dtr = wish == 8;
            sink.Lines(dtr, null);
        }
        else if (wish is 11 or 12)
        {
            rts = wish == 11;
            sink.Lines(null, rts);
        }

        return wish switch
        {
            7 => (byte)(dtr ? 8 : 9),
            10 => (byte)(rts ? 11 : 12),
            // No flow control, and no break: what is asked for is answered with what is.
            0 or 2 or 3 or 13 or 14 or 15 or 16 or 17 or 18 or 19 => 1,
            4 or 5 => 6,
            _ => wish,
        };
    }

    private static void Answer(byte what, byte[] value, ITelnetSink sink)
    {
        var reply = new List<byte> { Iac, Begin, ComPort, (byte)(what + ServerOffset) };
        foreach (byte part in value)
        {
            reply.Add(part);
            if (part == Iac)
            {
                reply.Add(part);
            }
        }

        reply.Add(Iac);
        reply.Add(End);
        sink.Reply([.. reply]);
    }
}
