using System;
using System.Linq;
using Pen.Companion.People;

namespace Pen.Companion.Security;

/// <summary>Whether it may listen where it is told to: to other computers only with https, and only when somebody has to sign in.</summary>
public static class ListenCheck
{
    /// <summary>What stands against it, one sentence on what and one on what to do; null where nothing does.</summary>
    public static string? Refusal(CompanionOptions options, AccountBook book)
    {
        if (options.Listen.FirstOrDefault(u => !OurNames.IsLoopback(u)) is not { } open)
        {
            return null;
        }

        if (options.Listen.Any(u => !OurNames.IsLoopback(u) && u.Scheme != Uri.UriSchemeHttps))
        {
            Uri plain = options.Listen.First(u => !OurNames.IsLoopback(u) && u.Scheme != Uri.UriSchemeHttps);
            return $"The companion does not listen at {Shown(plain)}: other computers could reach it there, and what is sent could be read and changed on the way. "
                + $"Use https instead: --listen https://{OurNames.InAddress(plain.DnsSafeHost)}:{plain.Port}";
        }

        if (book.State == BookState.Damaged)
        {
            return $"The companion does not listen at {Shown(open)}: the accounts in {book.Place} cannot be read. "
                + "Put a copy of that file back, or start without --listen.";
        }

        return book.HasOwner
            ? null
            : $"The companion does not listen at {Shown(open)}: there are no accounts, so everybody in the network could use it. "
                + "Start it without --listen, make an account of an owner on the page of people, then start it again.";
    }

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
