using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;

namespace Pen.Companion.Service;

/// <summary>Logs that are brought from pens to this computer: one at a time for each pen, whether or not anybody looks on.</summary>
public sealed class LogPulls(Practice practice) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LogPull> pulls = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Lock starting = new();

    /// <summary>The one that goes on for a pen, or the last one since this program was started; null where there was none.</summary>
    public LogPull? Of(string serial) => pulls.GetValueOrDefault(serial);

    /// <summary>Begins; where one goes on already, that one is the answer.</summary>
    /// <param name="desk">The pen.</param>
    /// <param name="actor">Who does it; the practice's records keep it.</param>
    /// <exception cref="PenAwayException">There is no line to the pen.</exception>
    public LogPull Start(PenDesk desk, string actor)
    {
        PenClient pen = desk.Line();
        lock (starting)
        {
            if (pulls.TryGetValue(desk.Serial, out LogPull? there) && there.IsRunning)
            {
                return there;
            }

            var pull = new LogPull(practice, pen, actor);
            pulls[desk.Serial] = pull;
            pull.Start(ending.Token);
            return pull;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        foreach (LogPull pull in pulls.Values)
        {
            await pull.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ending.Dispose();
    }
}
