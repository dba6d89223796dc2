using System;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Pen.Records.Store.Database;

/// <summary>A clinic's server, for several rooms. One writes at a time, as with the file: the chain of what was done has one end.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    /// <summary>Any number that no other program of the clinic locks by.</summary>
    private const long WriteLock = 0x50454E5245434F52;

    private const int BusyMs = 10_000;

    /// <summary>Connections of one program at the most; more wait. A server has a hundred of them for all rooms.</summary>
    private const int MostConnections = 10;

    private const int IdleSeconds = 10;

    /// <summary>One set of connections for a server, however often its records are opened in this program.</summary>
    private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new();

    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.AbsolutePath.Length < 2)
        {
            throw new StoreException("This is not the address of a database.", "Write it as postgres://user@host:5432/name.");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        var words = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Timeout = 10,
            MaxPoolSize = MostConnections,
            ConnectionIdleLifetime = IdleSeconds,
            ConnectionPruningInterval = IdleSeconds,
        };
        Place = $"postgres://{words.Host}:{words.Port}/{words.Database}";
        source = Sources.GetOrAdd(words.ToString(), NpgsqlDataSource.Create);
    }

    /// <inheritdoc />
    public override string BytesType => "BYTEA";

    /// <inheritdoc />
    public override string Place { get; }

    /// <inheritdoc />
    public override DbConnection Open()
    {
        try
        {
            return source.OpenConnection();
        }
        catch (Exception problem) when (Explain(problem) is { } words)
        {
            throw words;
        }
    }

    /// <inheritdoc />
    public override DbTransaction BeginWrite(DbConnection connection)
    {
        DbTransaction transaction = connection.BeginTransaction();
        connection.Execute($"SET LOCAL lock_timeout = {BusyMs}", transaction: transaction);
        connection.Execute($"SELECT pg_advisory_xact_lock({WriteLock})", transaction: transaction);
        return transaction;
    }

    /// <inheritdoc />
    /// <remarks>By a query, not by to_regclass: that may remember that there was none while this session waited for another's table.</remarks>
    public override bool HasTable(DbConnection connection, string name) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = @name)",
            new { name }
        );

    /// <inheritdoc />
    public override void Backup(DbConnection connection, string target) =>
        throw new StoreException(
            "A clinic's server is backed up by its own means.",
            "Use pg_dump, or \"pen records export\" for a copy that anybody can read."
        );

    /// <inheritdoc />
    public override string Integrity(DbConnection connection) => "";

    /// <inheritdoc />
    public override StoreException? Explain(Exception problem) =>
        problem switch
        {
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } =>
                new StoreBusyException(problem),
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => new StoreException(
                $"{Place} has no room for another program; nothing was written.",
                "Close one, or let the server take more connections.",
                problem
            ),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreException(
                $"The disk of {Place} is full; nothing was written.",
                "Make room, then try again.",
                problem
            ),
            PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            } => new StoreException($"{Place} does not let this user in.", "Check user and password in the address.", problem),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new StoreException(
                $"There is no database at {Place}.",
                "Have it made first: createdb.",
                problem
            ),
            PostgresException => new StoreException(
                $"{Place} refused: {((PostgresException)problem).MessageText}",
                "Have it looked at.",
                problem
            ),
            NpgsqlException or SocketException => new StoreException(
                $"{Place} cannot be reached.",
                "Check the server and the network; nothing was written.",
                problem
            ),
            _ => null,
        };
}
