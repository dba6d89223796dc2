using System;

namespace Pen.Protocol.Tests;

/// <summary>
/// Frames that can be told apart: everything in one follows from its number, which stands in the first four bytes of the
/// payload. So whatever a reader hands out can be held against what was really sent.
/// </summary>
internal sealed class NumberedFrames
{
    private const int NumberLength = 4;

    private readonly FrameWriter writer = new(new PlainChecksum());

    /// <summary>Copies the frame with this number to <paramref name="to"/>.</summary>
    /// <returns>Its length.</returns>
    public int Put(uint number, Span<byte> to)
    {
        uint state = Start(number);
        int payload = PayloadLength(number);
        writer.Begin((FrameKind)(1 + (number % 5)), (int)(number & 0xFFFF), (MessageId)(state >> 24));
        Wire.PutU32(writer.Buffer, FrameFormat.PayloadOffset, number);
        for (int i = NumberLength; i < payload; i++)
        {
            state = Next(state);
            writer.Buffer[FrameFormat.PayloadOffset + i] = (byte)(state >> 24);
        }

        int length = writer.End(payload);
        writer.Buffer.AsSpan(0, length).CopyTo(to);
        return length;
    }

    /// <summary>Number of the frame that the reader has found, after every byte of it has been checked; -1 for a frame nobody sent.</summary>
    public long NumberOf(FrameReader reader)
    {
        if (reader.PayloadLength < NumberLength)
        {
            return -1;
        }

        uint number = Wire.GetU32(reader.Buffer, reader.PayloadOffset);
        uint state = Start(number);
        bool same =
            reader.PayloadLength == PayloadLength(number)
            && reader.Kind == 1 + (number % 5)
            && reader.Sequence == (int)(number & 0xFFFF)
            && reader.Message == (byte)(state >> 24);
        for (int i = NumberLength; same && i < reader.PayloadLength; i++)
        {
            state = Next(state);
            same = reader.Buffer[reader.PayloadOffset + i] == (byte)(state >> 24);
        }

        return same ? number : -1;
    }

    /// <summary>Most frames are short, as on the real line; one in eight may be as long as a frame can be. Sync bytes are common in them.</summary>
    private static int PayloadLength(uint number)
    {
        uint mixed = Start(number);
        int longest = mixed % 8 == 0 ? FrameFormat.MaxPayload : 36;
        return NumberLength + (int)((mixed >> 8) % (uint)(longest - NumberLength + 1));
    }

    private static uint Start(uint number) => (number + 1) * 2654435761u;

    /// <summary>xorshift32; one step in eight gives a sync byte, so that false starts abound.</summary>
    private static uint Next(uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (state & 0x700) == 0 ? (state & 0x00FFFFFF) | ((uint)FrameFormat.Sync << 24) : state;
    }
}
