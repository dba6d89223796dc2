using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Pen.Client.Sessions;

/// <summary>Hands events to those who watch. A watcher that does not keep up loses the oldest, and is told how many.</summary>
internal sealed class EventHub
{
    private const int Backlog = 256;

    private readonly Lock gate = new();
    private readonly List<Watcher> watchers = [];
    private bool closed;
    private Exception? closeReason;

    /// <summary>Adds a watcher: it gets every event from now on.</summary>
    public Watcher Add()
    {
        var watcher = new Watcher(this);
        lock (gate)
        {
            if (closed)
            {
                watcher.Complete(closeReason);
            }
            else
            {
                watchers.Add(watcher);
            }
        }

        return watcher;
    }

    /// <summary>Hands out one event.</summary>
    public void Publish(PenEvent happened)
    {
        lock (gate)
        {
            foreach (Watcher watcher in watchers)
            {
                watcher.Offer(happened);
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
            watchers.ForEach(watcher => watcher.Complete(reason));
            watchers.Clear();
        }
    }

    /// <summary>One who watches.</summary>
    internal sealed class Watcher
    {
        private readonly EventHub hub;
        private readonly Channel<PenEvent> channel;
        private int dropped;

        internal Watcher(EventHub hub)
        {
            this.hub = hub;
            channel = Channel.CreateBounded<PenEvent>(
                new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                _ => Interlocked.Increment(ref dropped)
            );
        }

        /// <summary>Takes an event.</summary>
        public void Offer(PenEvent happened)
        {
            channel.Writer.TryWrite(happened);
        }

        /// <summary>Nothing more comes.</summary>
        public void Complete(Exception? reason)
        {
            channel.Writer.TryComplete(reason);
        }

        /// <summary>Everything in its order, until the hub closes or the reader stops.</summary>
        public async IAsyncEnumerable<PenEvent> ReadAsync([EnumeratorCancellation] CancellationToken ct)
        {
            try
            {
                await foreach (PenEvent happened in channel.Reader.ReadAllAsync(ct).ConfigureAwait(false))
                {
                    int missed = Interlocked.Exchange(ref dropped, 0);
                    yield return missed == 0 ? happened : happened with { LostBefore = happened.LostBefore + missed };
                }
            }
            finally
            {
                lock (hub.gate)
                {
                    hub.watchers.Remove(this);
                }
            }
        }
    }
}
