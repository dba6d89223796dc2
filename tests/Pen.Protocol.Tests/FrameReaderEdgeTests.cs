using System;
using System.Linq;

namespace Pen.Protocol.Tests;

/// <summary>The edges of <see cref="FrameReader"/>: its longest frame, its bounded buffer, its budget, and silence at the wrong moment.</summary>
public sealed class FrameReaderEdgeTests
{
    private const int Capacity = 2 * FrameFormat.MaxFrame;

    private readonly FrameReader reader = new(new PlainChecksum(), Capacity);
    private readonly NumberedFrames frames = new();

    [Fact]
    public void TheLongestFrameIsAFrameAndOneByteMoreIsNot()
    {
        var writer = new FrameWriter(new PlainChecksum());
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
    public void AFalseStartDoesNotSwallowTheFramesInsideIt()
    {
        byte[] inside = [.. Frame(1), .. Frame(2)];
        Feed([FrameFormat.Sync, (byte)inside.Length, (byte)~inside.Length, .. inside, .. new byte[FrameFormat.Overhead]]);
        Assert.Equal([1L, 2L], ReadAll());
        Assert.Equal(1, reader.BadChecksums);
    }

    [Fact]
    public void ALoneSyncByteBeforeAFrameOf90BytesLooksLikeAHeadAndHarmsNothing()
    {
        // A5 [A5 5A A5 ...]: read one byte early, the frame's own head is the head of one of 165 bytes.
        var writer = new FrameWriter(new PlainChecksum());
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
    public void SilenceCostsNothingWhenNothingWaits()
    {
        reader.Expire();
        Feed(Frame(1));
        Assert.Equal([1L], ReadAll());
        reader.Expire();
        Assert.Equal(0, reader.SkippedBytes);
    }

    [Fact]
    public void SilenceDoesNotEatAWholeFrameThatNobodyHasAskedForYet()
    {
        Feed([.. Frame(1), .. Frame(2)]);
        int budget = 1;
        Assert.True(reader.TryRead(ref budget));
        reader.Expire();
        Assert.Equal([2L], ReadAll());
    }

    [Fact]
    public void SilenceDoesNotEatAFrameThatTheBudgetLeftUnsearched()
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
    public void TheSearchStopsAtItsBudgetAndGoesOnFromThere(int perCall)
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
    public void ThereIsAlwaysRoomAgainAfterASearch()
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
    public void ClearForgetsWhatWaits()
    {
        Feed(Frame(1)[..5]);
        reader.Clear();
        Assert.False(reader.IsWaiting);
        Feed(Frame(2));
        Assert.Equal([2L], ReadAll());
    }

    [Fact]
    public void ABufferThatIsTooSmallIsAnError()
    {
        Assert.Throws<ArgumentException>(() => new FrameReader(new PlainChecksum(), Capacity - 1));
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
