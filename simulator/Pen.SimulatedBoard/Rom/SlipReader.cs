using System;

namespace Pen.SimulatedBoard.Rom;

/// <summary>
/// Cuts a stream of bytes into SLIP frames (0xC0 ends, 0xDB escapes). A frame that is too long, or that holds a wrong escape, is dropped
/// up to its end; nothing grows.
/// </summary>
public sealed class SlipReader
{
    /// <summary>Longest frame: a command's 8 bytes, a block's 16, and a block for the RAM of 6 KB, the longest that clients send.</summary>
    public const int MostBytes = 8 + 16 + 0x1800;

    private const byte End = 0xC0;
    private const byte Escape = 0xDB;
    private const byte EscapedEnd = 0xDC;
    private const byte EscapedEscape = 0xDD;

    private readonly byte[] frame = new byte[MostBytes];
    private int count;
    private bool escaping;
    private bool broken;

    /// <summary>Frames that were dropped because they were too long or wrongly escaped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes one byte.</summary>
    /// <returns>True when a frame that is not empty has just ended: <see cref="Frame"/> holds it until the next byte.</returns>
    public bool Take(byte value)
    {
        if (value == End)
        {
            bool whole = count > 0 && !broken && !escaping;
            Dropped += broken || escaping ? 1 : 0;
            Length = whole ? count : 0;
            count = 0;
            broken = false;
            escaping = false;
            return whole;
        }

        if (!escaping && value == Escape)
        {
            escaping = true;
            return false;
        }

        bool known = !escaping || value is EscapedEnd or EscapedEscape;
        byte plain =
            !escaping ? value
            : value == EscapedEnd ? End
            : Escape;
        escaping = false;
        broken = broken || !known || count == frame.Length;
        if (!broken)
        {
            frame[count++] = plain;
        }

        return false;
    }

    /// <summary>The frame that ended last, without its escapes.</summary>
    public ReadOnlySpan<byte> Frame => frame.AsSpan(0, Length);

    private int Length { get; set; }

    /// <summary>A frame with its escapes and ends.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> data)
    {
        byte[] wrapped = new byte[(data.Length * 2) + 2];
        int at = 0;
        wrapped[at++] = End;
        foreach (byte value in data)
        {
            if (value is End or Escape)
            {
                wrapped[at++] = Escape;
                wrapped[at++] = value == End ? EscapedEnd : EscapedEscape;
            }
            else
            {
                wrapped[at++] = value;
            }
        }

        wrapped[at++] = End;
        return wrapped[..at];
    }
}
