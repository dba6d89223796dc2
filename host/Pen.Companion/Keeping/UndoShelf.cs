using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Pen.Records.Store.Model;

namespace Pen.Companion.Keeping;

/// <summary>What a client's name was before somebody at a screen changed it.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="Before">What stood there.</param>
/// <param name="Revision">Revision of the client after the change: only while it is that one, the change can be taken back.</param>
public sealed record NameChange(string ClientId, Identity Before, long Revision);

/// <summary>
/// Keeps, for a few minutes and in memory alone, what a name was before it was changed, so that the change can be taken back from the same
/// screen. It is nowhere on disk, and gone with the client.
/// </summary>
public sealed class UndoShelf(TimeProvider clock)
{
    /// <summary>For how long a change can be taken back.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const int Most = 100;
    private readonly Lock one = new();
    private readonly List<Kept> kept = [];

    /// <summary>Keeps what was there before a change.</summary>
    public void Keep(string screen, NameChange change)
    {
        lock (one)
        {
            Sweep();
            kept.RemoveAll(k => k.Change.ClientId == change.ClientId);
            if (kept.Count == Most)
            {
                kept.RemoveAt(0);
            }

            kept.Add(new Kept(screen, change, clock.GetUtcNow()));
        }
    }

    /// <summary>The change to tell of, the first time that is asked; null afterwards, and where there is none.</summary>
    public NameChange? TakeNews(string screen, string clientId)
    {
        lock (one)
        {
            Sweep();
            if (Find(screen, clientId) is not { Told: false } news)
            {
                return null;
            }

            news.Told = true;
            return news.Change;
        }
    }

    /// <summary>What to put back; it is gone from here afterwards.</summary>
    public NameChange? Take(string screen, string clientId)
    {
        lock (one)
        {
            Sweep();
            Kept? found = Find(screen, clientId);
            kept.RemoveAll(k => k == found);
            return found?.Change;
        }
    }

    /// <summary>The client is forgotten, here too.</summary>
    public void Forget(string clientId)
    {
        lock (one)
        {
            kept.RemoveAll(k => k.Change.ClientId == clientId);
        }
    }

    private Kept? Find(string screen, string clientId) =>
        kept.FirstOrDefault(k => k.Screen == screen && k.Change.ClientId == clientId);

    private void Sweep() => kept.RemoveAll(k => clock.GetUtcNow() - k.At > Lasts);

    private sealed class Kept(string screen, NameChange change, DateTimeOffset at)
    {
        public string Screen => screen;

        public NameChange Change => change;

        public DateTimeOffset At => at;

        public bool Told { get; set; }
    }
}
