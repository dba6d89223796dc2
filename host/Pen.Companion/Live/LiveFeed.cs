using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Pens;

namespace Pen.Companion.Live;

/// <summary>Something for a page that watches: the name of the event, and JSON.</summary>
public readonly record struct LiveItem(string Event, string Json);

/// <summary>
/// Hands a pen's values to the pages that watch it. Each value is put into words once, however many watch; a page that does not keep up
/// loses the oldest ones, never the server's memory. Without anybody the pen sends none.
/// </summary>
public sealed class LiveFeed(PenDesk desk)
{
    /// <summary>Values a second: enough for a smooth trace, and a third of what the pen's line can carry.</summary>
    public const int RateHz = 20;

    /// <summary>A browser opens six connections to one server; two have to stay free, for STOP above all.</summary>
    public const int MostOfOneScreen = 4;

    private const int Backlog = 64;
    private readonly Lock gate = new();
    private readonly List<Watcher> watchers = [];
    private readonly SemaphoreSlim wanted = new(0, 1);
    private CancellationTokenSource? quiet;

    /// <summary>How many watch.</summary>
    public int Watchers
    {
        get
        {
            lock (gate)
            {
                return watchers.Count;
            }
        }
    }

    /// <summary>Whether a screen has a page open that watches.</summary>
    public bool IsWatchedBy(string screen)
    {
        lock (gate)
        {
            return watchers.Any(w => w.Screen == screen);
        }
    }

    /// <summary>Begins to watch; the first item is what is known now. Dispose it to end.</summary>
    public Watcher Watch(string screen)
    {
        var watcher = new Watcher(this, screen, Backlog);
        lock (gate)
        {
            watchers.Add(watcher);
            Watcher[] mine = [.. watchers.Where(w => w.Screen == screen)];
            if (mine.Length > MostOfOneScreen)
            {
                mine[0].End(new LiveItem("enough", "{}"));
                watchers.Remove(mine[0]);
            }

            if (wanted.CurrentCount == 0)
            {
                wanted.Release();
            }
        }

        watcher.Offer(new LiveItem("pen", PenJson.Of(desk)));
        return watcher;
    }

    /// <summary>Tells everybody what is known of the pen now.</summary>
    internal void Tell()
    {
        if (Watchers > 0)
        {
            Offer(new LiveItem("pen", PenJson.Of(desk)));
        }
    }

    /// <summary>Brings values from the pen while anybody watches.</summary>
    internal async Task RunAsync(PenClient pen, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (Watchers == 0)
            {
                await wanted.WaitAsync(ct).ConfigureAwait(false);
                continue;
            }

            using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
            lock (gate)
            {
                quiet = until;
            }

            try
            {
                await foreach (Telemetry value in pen.WatchTelemetryAsync(RateHz, until.Token).ConfigureAwait(false))
                {
                    Offer(new LiveItem("sample", SampleJson.Of(value)));
                }
            }
            catch (OperationCanceledException)
            {
                // The last one left, or all is over.
            }
            catch (PenException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), ct).ConfigureAwait(false);
            }
            finally
            {
                lock (gate)
                {
                    quiet = null;
                }
            }
        }
    }

    private void Offer(LiveItem item)
    {
        lock (gate)
        {
            foreach (Watcher watcher in watchers)
            {
                watcher.Offer(item);
            }
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
            if (watchers.Count == 0)
            {
                quiet?.Cancel();
            }
        }
    }

    /// <summary>One page that watches.</summary>
    public sealed class Watcher : IDisposable
    {
        private readonly LiveFeed feed;
        private readonly Channel<LiveItem> items;

        internal Watcher(LiveFeed feed, string screen, int backlog)
        {
            this.feed = feed;
            Screen = screen;
            items = Channel.CreateBounded<LiveItem>(
                new BoundedChannelOptions(backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
            );
        }

        /// <summary>Which browser it is in.</summary>
        public string Screen { get; }

        /// <summary>What there is to send.</summary>
        public IAsyncEnumerable<LiveItem> ReadAsync(CancellationToken ct) => items.Reader.ReadAllAsync(ct);

        /// <inheritdoc />
        public void Dispose()
        {
            feed.Remove(this);
            items.Writer.TryComplete();
        }

        internal void Offer(LiveItem item) => items.Writer.TryWrite(item);

        internal void End(LiveItem last)
        {
            items.Writer.TryWrite(last);
            items.Writer.TryComplete();
        }
    }
}
