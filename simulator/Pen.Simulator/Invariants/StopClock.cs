using System;
using System.Collections.Generic;

namespace Pen.Simulator.Invariants;

/// <summary>How fast one source's stops took the drive away.</summary>
/// <param name="Source">What asked.</param>
/// <param name="LimitMs">Longest allowed in ms, where firmware and gate are well.</param>
/// <param name="WorstMs">Longest in ms.</param>
/// <param name="Bins">How many took 0 to 10 ms, 10 to 20 ms, …; the last bin takes what is longer.</param>
public sealed record StopTally(string Source, double LimitMs, double WorstMs, IReadOnlyList<int> Bins)
{
    /// <summary>Width of a bin in ms.</summary>
    public const int BinMs = 10;
}

/// <summary>Times one source of stops: from asking to the gate closed, and to the motor standing. All times in µs.</summary>
internal sealed class StopClock(InvariantMonitor watch, string source, long cutWithinMicros, long standWithinMicros)
{
    private const int BinCount = 10;
    private const long BinMicros = StopTally.BinMs * 1000L;

    private readonly string drivenAlthough = $"driven although {source}";
    private readonly string turningAfter = $"turning longer than CTL-4 allows after {source}";
    private long askedMicros = -1;
    private bool cut;
    private long slackMicros;

    private readonly int[] bins = new int[BinCount];
    private long worstMicros;

    /// <summary>The stops that were timed while firmware and gate were well.</summary>
    public StopTally Tally => new(source, cutWithinMicros / 1000.0, worstMicros / 1000.0, bins);

    /// <summary>Somebody asks now for a stop of a motor whose gate is open.</summary>
    public void Ask(long nowMicros)
    {
        if (askedMicros < 0)
        {
            askedMicros = nowMicros;
            cut = false;
            slackMicros = 0;
        }
    }

    /// <summary>A source that lasts: it asks while it is there, and what goes away before the stop has asked for nothing.</summary>
    public void Level(bool isThere, bool open, long nowMicros)
    {
        if (isThere && open)
        {
            Ask(nowMicros);
        }
        else if (!isThere && !cut)
        {
            Forget();
        }
    }

    /// <summary>What was asked before does not count.</summary>
    public void Forget() => askedMicros = -1;

    /// <summary>Holds what is asked against the limits.</summary>
    /// <param name="open">The gate is open.</param>
    /// <param name="speedHz">True speed.</param>
    /// <param name="late">The firmware hung, or the gate does not obey it: the watchdog's time counts.</param>
    /// <param name="braked">The bridge can brake.</param>
    /// <param name="moreMicros">How much longer than usual the motor may turn.</param>
    /// <param name="nowMicros">Time.</param>
    public void Step(bool open, double speedHz, bool late, bool braked, long moreMicros, long nowMicros)
    {
        if (askedMicros < 0)
        {
            return;
        }

        long since = nowMicros - askedMicros;
        slackMicros = Math.Max(slackMicros, moreMicros);
        if (!cut && open)
        {
            watch.Check(since <= (late ? DriveRules.HardwareCutMicros : cutWithinMicros), drivenAlthough);
            return;
        }

        if (!cut)
        {
            cut = true;
            Count(late ? -1 : since);
        }

        if (open || speedHz < StandstillRules.StandstillHz || late || !braked)
        {
            Forget();
        }
        else
        {
            watch.Check(since <= standWithinMicros + slackMicros, turningAfter);
        }
    }

    private void Count(long micros)
    {
        if (micros >= 0)
        {
            worstMicros = Math.Max(worstMicros, micros);
            bins[Math.Min(micros / BinMicros, BinCount - 1)]++;
        }
    }
}
