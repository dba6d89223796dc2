using System;
using System.Net;
using System.Threading.Tasks;

namespace Pen.Companion.People;

/// <summary>What came of a try to sign in.</summary>
/// <param name="Account">Who it is; null where it did not succeed.</param>
/// <param name="Until">Until when no further try is taken; null where one is.</param>
public sealed record SignInAnswer(Account? Account, DateTimeOffset? Until);

/// <summary>
/// Takes names and secrets. A wrong one costs time, five in a quarter of an hour lock for a quarter of an hour, and nothing in the answer or in
/// how long it takes tells whether the name exists.
/// </summary>
public sealed class SignInDesk(AccountBook book, Secrets secrets, Tries tries, TimeProvider clock)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    /// <summary>Tries.</summary>
    /// <param name="name">As it was typed.</param>
    /// <param name="secret">As it was typed.</param>
    /// <param name="from">Address that it comes from.</param>
    public async Task<SignInAnswer> TryAsync(string? name, string? secret, IPAddress? from)
    {
        Account? account = book.Named(name);
        string who = Tries.Key(account, name ?? "");
        string address = Tries.Key(from);
        if (tries.LockedUntil(who, address) is { } until)
        {
            return new SignInAnswer(null, until);
        }

        int lately = tries.Count(who, address);
        await DelayAsync(lately - 1).ConfigureAwait(false);
        bool right = await secrets.IsRightAsync(account?.Hash, secret).ConfigureAwait(false);
        if (right && book.Find(account!.Id) is { Disabled: false, Barred: false } now && now.Hash == account.Hash)
        {
            tries.Forget(who);
            return new SignInAnswer(now, null);
        }

        if (account is { Kind: SecretKind.Pin, Barred: false } && tries.Today(who) >= Tries.AllowedADay)
        {
            book.Bar(account.Id);
        }

        return new SignInAnswer(null, tries.LockedUntil(who, address));
    }

    private Task DelayAsync(int failedBefore)
    {
        if (failedBefore < 1)
        {
            return Task.CompletedTask;
        }

        double ms = FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(failedBefore - 1, 10));
        return Task.Delay(TimeSpan.FromMilliseconds(Math.Min(ms, LongestDelay.TotalMilliseconds)), clock);
    }
}
