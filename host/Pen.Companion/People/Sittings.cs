using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace Pen.Companion.People;

/// <summary>Somebody who has signed in at one screen.</summary>
public sealed class Sitting(string accountId, DateTimeOffset began)
{
    private readonly CancellationTokenSource over = new();
    private readonly Lock gate = new();
    private DateTimeOffset seen = began;
    private bool locked;

    /// <summary>Who.</summary>
    public string AccountId { get; } = accountId;

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; } = began;

    /// <summary>When a person was last there.</summary>
    public DateTimeOffset Seen
    {
        get
        {
            lock (gate)
            {
                return seen;
            }
        }
    }

    /// <summary>Ends with it: whoever watches something for it stops then.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Takes note of a request.</summary>
    /// <param name="now">Now.</param>
    /// <param name="idle">After so long without anybody it is locked.</param>
    /// <param name="isPerson">Whether a person has made the request, and not a page by itself.</param>
    /// <param name="isAtWork">Whether a pen is armed from this screen: the hand that holds it is a person who is there.</param>
    /// <returns>Whether it is locked.</returns>
    public bool Look(DateTimeOffset now, TimeSpan idle, bool isPerson, bool isAtWork)
    {
        lock (gate)
        {
            // First whether it has been locked meanwhile: the request that finds that out does not open it again.
            locked |= !isAtWork && now - seen >= idle;
            if (!locked && (isPerson || isAtWork))
            {
                seen = now;
            }

            return locked;
        }
    }

    /// <summary>Locks it.</summary>
    public void Lock()
    {
        lock (gate)
        {
            locked = true;
        }
    }

    /// <summary>Its person is there again, and has shown it.</summary>
    public void Unlock(DateTimeOffset now)
    {
        lock (gate)
        {
            (locked, seen) = (false, now);
        }
    }

    internal void End() => over.Cancel();
}

/// <summary>
/// Who has signed in where. It is kept here and not in the browser, so that signing out, a new role or a closed account holds at once; after
/// a restart everybody signs in anew.
/// </summary>
public sealed class Sittings(TimeProvider clock)
{
    /// <summary>After so long without a person a sitting is over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const int Most = 500;
    private const int MostOfOne = 20;
    private const int TokenBytes = 32;
    private readonly ConcurrentDictionary<string, Sitting> all = new();

    /// <summary>Begins one.</summary>
    /// <returns>What its browser shows with every request.</returns>
    public string Begin(string accountId)
    {
        MakeRoom(accountId);
        string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));
        all[Hash(token)] = new Sitting(accountId, clock.GetUtcNow());
        return token;
    }

    /// <summary>The one with a token; null where there is none any more.</summary>
    public Sitting? Find(string? token)
    {
        if (token is not { Length: TokenBytes * 2 } || !all.TryGetValue(Hash(token), out Sitting? sitting))
        {
            return null;
        }

        if (clock.GetUtcNow() - sitting.Seen <= Longest)
        {
            return sitting;
        }

        End(token);
        return null;
    }

    /// <summary>Ends one.</summary>
    public void End(string? token)
    {
        if (token is not null && all.TryRemove(Hash(token), out Sitting? sitting))
        {
            sitting.End();
        }
    }

    /// <summary>Ends all of a person, but the one that is given.</summary>
    public void EndAll(string accountId, Sitting? but = null)
    {
        foreach ((string key, Sitting sitting) in all)
        {
            if (sitting.AccountId == accountId && sitting != but && all.TryRemove(key, out _))
            {
                sitting.End();
            }
        }
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>The oldest make room for a new one.</summary>
    private void MakeRoom(string accountId)
    {
        var mine = all.Where(s => s.Value.AccountId == accountId).OrderBy(s => s.Value.Seen).ToArray();
        var gone = mine.Take(Math.Max(0, mine.Length - MostOfOne + 1))
            .Concat(all.OrderBy(s => s.Value.Seen).Take(Math.Max(0, all.Count - Most + 1)));
        foreach ((string key, Sitting sitting) in gone)
        {
            if (all.TryRemove(key, out _))
            {
                sitting.End();
            }
        }
    }
}
