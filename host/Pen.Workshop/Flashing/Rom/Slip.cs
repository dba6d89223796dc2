using System.Collections.Generic;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>Frames of the ROM loader (SLIP, RFC 1055). The reader keeps one frame of bounded length; a longer one is dropped.</summary>
internal sealed class Slip
{
    private const byte Mark = 0xC0;
    private const byte Escape = 0xDB;
    private const byte EscapedMark = 0xDC;
    private const byte EscapedEscape = 0xDD;
    private const int LongestFrame = 1024;

    private readonly List<byte> frame = new(LongestFrame);
    private bool inFrame;
    private bool escaped;

    /// <summary>A packet as it goes over the line.</summary>
    public static byte[] Wrap(byte[] packet)
    {
        var wrapped = new List<byte>(packet.Length + 16) { Mark };
        foreach (byte value in packet)
        {
            switch (value)
            {
                case Mark:
                    wrapped.Add(Escape);
                    wrapped.Add(EscapedMark);
                    break;
                case Escape:
                    wrapped.Add(Escape);
                    wrapped.Add(EscapedEscape);
                    break;
                default:
                    wrapped.Add(value);
                    break;
            }
        }

        wrapped.Add(Mark);
        return wrapped.ToArray();
    }

    /// <summary>Takes one byte; returns the frame that it ends, else null.</summary>
    public byte[]? Take(byte value)
    {
        if (value == Mark)
        {
            bool whole = inFrame && frame.Count > 0;
            byte[]? done = whole ? frame.ToArray() : null;
            frame.Clear();
            escaped = false;

            // The mark that ends a frame may begin the next one, where its own first mark was lost.
            inFrame = !whole;
            return done;
        }

        if (!inFrame)
        {
            return null;
        }

        if (value == Escape && !escaped)
        {
            escaped = true;
            return null;
        }

        byte plain = !escaped
            ? value
            : value switch
            {
                EscapedMark => Mark,
                EscapedEscape => Escape,
                _ => value,
            };
        escaped = false;
        if (frame.Count == LongestFrame)
        {
            frame.Clear();
            inFrame = false;
            return null;
        }

        frame.Add(plain);
        return null;
    }

    /// <summary>Forgets what has begun.</summary>
    public void Reset()
    {
        frame.Clear();
        inFrame = false;
        escaped = false;
    }
}
