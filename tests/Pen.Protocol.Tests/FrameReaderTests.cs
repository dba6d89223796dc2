using System;
using System.Linq;

namespace Pen.Protocol.Tests;

/// <summary>One test for each line of the drawing at the head of <see cref="FrameReader"/>, and for its edges.</summary>
public sealed class FrameReaderTests
{
    private const int Capacity = 2 * FrameFormat.MaxFrame;

    private readonly FrameReader reader = new(new ChipCrc(), Capacity);
    private readonly NumberedFrames frames = new();

    [Fact]
    public void Crc_is_the_one_that_the_protocol_names()
    {
        Assert.Equal(0xCBF43926u, new ChipCrc().Crc32("123456789"u8.ToArray(), 0, 9));
    }

    [Fact]
    public void Clean_frames_are_found_one_after_the_other_and_nothing_is_skipped()
    {
        Feed([.. Frame(7), .. Frame(8)]);
        Assert.Equal([7L, 8L], ReadAll());
        Assert.Equal(0, reader.SkippedBytes);
        Assert.False(reader.IsWaiting);
    }

    [Fact]
    public void A_frame_without_payload_is_a_frame()
    {
        var writer = new FrameWriter(new ChipCrc());
        writer.Begin(FrameKind.Request, 0xFFFE, MessageId.Stop);
        int length = writer.End(0);
        Assert.Equal(FrameFormat.Overhead, length);
        Feed(writer.Buffer[..length]);
        int budget = 1;
        Assert.True(reader.TryRead(ref budget));
        Assert.Equal((byte)FrameKind.Request, reader.Kind);
        Assert.Equal(0xFFFE, reader.Sequence);
        Assert.Equal((byte)MessageId.Stop, reader.Message);
        Assert.Equal(0, reader.PayloadLength);
    }

    [Fact]
    public void The_longest_frame_is_a_frame_and_one_byte_more_is_not()
    {
        var writer = new FrameWriter(new ChipCrc());
        writer.Begin(FrameKind.Answer, 1, MessageId.LogRead);
        Feed(writer.Buffer[..writer.End(FrameFormat.MaxPayload)]);
        int budget = 1;
        Assert.True(reader.TryRead(ref budget));
        Assert.Equal(FrameFormat.MaxPayload, reader.PayloadLength);

        byte[] tooLong = new byte[Capacity];
        tooLong[0] = FrameFormat.Sync;
        tooLong[FrameFormat.LengthOffset] = FrameFormat.MaxPayload + 1;
        tooLong[FrameFormat.LengthCheckOffset] = 0xFF ^ (FrameFormat.MaxPayload + 1);
        Feed(tooLong[..3]);
        Feed(Frame(5));
        Assert.Equal([5L], ReadAll());
        Assert.Equal(0, reader.BadChecksums);
    }

    [Fact]
    public void A_frame_may_come_byte_by_byte()
    {
        byte[] frame = Frame(3);
        foreach (byte value in frame[..^1])
        {
            Feed([value]);
            Assert.Empty(ReadAll());
        }

        Feed(frame[^1..]);
        Assert.Equal([3L], ReadAll());
    }

    [Fact]
    public void Noise_that_is_no_head_is_stepped_over()
    {
        Feed([0x3F, FrameFormat.Sync, 0x10, 0x77, .. Frame(9)]);
        Assert.Equal([9L], ReadAll());
        Assert.Equal(4, reader.SkippedBytes);
        Assert.Equal(0, reader.BadChecksums);
    }

    [Fact]
    public void A_false_start_does_not_swallow_the_frames_inside_it()
    {
        byte[] inside = [.. Frame(1), .. Frame(2)];
        Feed([FrameFormat.Sync, (byte)inside.Length, (byte)~inside.Length, .. inside, .. new byte[FrameFormat.Overhead]]);
        Assert.Equal([1L, 2L], ReadAll());
        Assert.Equal(1, reader.BadChecksums);
    }

    [Fact]
    public void A_lone_sync_byte_before_a_frame_of_90_bytes_looks_like_a_head_and_harms_nothing()
    {
        // A5 [A5 5A A5 ...]: read one byte early, the frame's own head is the head of one of 165 bytes.
        var writer = new FrameWriter(new ChipCrc());
        writer.Begin(FrameKind.Event, 4, MessageId.RunEnded);
        int length = writer.End(0x5A);
        Feed([FrameFormat.Sync, .. writer.Buffer[..length]]);
        Assert.Empty(ReadAll());
        reader.Expire();
        int budget = int.MaxValue;
        Assert.True(reader.TryRead(ref budget));
        Assert.Equal(0x5A, reader.PayloadLength);
    }

    [Fact]
    public void A_torn_frame_is_given_up_when_the_line_falls_silent()
    {
        var writer = new FrameWriter(new ChipCrc());
        writer.Begin(FrameKind.Answer, 1, MessageId.LogRead);
        writer.End(FrameFormat.MaxPayload);
        const int torn = 20;
        Feed([.. writer.Buffer[..torn], .. Frame(12)]);
        Assert.Empty(ReadAll());
        Assert.True(reader.IsWaiting);
        reader.Expire();
        Assert.Equal([12L], ReadAll());
        Assert.Equal(torn, reader.SkippedBytes);
    }

    [Fact]
    public void Silence_costs_nothing_when_nothing_waits()
    {
        reader.Expire();
        Feed(Frame(1));
        Assert.Equal([1L], ReadAll());
        reader.Expire();
        Assert.Equal(0, reader.SkippedBytes);
    }

    [Fact]
    public void Silence_does_not_eat_a_whole_frame_that_nobody_has_asked_for_yet()
    {
        Feed([.. Frame(1), .. Frame(2)]);
        int budget = 1;
        Assert.True(reader.TryRead(ref budget));
        reader.Expire();
        Assert.Equal([2L], ReadAll());
    }

    [Fact]
    public void Silence_does_not_eat_a_frame_that_the_budget_left_unsearched()
    {
        const int noise = 50;
        Feed([.. new byte[noise], .. Frame(6)]);
        int budget = noise;
        Assert.False(reader.TryRead(ref budget));
        reader.Expire();
        reader.Expire();
        Assert.Equal([6L], ReadAll());
        Assert.Equal(noise, reader.SkippedBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    public void The_search_stops_at_its_budget_and_goes_on_from_there(int perCall)
    {
        const int noise = 300;
        Feed([.. new byte[noise], .. Frame(2)]);
        int calls = 0;
        int budget = perCall;
        while (!reader.TryRead(ref budget))
        {
            calls++;
            Assert.True(reader.SkippedBytes <= calls * perCall);
            budget = perCall;
        }

        Assert.Equal(noise / perCall, calls);
        Assert.Equal(2, frames.NumberOf(reader));
    }

    [Fact]
    public void There_is_always_room_again_after_a_search()
    {
        int budget = int.MaxValue;
        byte[] head = [FrameFormat.Sync, FrameFormat.MaxPayload, 0xFF ^ FrameFormat.MaxPayload];
        for (int turn = 0; turn < 1000; turn++)
        {
            Feed(Enumerable.Repeat(head, 1 + (reader.Free / 3)).SelectMany(bytes => bytes).Take(reader.Free).ToArray());
            Assert.Equal(0, reader.Free);
            Assert.False(reader.TryRead(ref budget));
            Assert.True(reader.Free >= FrameFormat.MaxFrame);
        }
    }

    [Fact]
    public void Clear_forgets_what_waits()
    {
        Feed(Frame(1)[..5]);
        reader.Clear();
        Assert.False(reader.IsWaiting);
        Feed(Frame(2));
        Assert.Equal([2L], ReadAll());
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => new FrameReader(new ChipCrc(), Capacity - 1));
    }

    private byte[] Frame(uint number)
    {
        byte[] bytes = new byte[FrameFormat.MaxFrame];
        return bytes[..frames.Put(number, bytes)];
    }

    private void Feed(byte[] bytes)
    {
        Assert.True(bytes.Length <= reader.Free);
        bytes.CopyTo(reader.Buffer, reader.WriteOffset);
        reader.Commit(bytes.Length);
    }

    private long[] ReadAll()
    {
        var found = new System.Collections.Generic.List<long>();
        int budget = int.MaxValue;
        while (reader.TryRead(ref budget))
        {
            found.Add(frames.NumberOf(reader));
        }

        return [.. found];
    }
}
