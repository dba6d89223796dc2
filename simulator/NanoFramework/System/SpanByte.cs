using System.Runtime.CompilerServices;

namespace System;

/// <summary>A stretch of a byte array: what nanoFramework has in the place of Span&lt;byte&gt;.</summary>
public readonly ref struct SpanByte
{
    private readonly byte[]? array;
    private readonly int start;
    private readonly int length;

    /// <summary>All of an array; null gives an empty span.</summary>
    public SpanByte(byte[]? array)
    {
        this.array = array;
        start = 0;
        length = array is null ? 0 : array.Length;
    }

    /// <summary>Some bytes of an array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all inside the array.</exception>
    public SpanByte(byte[]? array, int start, int length)
    {
        int size = array is null ? 0 : array.Length;
        if (start < 0 || length < 0 || start > size || length > size - start)
        {
            ThrowOutOfRange();
        }

        this.array = array;
        this.start = start;
        this.length = length;
    }

    /// <summary>A span of no bytes.</summary>
    public static SpanByte Empty => default;

    /// <summary>How many bytes.</summary>
    public int Length => length;

    /// <summary>True when there are no bytes.</summary>
    public bool IsEmpty => length == 0;

    /// <summary>One byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the span.</exception>
    public byte this[int index]
    {
        get
        {
            if ((uint)index >= (uint)length)
            {
                ThrowOutOfRange();
            }

            return array![start + index];
        }
        set
        {
            if ((uint)index >= (uint)length)
            {
                ThrowOutOfRange();
            }

            array![start + index] = value;
        }
    }

    /// <summary>The bytes from an index on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the span.</exception>
    public SpanByte Slice(int start)
    {
        if ((uint)start > (uint)length)
        {
            ThrowOutOfRange();
        }

        return new SpanByte(array, this.start + start, length - start);
    }

    /// <summary>Some of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all inside the span.</exception>
    public SpanByte Slice(int start, int length)
    {
        if ((uint)start > (uint)this.length || (uint)length > (uint)(this.length - start))
        {
            ThrowOutOfRange();
        }

        return new SpanByte(array, this.start + start, length);
    }

    /// <summary>Copies all bytes to the beginning of another span.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public void CopyTo(SpanByte destination)
    {
        if (destination.length < length)
        {
            throw new ArgumentException("The destination is shorter than the span.");
        }

        AsSpan().CopyTo(destination.AsSpan());
    }

    /// <summary>A new array with the bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>All of an array.</summary>
    public static implicit operator SpanByte(byte[]? array) => new(array);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> AsSpan() => new(array, start, length);

    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException();
}
