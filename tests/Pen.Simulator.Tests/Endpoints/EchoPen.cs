using System;
using System.Collections.Generic;
using System.Threading;
using Pen.Simulator.Endpoints;

namespace Pen.Simulator.Tests.Endpoints;

/// <summary>Sends back in each tick what arrived before it. Fails when it is touched by more than one thread.</summary>
internal sealed class EchoPen : IPacedPen
{
    public const long TickMicros = 10_000;

    private readonly Queue<byte> received = new();
    private readonly Queue<byte> sent = new();
    private Thread? owner;
    private long ticks;

    public long Ticks => Interlocked.Read(ref ticks);

    public Thread? Owner => Volatile.Read(ref owner);

    /// <summary>Bytes that every tick sends of its own accord.</summary>
    public int ChatterBytes { get; init; }

    /// <summary>Called at the end of each tick with its number, 1 for the first.</summary>
    public Action<long>? OnTick { get; init; }

    public long NowMicros { get; private set; }

    public void RunTick()
    {
        CheckThread();
        NowMicros += TickMicros;
        while (received.TryDequeue(out byte value))
        {
            sent.Enqueue(value);
        }
        for (int i = 0; i < ChatterBytes; i++)
        {
            sent.Enqueue((byte)i);
        }
        long tick = Interlocked.Increment(ref ticks);
        OnTick?.Invoke(tick);
    }

    public void HostWrite(ReadOnlySpan<byte> bytes)
    {
        CheckThread();
        foreach (byte value in bytes)
        {
            received.Enqueue(value);
        }
    }

    public int HostRead(Span<byte> buffer)
    {
        CheckThread();
        int count = 0;
        while (count < buffer.Length && sent.TryDequeue(out byte value))
        {
            buffer[count++] = value;
        }
        return count;
    }

    private void CheckThread()
    {
        Thread first = Interlocked.CompareExchange(ref owner, Thread.CurrentThread, null) ?? Thread.CurrentThread;
        if (first != Thread.CurrentThread)
        {
            throw new InvalidOperationException("The pen was touched by a second thread.");
        }
    }
}
