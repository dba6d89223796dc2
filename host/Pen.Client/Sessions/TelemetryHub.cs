using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;

namespace Pen.Client.Sessions;

/// <summary>
/// Hands telemetry to those who watch. The pen sends at the highest rate that anybody wants; each watcher gets its own. A
/// watcher that does not keep up loses the oldest values, never memory.
/// </summary>
internal sealed class TelemetryHub
{
    private const int Backlog = 128;

    private readonly Lock gate = new();
    private readonly List<Watcher> watchers = [];
    private bool closed;
    private Exception? closeReason;

    /// <summary>The rate that the pen is to send at, in Hz; 0 when nobody watches.</summary>
    public int WantedRateHz
    {
        get
        {
            lock (gate)
            {
                return watchers.Count == 0 ? 0 : watchers.Max(watcher => watcher.RateHz);
            }
        }
    }

    /// <summary>Adds a watcher.</summary>
    public Watcher Add(int rateHz)
    {
        var watcher = new Watcher(rateHz, Backlog);
        lock (gate)
        {
            if (closed)
            {
                watcher.Channel.Writer.TryComplete(closeReason);
            }
            else
            {
                watchers.Add(watcher);
            }
        }

        return watcher;
    }

    /// <summary>Removes a watcher.</summary>
    public void Remove(Watcher watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
        }
    }

    /// <summary>Hands out one value.</summary>
    public void Publish(Telemetry telemetry)
    {
        lock (gate)
        {
            foreach (Watcher watcher in watchers)
            {
                watcher.Offer(telemetry);
            }
        }
    }

    /// <summary>Ends all watching.</summary>
    public void Close(Exception? reason)
    {
        lock (gate)
        {
            closed = true;
            closeReason = reason;
            watchers.ForEach(watcher => watcher.Channel.Writer.TryComplete(reason));
            watchers.Clear();
        }
    }

    /// <summary>One who watches.</summary>
    internal sealed class Watcher(int rateHz, int backlog)
    {
        private TimeSpan due = TimeSpan.MinValue;
        private TimeSpan last = TimeSpan.MinValue;
        private int lost;

        /// <summary>Rate in Hz.</summary>
        public int RateHz { get; } = rateHz;

        /// <summary>What waits to be read.</summary>
        public Channel<Telemetry> Channel { get; } =
            System.Threading.Channels.Channel.CreateBounded<Telemetry>(
                new BoundedChannelOptions(backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
            );

        /// <summary>Takes a value when this watcher's next one is due, by the pen's own clock.</summary>
        public void Offer(Telemetry telemetry)
        {
            var period = TimeSpan.FromSeconds(1.0 / RateHz);
            lost += telemetry.LostBefore;
            bool restarted = telemetry.Uptime < last;
            last = telemetry.Uptime;
            if (restarted || due == TimeSpan.MinValue)
            {
                due = telemetry.Uptime;
            }

            // Half a tick of the pen (10 ms) of tolerance: its frames come on ticks, not on our rhythm.
            if (telemetry.Uptime + TimeSpan.FromMilliseconds(5) < due)
            {
                return;
            }

            due = telemetry.Uptime - due > period ? telemetry.Uptime + period : due + period;
            Channel.Writer.TryWrite(telemetry with { LostBefore = lost });
            lost = 0;
        }
    }
}
