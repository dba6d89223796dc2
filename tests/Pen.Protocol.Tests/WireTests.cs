using System;

namespace Pen.Protocol.Tests;

public sealed class WireTests
{
    private readonly byte[] buffer = new byte[8];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0x1234)]
    [InlineData(0x7FFF)]
    [InlineData(0x8000)]
    [InlineData(0xFFFF)]
    public void SixteenBitsComeBackAndStayInTheirPlace(int value)
    {
        Array.Fill(buffer, (byte)0xEE);
        Wire.Put16(buffer, 3, value);
        Assert.Equal(value, Wire.GetU16(buffer, 3));
        Assert.Equal((short)value, Wire.GetI16(buffer, 3));
        Assert.Equal([0xEE, 0xEE, 0xEE, (byte)value, (byte)(value >> 8), 0xEE, 0xEE, 0xEE], buffer);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0x12345678)]
    [InlineData(int.MaxValue)]
    public void ThirtyTwoBitsComeBackAndStayInTheirPlace(int value)
    {
        Wire.PutI32(buffer, 1, value);
        Assert.Equal(value, Wire.GetI32(buffer, 1));
        Assert.Equal((uint)value, Wire.GetU32(buffer, 1));
        Assert.Equal(BitConverter.GetBytes(value), buffer[1..5]);
        Wire.PutU32(buffer, 4, (uint)value);
        Assert.Equal((uint)value, Wire.GetU32(buffer, 4));
    }

    [Fact]
    public void ANegativeNumberOfSixteenBitsIsItsTwosComplement()
    {
        Wire.Put16(buffer, 0, -50);
        Assert.Equal(-50, Wire.GetI16(buffer, 0));
        Assert.Equal(0xCE, buffer[0]);
        Assert.Equal(0xFF, buffer[1]);
    }

    /// <summary>The bytes of the frame in the protocol's first transcript, held against an independent sum of its parts.</summary>
    [Fact]
    public void AFrameIsLaidOutAsDrawn()
    {
        var writer = new FrameWriter(new PlainChecksum());
        writer.Begin(FrameKind.Request, 0x0201, MessageId.Telemetry);
        writer.Buffer[FrameFormat.PayloadOffset] = 20;
        int length = writer.End(1);
        Assert.Equal([0xA5, 0x01, 0xFE, 0x01, 0x01, 0x02, 0x03, 0x14], writer.Buffer[..8]);
        Assert.Equal(12, length);
        Assert.Equal(new PlainChecksum().Crc32(writer.Buffer, 1, 7), Wire.GetU32(writer.Buffer, 8));
    }
}
