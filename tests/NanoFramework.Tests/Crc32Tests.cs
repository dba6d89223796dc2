using System;
using System.IO.Hashing;
using System.Text;

namespace NanoFramework.Tests;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("a", 0xE8B7BE43u)]
    [InlineData("abc", 0x352441C2u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void KnownAnswers(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(expected, Crc32.HashToUInt32(bytes));
        var crc = new Crc32();
        crc.Append(bytes);
        Assert.Equal(expected, crc.GetCurrentHashAsUInt32());
    }

    [Fact]
    public void EveryLengthAndOffsetAgreesWithBitByBit()
    {
        byte[] bytes = new byte[80];
        new Random(1).NextBytes(bytes);
        for (int start = 0; start < 8; start++)
        {
            for (int length = 0; length <= 72; length++)
            {
                uint expected = BitByBit(bytes.AsSpan(start, length));
                Assert.Equal(expected, Crc32.HashToUInt32(new SpanByte(bytes, start, length)));
            }
        }
    }

    [Fact]
    public void PiecesGiveTheSameAsTheWhole()
    {
        byte[] bytes = Encoding.ASCII.GetBytes("123456789");
        var crc = new Crc32();
        crc.Append(new SpanByte(bytes, 0, 4));
        crc.Append(bytes[4]);
        crc.Append(new SpanByte(bytes, 5, 4));
        Assert.Equal(0xCBF43926, crc.GetCurrentHashAsUInt32());
        crc.Reset();
        Assert.Equal(0u, crc.GetCurrentHashAsUInt32());
    }

    [Fact]
    public void AppendingNothingForgetsEverythingBefore()
    {
        var crc = new Crc32();
        crc.Append([1, 2, 3]);
        crc.Append(SpanByte.Empty);
        Assert.Equal(0u, crc.GetCurrentHashAsUInt32());
    }

    [Fact]
    public void MoreThan32767BytesAtOnceAreRefused()
    {
        Assert.NotEqual(0u, Crc32.HashToUInt32(new byte[32767]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Crc32.HashToUInt32(new byte[32768]));
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool feedback = ((crc ^ (uint)(value >> bit)) & 1) != 0;
                crc = feedback ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
