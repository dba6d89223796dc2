using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pen.Companion.Security;

namespace Pen.Companion.People;

/// <summary>A try to sign in that has not succeeded.</summary>
/// <param name="Who">The account, or what stands for a name that nobody has.</param>
/// <param name="From">The address.</param>
/// <param name="AtMs">When, ms since 1970.</param>
public sealed record FailedTry(string Who, string From, long AtMs);

/// <summary>
/// Counts tries to sign in that have failed, by account and by address, over restarts too. A name that nobody has is counted as one that
/// somebody has, so that nothing tells them apart.
/// </summary>
public sealed class Tries
{
    /// <summary>So many failed tries within <see cref="Window"/> lock.</summary>
    public const int Allowed = 5;

    /// <summary>So many against one PIN within a day bar it until an owner gives a new one.</summary>
    public const int AllowedADay = 10;

    /// <summary>Within which time tries count, and for how long they lock.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Tries that are kept at the most; the oldest against names that nobody has go first.</summary>
    public const int MostKept = 2000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly ILogger<Tries> log;
    private readonly int most;
    private readonly Lock gate = new();
    private readonly List<FailedTry> failed = [];

    /// <summary>Reads what is known of before.</summary>
    public Tries(CompanionOptions options, TimeProvider clock, ILogger<Tries> log, int most = MostKept)
    {
        path = Path.Combine(options.Home, "tries.json");
        (this.clock, this.log, this.most) = (clock, log, most);
        try
        {
            failed.AddRange(OwnFile.Read<List<FailedTry>>(path)?.Take(most) ?? []);
        }
        catch (OwnFileException problem)
        {
            log.LogError("Earlier tries to sign in cannot be read, they are counted anew: {Problem}", problem.Message);
        }
    }

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What stands for an account, or for a name that nobody has.</summary>
    public static string Key(Account? account, string name) =>
        account is not null
            ? "account:" + account.Id
            : "name:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim().ToUpperInvariant())))[..24];

    /// <summary>What stands for an address. Of IPv6 a whole network, which one computer can have to itself.</summary>
    public static string Key(IPAddress? address) =>
        address is null ? "?"
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();

    /// <summary>Until when no further try is taken; null where one is.</summary>
    public DateTimeOffset? LockedUntil(string who, string from)
    {
        lock (gate)
        {
            return Max(Until(failed.Where(t => t.Who == who)), Until(failed.Where(t => t.From == from)));
        }
    }

    /// <summary>
    /// Counts a try before it is known whether it succeeds: many at once do not get more tries by that. <see cref="Forget"/> takes it back.
    /// </summary>
    /// <returns>How many there were lately, with this one.</returns>
    public int Count(string who, string from)
    {
        lock (gate)
        {
            long now = NowMs;
            failed.RemoveAll(t => now - t.AtMs > Day.TotalMilliseconds || t.AtMs > now);
            if (failed.Count >= most)
            {
                FailedTry oldest = failed.FirstOrDefault(t => t.Who.StartsWith("name:", StringComparison.Ordinal)) ?? failed[0];
                failed.Remove(oldest);
            }

            failed.Add(new FailedTry(who, from, now));
            Keep();
            return failed.Count(t => (t.Who == who || t.From == from) && now - t.AtMs <= Window.TotalMilliseconds);
        }
    }

    /// <summary>How many there were against an account within a day.</summary>
    public int Today(string who)
    {
        lock (gate)
        {
            return failed.Count(t => t.Who == who && NowMs - t.AtMs <= Day.TotalMilliseconds);
        }
    }

    /// <summary>Somebody has signed in, or an owner has given a new secret: this account's tries are done with. Those against others stay.</summary>
    public void Forget(string who)
    {
        lock (gate)
        {
            if (failed.RemoveAll(t => t.Who == who) > 0)
            {
                Keep();
            }
        }
    }

    private static DateTimeOffset? Max(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private DateTimeOffset? Until(IEnumerable<FailedTry> tries)
    {
        long[] last = [.. tries.Select(t => t.AtMs).OrderDescending().Take(Allowed)];
        if (last.Length < Allowed || last[0] - last[^1] > Window.TotalMilliseconds)
        {
            return null;
        }

        long until = last[0] + (long)Window.TotalMilliseconds;
        return until > NowMs ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
    }

    private void Keep()
    {
        try
        {
            OwnFile.Write(path, failed);
        }
        catch (OwnFileException problem)
        {
            log.LogError("Tries to sign in are counted, but not kept over a restart: {Problem}", problem.Message);
        }
    }
}
