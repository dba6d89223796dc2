using System;

namespace Pen.Simulator.Parts;

/// <summary>
/// The cable to the pen's UART2. Bytes from the host arrive one after the other at the baud rate; an overflow of the pen's
/// receive buffer flushes all of it, as the platform does. Bytes to the host wait in a ring; when nobody takes them the oldest go.
/// </summary>
public sealed class SerialLine
{
    private const int InSlots = 8192;
    private const int OutSlots = 65536;

    private readonly Noise noise;
    private readonly byte[] inBytes = new byte[InSlots];
    private readonly long[] inTimes = new long[InSlots];
    private readonly byte[] outBytes = new byte[OutSlots];
    private int inFirst;
    private int inCount;
    private int outFirst;
    private int outCount;
    private int bufferBytes = 256;
    private double byteMicros = 10_000_000.0 / 115200;

    /// <summary>Creates the line.</summary>
    public SerialLine(Noise noise) => this.noise = noise;

    /// <summary>Injected: chance of a flipped bit in each byte, both ways.</summary>
    public double BitErrorRate { get; set; }

    /// <summary>Injected: the cable is out; bytes vanish both ways.</summary>
    public bool Unplugged { get; set; }

    /// <summary>Speed of the host's side in bit/s; 0 where it is always the pen's. At different speeds bytes arrive as rubbish.</summary>
    public int HostBaud { get; set; }

    /// <summary>Speed of the pen's side in bit/s.</summary>
    public int PenBaud { get; private set; } = 115200;

    /// <summary>Times that the receive buffer overflowed.</summary>
    public int Overflows { get; private set; }

    /// <summary>When the last byte from the host arrives at the pen, in µs.</summary>
    public long LastArrivalMicros { get; private set; }

    /// <summary>When the last byte that was lost, damaged or noise arrived at the pen, or should have, in µs.</summary>
    public long DirtyMicros { get; private set; } = long.MinValue / 2;

    /// <summary>What the host has sent last is noise.</summary>
    public void MarkDirty() => DirtyMicros = LastArrivalMicros;

    /// <summary>The firmware opened its port.</summary>
    public void Open(int baud, int receiveBufferBytes)
    {
        byteMicros = 10_000_000.0 / baud;
        PenBaud = baud;
        bufferBytes = receiveBufferBytes;
        inCount = 0;
    }

    /// <summary>The host sends; what does not fit into the cable's queue (8 KB) is lost.</summary>
    public void HostWrite(ReadOnlySpan<byte> bytes, long nowMicros)
    {
        if (Unplugged)
        {
            DirtyMicros = Math.Max(nowMicros, LastArrivalMicros);
            return;
        }

        foreach (byte b in bytes)
        {
            if (inCount == InSlots)
            {
                MarkDirty();
                return;
            }

            LastArrivalMicros = Math.Max(nowMicros, LastArrivalMicros) + (long)byteMicros;
            int slot = (inFirst + inCount) & (InSlots - 1);
            inBytes[slot] = Damage(b);
            DirtyMicros = inBytes[slot] == b ? DirtyMicros : LastArrivalMicros;
            inTimes[slot] = LastArrivalMicros;
            inCount++;
        }
    }

    /// <summary>The host takes what the pen has sent.</summary>
    /// <returns>How many bytes.</returns>
    public int HostRead(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, outCount);
        for (int i = 0; i < count; i++)
        {
            buffer[i] = outBytes[(outFirst + i) & (OutSlots - 1)];
        }

        outFirst = (outFirst + count) & (OutSlots - 1);
        outCount -= count;
        return count;
    }

    /// <summary>Bytes that have arrived at the pen.</summary>
    public int Available(long nowMicros)
    {
        if (inCount == 0)
        {
            return 0;
        }

        int arrived = 0;
        while (arrived < inCount && inTimes[(inFirst + arrived) & (InSlots - 1)] <= nowMicros)
        {
            arrived++;
        }

        if (arrived > bufferBytes)
        {
            inFirst = (inFirst + arrived) & (InSlots - 1);
            inCount -= arrived;
            Overflows++;
            DirtyMicros = Math.Max(DirtyMicros, nowMicros);
            return 0;
        }

        return arrived;
    }

    /// <summary>The pen takes arrived bytes.</summary>
    public int Read(byte[] buffer, int offset, int count, long nowMicros)
    {
        count = Math.Min(count, Available(nowMicros));
        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = inBytes[(inFirst + i) & (InSlots - 1)];
        }

        inFirst = (inFirst + count) & (InSlots - 1);
        inCount -= count;
        return count;
    }

    /// <summary>The pen sends.</summary>
    public void Write(byte[] buffer, int offset, int count)
    {
        if (Unplugged)
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            if (outCount == OutSlots)
            {
                outFirst = (outFirst + 1) & (OutSlots - 1);
                outCount--;
            }

            outBytes[(outFirst + outCount) & (OutSlots - 1)] = Damage(buffer[offset + i]);
            outCount++;
        }
    }

    private byte Damage(byte b) =>
        HostBaud != 0 && HostBaud != PenBaud ? (byte)noise.Bits()
        : BitErrorRate > 0 && noise.Uniform() < BitErrorRate ? (byte)(b ^ (1 << (int)(noise.Bits() & 7)))
        : b;
}
