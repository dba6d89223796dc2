using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Keeping;

/// <summary>A client as a list shows them.</summary>
/// <param name="Client">Who, under a pseudonym.</param>
/// <param name="Name">The name; null where none is kept, or none was looked at.</param>
/// <param name="Last">The last session; null before any.</param>
/// <param name="Open">The session that is open; null where none is.</param>
public sealed record ClientLine(ClientRecord Client, string? Name, Session? Last, Session? Open);

/// <summary>What a search has found.</summary>
/// <param name="Lines">Those who are shown.</param>
/// <param name="More">Whether there are more who fit.</param>
/// <param name="NamesBounded">Whether names of clients who were seen longer ago were not looked at.</param>
public sealed record ClientsFound(IReadOnlyList<ClientLine> Lines, bool More, bool NamesBounded);

/// <summary>
/// Finds clients by a part of their pseudonym or their name. Names are encrypted, each with a key of its own, so that no database can search
/// them: they are opened one by one, of those who were seen last, and forgotten again.
/// </summary>
public static class ClientSearch
{
    /// <summary>Clients on a list at the most.</summary>
    public const int MostShown = 50;

    /// <summary>Names that are opened for a search at the most.</summary>
    public const int MostNames = 300;

    /// <summary>Pseudonyms that are looked at for a search at the most.</summary>
    public const int MostPseudonyms = 10_000;

    /// <summary>Signs of a search at the most; what is longer finds nothing.</summary>
    public const int LongestText = 100;

    /// <summary>The clients who fit, those who were seen last first.</summary>
    /// <param name="store">The records.</param>
    /// <param name="text">A part of a pseudonym or a name; everybody fits nothing at all.</param>
    /// <param name="withNames">Whether names may be read.</param>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public static ClientsFound Find(RecordStore store, string? text, bool withNames)
    {
        string wanted = text?.Trim() ?? "";
        var open = store.OpenSessions().GroupBy(s => s.ClientId).ToDictionary(g => g.Key, g => g.Last());
        if (wanted.Length > LongestText)
        {
            return new ClientsFound([], false, false);
        }

        if (wanted.Length == 0)
        {
            IReadOnlyList<ClientRecord> recent = store.RecentClients(MostShown + 1);
            ClientLine[] all =
            [
                .. recent.Take(MostShown).Select(c => Line(store, c, withNames ? NameOf(store, c) : null, open)),
            ];
            return new ClientsFound(all, recent.Count > MostShown, false);
        }

        var found = new List<ClientLine>();
        int names = 0;
        bool bounded = false;
        foreach (ClientRecord client in store.RecentClients(MostPseudonyms))
        {
            bool fits = Fits(client.Pseudonym, wanted);
            bool look = withNames && client.HasIdentity && (fits || names < MostNames);
            bounded |= withNames && client.HasIdentity && !look;
            string? name = look ? NameOf(store, client) : null;
            names += look ? 1 : 0;
            if (!fits && (name is null || !Fits(name, wanted)))
            {
                continue;
            }

            if (found.Count == MostShown)
            {
                return new ClientsFound(found, true, bounded);
            }

            found.Add(Line(store, client, name, open));
        }

        return new ClientsFound(found, false, bounded);
    }

    private static bool Fits(string text, string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name that was altered keeps nobody from finding the others; the client's own page says what is wrong.</summary>
    private static string? NameOf(RecordStore store, ClientRecord client)
    {
        try
        {
            return client.HasIdentity ? store.ReadIdentity(client.Id)?.Name : null;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static ClientLine Line(RecordStore store, ClientRecord client, string? name, Dictionary<string, Session> open) =>
        new(client, name, store.Sessions(client.Id).LastOrDefault(), open.GetValueOrDefault(client.Id));
}
