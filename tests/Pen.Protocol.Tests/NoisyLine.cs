using System;

namespace Pen.Protocol.Tests;

/// <summary>A line that does to frames everything that lines do. All of it follows from the seed; nothing allocates after the start.</summary>
internal sealed class NoisyLine
{
    private readonly Random random;
    private readonly NumberedFrames frames = new();
    private readonly byte[] frame = new byte[FrameFormat.MaxFrame];

    private readonly int sparedEnds;

    /// <summary>
    /// With <paramref name="sparedEnds"/>, damage stays that many bytes away from a frame's ends. A frame that lacks only its
    /// last byte is whole again when that byte was A5 and the next frame begins: it is right, and it costs the next one its head.
    /// So is one whose first byte is followed by noise that ends in A5.
    /// </summary>
    public NoisyLine(int seed, int sparedEnds)
    {
        random = new Random(seed);
        this.sparedEnds = sparedEnds;
    }

    /// <summary>What is on the line.</summary>
    public byte[] Bytes { get; } = new byte[4096];

    /// <summary>How much of it.</summary>
    public int Count { get; private set; }

    /// <summary>Frames put on the line so far, whole or damaged.</summary>
    public int Frames { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>One undamaged frame.</summary>
    public void Good(uint number)
    {
        Count += frames.Put(number, Bytes.AsSpan(Count));
        Frames++;
    }

    /// <summary>
    /// One piece of trouble: random bytes, a torn, oversized, bit-flipped, spliced or hole-ridden frame, heads without bodies.
    /// Nothing here is a whole frame but by one chance in 2^32.
    /// </summary>
    public void Trouble(uint number)
    {
        switch (random.Next(7))
        {
            case 0:
                RandomBytes(1 + random.Next(120));
                return;
            case 1:
                Heads(1 + random.Next(20));
                return;
            case 2:
                Oversized();
                return;
        }

        int length = frames.Put(number, frame);
        Frames++;
        switch (random.Next(4))
        {
            case 0:
                Append(frame.AsSpan(0, Place(length)));
                break;
            case 1:
                FlipBits(length);
                Append(frame.AsSpan(0, length));
                break;
            case 2:
                int hole = Place(length - 1);
                Append(frame.AsSpan(0, hole));
                Append(frame.AsSpan(hole + 1, length - hole - 1));
                break;
            default:
                int cut = Place(length);
                Append(frame.AsSpan(0, cut));
                RandomBytes(1 + random.Next(8));
                Append(frame.AsSpan(cut, length - cut));
                break;
        }
    }

    private int Place(int length) => sparedEnds + 1 + random.Next(length - 1 - (2 * sparedEnds));

    private void RandomBytes(int count)
    {
        random.NextBytes(Bytes.AsSpan(Count, count));
        Count += count;
    }

    private void Heads(int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte length = (byte)random.Next(FrameFormat.MaxPayload + 1);
            Append([FrameFormat.Sync, length, (byte)~length]);
        }
    }

    private void Oversized()
    {
        byte length = (byte)(FrameFormat.MaxPayload + 1 + random.Next(255 - FrameFormat.MaxPayload));
        Append([FrameFormat.Sync, length, (byte)~length]);
        RandomBytes(length + 8);
        Frames++;
    }

    /// <summary>One to three bits in a span that a CRC-32 is certain to notice.</summary>
    private void FlipBits(int length)
    {
        int first = random.Next(length * 8);
        int flips = 1 + random.Next(3);
        for (int i = 0; i < flips && first + i < length * 8; i++)
        {
            int bit = first + i;
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Bytes.AsSpan(Count));
        Count += bytes.Length;
    }
}
