using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pen.Companion.Security;

namespace Pen.Companion.Api;

/// <summary>Another program that may ask.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">What the owner calls it; it stands in the records beside what it does.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Hash">SHA-256 of the token, which itself is kept nowhere.</param>
/// <param name="By">Who has made it.</param>
/// <param name="Created">When.</param>
/// <param name="LastUsed">When it was last used, to the hour; null when never.</param>
public sealed record ApiToken(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    string Hash,
    string By,
    DateTimeOffset Created,
    DateTimeOffset? LastUsed
);

/// <summary>
/// The tokens of other programs, in "tokens.json". A token has 256 random bits, so one round of SHA-256 keeps it: there is nothing to guess.
/// </summary>
public sealed class TokenBook
{
    /// <summary>Tokens at the most.</summary>
    public const int Most = 50;

    /// <summary>Characters of a name at the most.</summary>
    public const int LongestName = 60;

    /// <summary>How every token begins, for people and programs that look for secrets where none should be.</summary>
    public const string Prefix = "pen_";

    private const int TokenBytes = 32;
    private const int LongestToken = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly ILogger<TokenBook> log;
    private readonly Lock gate = new();
    private volatile ImmutableList<ApiToken> all = [];

    /// <summary>Reads them. A file that cannot be read lets no program in.</summary>
    public TokenBook(CompanionOptions options, TimeProvider clock, ILogger<TokenBook> log)
    {
        path = Path.Combine(options.Home, "tokens.json");
        (this.clock, this.log) = (clock, log);
        try
        {
            all = [.. (OwnFile.Read<List<ApiToken>>(path) ?? []).Where(t => t.Hash.Length == 64).Take(Most)];
        }
        catch (OwnFileException problem)
        {
            IsDamaged = true;
            log.LogError("The tokens cannot be read, no program is let in: {Problem}", problem.Message);
        }
    }

    /// <summary>Whether their file cannot be read: then none is taken, and none is made.</summary>
    public bool IsDamaged { get; }

    /// <summary>All.</summary>
    public IReadOnlyList<ApiToken> All => all;

    /// <summary>Makes one.</summary>
    /// <returns>The token, which is shown once; or a key of a text on why not.</returns>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public (string? Token, string? Refused) Add(string? name, IReadOnlyCollection<string> scopes, string by)
    {
        string clean = name?.Trim() ?? "";
        if (clean.Length is 0 or > LongestName || clean.Any(char.IsControl))
        {
            return (null, "tokens.bad-name");
        }

        if (scopes.Count == 0 || scopes.Any(s => !Scopes.All.Contains(s)))
        {
            return (null, "tokens.bad-scopes");
        }

        string token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        lock (gate)
        {
            string? refused =
                IsDamaged ? "tokens.damaged"
                : all.Count >= Most ? "tokens.too-many"
                : all.Any(t => string.Equals(t.Name, clean, StringComparison.OrdinalIgnoreCase)) ? "tokens.same-name"
                : null;
            if (refused is not null)
            {
                return (null, refused);
            }

            string[] allowed = [.. Scopes.All.Where(scopes.Contains)];
            string id = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant();
            Keep(all.Add(new ApiToken(id, clean, allowed, Hash(token), by, clock.GetUtcNow(), null)));
            return (token, null);
        }
    }

    /// <summary>Takes one away; it holds from the next request on.</summary>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public void Remove(string? id)
    {
        lock (gate)
        {
            Keep(all.RemoveAll(t => t.Id == id));
        }
    }

    /// <summary>The one that a request shows; null where it shows none that holds.</summary>
    /// <param name="authorization">The request's header of that name.</param>
    public ApiToken? Find(string authorization)
    {
        const string bearer = "Bearer ";
        if (!authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) || authorization.Length > LongestToken)
        {
            return null;
        }

        byte[] hash = Encoding.ASCII.GetBytes(Hash(authorization[bearer.Length..].Trim()));
        return all.FirstOrDefault(t => CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(t.Hash)));
    }

    /// <summary>Whether one still holds: a stream that was begun with it ends with it.</summary>
    public bool Holds(string id) => all.Any(t => t.Id == id);

    /// <summary>Notes that one was used; on disk once an hour.</summary>
    public void Use(ApiToken token)
    {
        if (token.LastUsed is { } last && clock.GetUtcNow() - last < Kept)
        {
            return;
        }

        lock (gate)
        {
            if (all.FirstOrDefault(t => t.Id == token.Id) is not { } now)
            {
                return;
            }

            ImmutableList<ApiToken> next = all.Replace(now, now with { LastUsed = clock.GetUtcNow() });
            try
            {
                Keep(next);
            }
            catch (OwnFileException problem)
            {
                all = next;
                log.LogWarning("When tokens were last used is not kept: {Problem}", problem.Message);
            }
        }
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private void Keep(ImmutableList<ApiToken> next)
    {
        OwnFile.Write(path, next);
        all = next;
    }
}
