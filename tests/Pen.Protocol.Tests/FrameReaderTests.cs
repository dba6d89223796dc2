using System;
using System.Linq;

namespace Pen.Protocol.Tests;

public class FrameReaderTests
{
    [Fact]
    public void TheChecksumHasItsCheckValue() =>
        Assert.Equal(0xCBF43926u, new PlainChecksum().Crc32("123456789"u8.ToArray(), 0, 9));

    [Fact]
    public void ThePlatformsChecksumIsTheSame()
    {
        byte[] bytes = Enumerable.Range(0, 200).Select(i => (byte)(i * 7)).ToArray();
        Assert.Equal(
            new PlainChecksum().Crc32(bytes, 3, 150),
            System.IO.Hashing.Crc32.HashToUInt32(new SpanByte(bytes, 3, 150))
        );
    }

    [Fact]
    public void ACleanFrameComesOutAsItWentIn()
    {
        var line = new Line();
        line.Deliver(line.Frame(0xABCD, [1, 2, 3]));
        Assert.Equal([0xABCD], line.Heard);
        Assert.Equal((byte)FrameKind.Request, line.Reader.Kind);
        Assert.Equal((byte)MessageId.Prepare, line.Reader.Message);
        Assert.Equal([1, 2, 3], line.Reader.Buffer.AsSpan(line.Reader.PayloadOffset, line.Reader.PayloadLength).ToArray());
        Assert.Equal(0, line.Reader.SkippedBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(FrameFormat.MaxPayload)]
    public void EveryLengthArrivesByteByByte(int length)
    {
        var line = new Line();
        line.Deliver(line.Frame(1, new byte[length]), slice: 1);
        Assert.Equal([1], line.Heard);
    }

    [Fact]
    public void AFalseHeadInTheNoiseCostsNoFrame()
    {
        var line = new Line();
        byte[] noise = [0x3F, 0xA5, 0x10, 0x77, 0xA5, 0x20, 0xDF, 0x00];
        line.Deliver([.. noise, .. line.Frame(1, new byte[60]), .. line.Frame(2, [])]);
        Assert.Equal([1, 2], line.Heard);
    }

    [Fact]
    public void AFalseHeadBeforeSilenceGivesWayToTheFrameBehindIt()
    {
        var line = new Line();
        line.Deliver([0xA5, 0xC8, 0x37, .. line.Frame(1, [9])]);
        Assert.Empty(line.Heard);
        line.FallSilent();
        Assert.Equal([1], line.Heard);
    }

    [Fact]
    public void ATornFrameGivesWayToTheNext()
    {
        var line = new Line();
        line.Deliver(line.Frame(1, new byte[50])[..30]);
        line.FallSilent();
        line.Deliver(line.Frame(2, []));
        Assert.Equal([2], line.Heard);
    }

    [Fact]
    public void EveryFlippedBitIsNoticed()
    {
        byte[] frame = new Line().Frame(7, [1, 2, 3, 4]);
        for (int bit = 0; bit < frame.Length * 8; bit++)
        {
            var line = new Line();
            byte[] damaged = [.. frame];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            line.Deliver(damaged);
            line.FallSilent();
            Assert.Empty(line.Heard);
        }
    }

    [Fact]
    public void ANoiseBudgetOnlyDelays()
    {
        var line = new Line();
        line.Deliver([.. new byte[900], .. line.Frame(1, [])], slice: 100, budgetPerCall: 16);
        Assert.Equal([1], line.Heard);
    }
}
