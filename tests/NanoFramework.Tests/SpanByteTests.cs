using System;

namespace NanoFramework.Tests;

public class SpanByteTests
{
    [Fact]
    public void ASpanSeesItsStretchOfTheArray()
    {
        byte[] bytes = [0, 1, 2, 3, 4, 5];
        var span = new SpanByte(bytes, 1, 4);
        span[3] = 40;
        Assert.Equal(40, bytes[4]);
        Assert.Equal(4, span.Length);
        Assert.Equal([2, 3, 40], span.Slice(1).ToArray());
        Assert.Equal([3], span.Slice(2, 1).ToArray());
    }

    [Fact]
    public void AnEmptySpanComesFromNullToo()
    {
        Assert.True(SpanByte.Empty.IsEmpty);
        Assert.True(new SpanByte(null).IsEmpty);
        Assert.True(new SpanByte(null, 0, 0).IsEmpty);
        SpanByte implicitly = new byte[3];
        Assert.Equal(3, implicitly.Length);
    }

    [Fact]
    public void CopyToCopiesTheStretchOnly()
    {
        byte[] target = new byte[4];
        new SpanByte([1, 2, 3, 4, 5], 2, 2).CopyTo(new SpanByte(target, 1, 3));
        Assert.Equal([0, 3, 4, 0], target);
        Assert.Throws<ArgumentException>(() => new SpanByte(new byte[3]).CopyTo(new SpanByte(new byte[2])));
    }

    [Fact]
    public void BoundsAreKept()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[4], 2, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[4], -1, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(null, 0, 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[4])[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[4]).Slice(5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(new byte[4]).Slice(2, 3).Length);
    }
}
