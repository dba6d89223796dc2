using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Pen.Client;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>Clients: a pseudonym always, a name only where somebody gives one, and the right to be forgotten.</content>
public sealed partial class RecordStore
{
    /// <summary>Characters of a pseudonym at the most.</summary>
    public const int LongestPseudonym = 40;

    private const int LongestText = 4000;

    private const string ClientColumns =
        "id, pseudonym, created_ms AS CreatedMs, revision, CASE WHEN identity IS NULL THEN 0 ELSE 1 END AS HasIdentity, erased_ms AS ErasedMs";

    /// <summary>Adds a client.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="pseudonym">What stands on lists; one is made up where none is given.</param>
    /// <exception cref="StoreException">There is a client with that pseudonym, or it is too long.</exception>
    public ClientRecord AddClient(string actor, string? pseudonym = null)
    {
        string name = pseudonym?.Trim() ?? "C-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(3));
        if (name.Length is 0 or > LongestPseudonym || name.Any(char.IsControl))
        {
            throw new StoreException("This is not a pseudonym.", $"Give 1 to {LongestPseudonym} characters.");
        }

        string id = NewId();
        StoreKey own = StoreKey.ForClient();
        return Write(
            (connection, transaction) =>
            {
                if (
                    connection.ExecuteScalar<long>(
                        "SELECT COUNT(*) FROM client WHERE pseudonym = @name",
                        new { name },
                        transaction
                    ) > 0
                )
                {
                    throw new StoreException($"There is a client {name} already.", "Choose another pseudonym.");
                }

                long now = NowMs;
                connection.Execute(
                    "INSERT INTO client (id, pseudonym, created_ms, seen_ms, revision, key) VALUES (@id, @name, @now, @now, 1, @wrapped)",
                    new
                    {
                        id,
                        name,
                        now,
                        wrapped = key.Wrap(own, KeyContext(id)),
                    },
                    transaction
                );
                Note(connection, transaction, actor, "client.add", "client:" + id, new { pseudonym = name });
                return new ClientRecord(id, name, Time(now), 1, false, null);
            }
        );
    }

    /// <summary>A client by id or pseudonym; null when there is none.</summary>
    public ClientRecord? FindClient(string idOrPseudonym) =>
        Read(c =>
            c.QuerySingleOrDefault<ClientRow>(
                    $"SELECT {ClientColumns} FROM client WHERE id = @who OR pseudonym = @who",
                    new { who = idOrPseudonym }
                )
                ?.ToClient()
        );

    /// <summary>The clients who were seen last.</summary>
    public IReadOnlyList<ClientRecord> RecentClients(int most) =>
        Read<IReadOnlyList<ClientRecord>>(c =>
            [
                .. c.Query<ClientRow>($"SELECT {ClientColumns} FROM client ORDER BY seen_ms DESC LIMIT @most", new { most })
                    .Select(r => r.ToClient()),
            ]
        );

    /// <summary>Keeps, or replaces, who a client is. The trail tells that, and not what.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="client">The client as it was read: a change by somebody else since is told and not overwritten.</param>
    /// <param name="identity">Who.</param>
    /// <exception cref="StoreConflictException">Somebody else has changed it meanwhile.</exception>
    /// <exception cref="StoreException">The client was erased, or the text is too long.</exception>
    public ClientRecord SetIdentity(string actor, ClientRecord client, Identity identity)
    {
        if (identity.Name.Trim().Length == 0 || identity.Name.Length + identity.Contact.Length > LongestText)
        {
            throw new StoreException(
                "This is not a name.",
                $"Give a name, and with the contact at most {LongestText} characters."
            );
        }

        return Write(
            (connection, transaction) =>
            {
                StoreKey own = KeyOf(connection, transaction, client.Id);
                byte[] plain = JsonSerializer.SerializeToUtf8Bytes(identity, Json);
                int changed = connection.Execute(
                    "UPDATE client SET identity = @secret, revision = revision + 1 WHERE id = @Id AND revision = @Revision",
                    new
                    {
                        secret = own.Seal(plain, IdentityContext(client.Id)),
                        client.Id,
                        client.Revision,
                    },
                    transaction
                );
                if (changed == 0)
                {
                    throw new StoreConflictException($"Client {client.Pseudonym}");
                }

                Note(
                    connection,
                    transaction,
                    actor,
                    "client.identity",
                    "client:" + client.Id,
                    new { revision = client.Revision + 1 }
                );
                return client with { Revision = client.Revision + 1, HasIdentity = true };
            }
        );
    }

    /// <summary>Who a client is; null where nobody has said, or it was erased.</summary>
    /// <exception cref="StoreException">It was altered, or encrypted by another key.</exception>
    public Identity? ReadIdentity(string clientId) =>
        Read(connection =>
        {
            byte[]? secret = connection.QuerySingleOrDefault<byte[]>(
                "SELECT identity FROM client WHERE id = @clientId",
                new { clientId }
            );
            if (secret is null)
            {
                return null;
            }

            StoreKey own = KeyOf(connection, null, clientId);
            return JsonSerializer.Deserialize<Identity>(
                Opened(own, secret, IdentityContext(clientId), "The name of a client"),
                Json
            );
        });

    /// <summary>
    /// Forgets everything personal of a client: name, answers, notes, photos. What the devices did stays, under the pseudonym. Copies that were made
    /// before still hold it.
    /// </summary>
    public void EraseClient(string actor, string clientId) =>
        Write(
            (connection, transaction) =>
            {
                long now = NowMs;
                int erased = connection.Execute(
                    "UPDATE client SET key = NULL, identity = NULL, erased_ms = @now, revision = revision + 1 WHERE id = @clientId AND erased_ms IS NULL",
                    new { now, clientId },
                    transaction
                );
                if (erased == 0)
                {
                    throw new StoreException(
                        "There is no such client, or it was erased before.",
                        "Look at the list of clients."
                    );
                }

                EmptyPhotos(connection, transaction, clientId);
                Note(connection, transaction, actor, "client.erase", "client:" + clientId, new { });
                return true;
            }
        );

    private static string KeyContext(string clientId) => "key of client " + clientId;

    private static string IdentityContext(string clientId) => "identity of client " + clientId;

    /// <summary>The key of a client's own.</summary>
    /// <exception cref="StoreException">There is none: the client was erased, or never was.</exception>
    private StoreKey KeyOf(DbConnection connection, DbTransaction? transaction, string clientId) =>
        FindKey(connection, transaction, clientId)
        ?? throw new StoreException(
            "There is no such client, or everything personal was erased.",
            "Look at the list of clients."
        );

    /// <summary>The key of a client's own; null when it is gone with the client.</summary>
    private StoreKey? FindKey(DbConnection connection, DbTransaction? transaction, string clientId)
    {
        byte[]? wrapped = connection.QuerySingleOrDefault<byte[]>(
            "SELECT key FROM client WHERE id = @clientId",
            new { clientId },
            transaction
        );
        try
        {
            return wrapped is null ? null : key.Unwrap(wrapped, KeyContext(clientId));
        }
        catch (CryptographicException problem)
        {
            throw Altered("The key of a client", problem);
        }
    }

    private static byte[] Opened(StoreKey own, byte[] secret, string context, Sentence what)
    {
        try
        {
            return own.Open(secret, context);
        }
        catch (CryptographicException problem)
        {
            throw Altered(what, problem);
        }
    }

    private static StoreException Altered(Sentence what, Exception problem) =>
        new($"{what} was altered, or belongs to another key.", "Verify the records with \"pen records verify\".", problem);

    private sealed class ClientRow
    {
        public string Id { get; set; } = "";

        public string Pseudonym { get; set; } = "";

        public long CreatedMs { get; set; }

        public long Revision { get; set; }

        public int HasIdentity { get; set; }

        public long? ErasedMs { get; set; }

        public ClientRecord ToClient() =>
            new(Id, Pseudonym, Time(CreatedMs), Revision, HasIdentity != 0, ErasedMs is { } ms ? Time(ms) : null);
    }
}
