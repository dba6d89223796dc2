using System.IO.Ports;
using Pen.Protocol;

namespace Pen.Board;

/// <summary>
/// How fast the line is: 115,200 bit/s until a host asks for more, and again when nothing whole has come for a second, be it that the
/// cable does not carry it or that the host is gone.
/// </summary>
public sealed class LineSpeed
{
    private readonly SerialPort port;
    private int silentMs;

    /// <summary>Takes the open port.</summary>
    public LineSpeed(SerialPort port)
    {
        this.port = port;
    }

    /// <summary>Speed in bit/s.</summary>
    public int Baud = FrameFormat.DefaultBaud;

    /// <summary>One tick. <paramref name="heard"/>: a whole frame has come in it.</summary>
    public void Step(bool heard, int tickMs)
    {
        silentMs = heard || Baud == FrameFormat.DefaultBaud ? 0 : silentMs + tickMs;
        if (silentMs >= FrameFormat.SpeedFallbackMs)
        {
            Take(FrameFormat.DefaultBaud);
        }
    }

    /// <summary>Another speed, in bit/s, from now on; the caller has nothing left to be sent at this one.</summary>
    public void Take(int baud)
    {
        silentMs = 0;
        if (baud != Baud)
        {
            Baud = baud;
            port.BaudRate = baud;
        }
    }
}
