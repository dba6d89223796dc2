using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Pen.Records.Store.Database;

/// <summary>The tables, one version after the other. A version that is out is never changed: what comes later is a further one.</summary>
internal static class Schema
{
    /// <summary>Version that this program writes.</summary>
    public static int Newest => Versions.Count;

    private static IReadOnlyList<string> Versions { get; } =
    [
        """
            CREATE TABLE audit (
              seq BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
              subject TEXT NOT NULL, body TEXT NOT NULL, hash {bytes} NOT NULL);
            CREATE INDEX audit_subject ON audit (subject, seq);
            CREATE TABLE client (
              id TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, created_ms BIGINT NOT NULL, seen_ms BIGINT NOT NULL,
              revision BIGINT NOT NULL, key {bytes}, identity {bytes}, erased_ms BIGINT);
            CREATE INDEX client_seen ON client (seen_ms DESC);
            CREATE TABLE course (
              id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client (id), indication TEXT NOT NULL,
              planned_sessions INTEGER NOT NULL, interval_weeks INTEGER NOT NULL, protocols TEXT NOT NULL, created_ms BIGINT NOT NULL);
            CREATE INDEX course_client ON course (client_id);
            CREATE TABLE session (
              id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course (id), client_id TEXT NOT NULL REFERENCES client (id),
              number INTEGER NOT NULL, state INTEGER NOT NULL, device TEXT NOT NULL, opened_ms BIGINT NOT NULL, closed_ms BIGINT,
              UNIQUE (course_id, number));
            CREATE INDEX session_client ON session (client_id, opened_ms);
            CREATE INDEX session_state ON session (state, opened_ms);
            CREATE TABLE session_event (
              session_id TEXT NOT NULL REFERENCES session (id), seq INTEGER NOT NULL, at_ms BIGINT NOT NULL, kind TEXT NOT NULL,
              body {bytes} NOT NULL, PRIMARY KEY (session_id, seq));
            CREATE TABLE pen_record (
              serial TEXT NOT NULL, sequence BIGINT NOT NULL, bytes {bytes} NOT NULL, PRIMARY KEY (serial, sequence));
            CREATE TABLE pen_conflict (
              serial TEXT NOT NULL, sequence BIGINT NOT NULL, bytes {bytes} NOT NULL, found_ms BIGINT NOT NULL);
            """,
        """
            CREATE TABLE cartridge_use (
              session_id TEXT NOT NULL REFERENCES session (id), lot TEXT NOT NULL, serial TEXT NOT NULL, type INTEGER NOT NULL,
              verified INTEGER NOT NULL, PRIMARY KEY (session_id, serial));
            CREATE INDEX cartridge_lot ON cartridge_use (lot);
            CREATE INDEX cartridge_serial ON cartridge_use (serial);
            """,
        """
            CREATE TABLE photo (
              id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client (id), session_id TEXT REFERENCES session (id), area TEXT,
              taken_ms BIGINT, added_ms BIGINT NOT NULL, media_type TEXT NOT NULL, body {bytes} NOT NULL);
            CREATE INDEX photo_client ON photo (client_id, added_ms);
            """,
    ];

    /// <summary>Version of what is there; 0 for an empty database.</summary>
    public static int Read(StoreDatabase database, DbConnection connection, DbTransaction? transaction = null)
    {
        if (!database.HasTable(connection, "store"))
        {
            return 0;
        }

        string? text = connection.QuerySingleOrDefault<string>(
            "SELECT value FROM store WHERE name = 'schema'",
            transaction: transaction
        );
        return text is null ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Brings what is there one version further.</summary>
    public static void Advance(StoreDatabase database, DbConnection connection, DbTransaction transaction, int from)
    {
        if (from == 0)
        {
            connection.Execute("CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL)", transaction: transaction);
        }

        connection.Execute(Versions[from].Replace("{bytes}", database.BytesType), transaction: transaction);
        connection.Execute("DELETE FROM store WHERE name = 'schema'", transaction: transaction);
        connection.Execute(
            "INSERT INTO store (name, value) VALUES ('schema', @version)",
            new { version = (from + 1).ToString(CultureInfo.InvariantCulture) },
            transaction
        );
    }
}
