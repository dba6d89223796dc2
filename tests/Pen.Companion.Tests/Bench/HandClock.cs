using System;

namespace Pen.Companion.Tests.Bench;

/// <summary>A clock that goes when it is told to; whoever waits by it waits for nothing.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public void Go(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;

    public override System.Threading.ITimer CreateTimer(
        System.Threading.TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
