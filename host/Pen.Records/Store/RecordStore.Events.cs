using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text;
using System.Text.Json;
using Dapper;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>What happened in a session: plain where it is about the device, encrypted where it is about the client.</content>
public sealed partial class RecordStore
{
    private const byte Plain = 0;
    private const byte Personal = 1;
    private const int LongestBody = 64 * 1024;

    /// <summary>
    /// Adds what happened. <paramref name="sequence"/> is the number that it is to have, one more than the last: where another room was
    /// faster, nothing is written.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="sessionId">In which session.</param>
    /// <param name="sequence">Number of the event, from 1.</param>
    /// <param name="kind">What it is: 1 to 30 small letters and hyphens.</param>
    /// <param name="body">What there is to say of it; written as JSON.</param>
    /// <param name="personal">Answers, notes: encrypted, and gone when the client is erased.</param>
    /// <exception cref="StoreConflictException">There is an event with this number already.</exception>
    /// <exception cref="StoreException">The session is closed or not there, or the body is too long.</exception>
    /// <returns>The event as it stands in the records.</returns>
    public SessionEvent AddEvent(
        string actor,
        string sessionId,
        int sequence,
        string kind,
        object body,
        bool personal = false
    ) =>
        Write(
            (connection, transaction) =>
            {
                SessionRow session = Open(connection, transaction, sessionId);
                byte[] text = Serialized(kind, body);
                if (sequence != LastEvent(connection, transaction, sessionId) + 1)
                {
                    throw new StoreConflictException("This session");
                }

                long now = Append(connection, transaction, actor, session, sequence, kind, text, personal);
                return new SessionEvent(sequence, Time(now), kind, Encoding.UTF8.GetString(text));
            }
        );

    /// <summary>Adds a correction to a session that is over: what was written stays, and the correction stands behind it.</summary>
    /// <exception cref="StoreException">There is no such session.</exception>
    public void Correct(string actor, string sessionId, string text) =>
        Write(
            (connection, transaction) =>
            {
                SessionRow session = Find(connection, transaction, sessionId);
                const string kind = "correction";
                int sequence = LastEvent(connection, transaction, sessionId) + 1;
                Append(connection, transaction, actor, session, sequence, kind, Serialized(kind, new { text }), personal: true);
                return true;
            }
        );

    /// <summary>What happened in a session. Bodies that were personal are null when the client was erased.</summary>
    /// <exception cref="StoreException">A body was altered.</exception>
    public IReadOnlyList<SessionEvent> Events(string sessionId) =>
        Read<IReadOnlyList<SessionEvent>>(connection =>
        {
            SessionRow session = Find(connection, null, sessionId);
            StoreKey? own = FindKey(connection, null, session.ClientId);
            return
            [
                .. connection
                    .Query<EventRow>(
                        "SELECT seq, at_ms AS AtMs, kind, body FROM session_event WHERE session_id = @sessionId ORDER BY seq",
                        new { sessionId }
                    )
                    .Select(r => new SessionEvent(r.Seq, Time(r.AtMs), r.Kind, Text(own, sessionId, r))),
            ];
        });

    /// <summary>What an event says.</summary>
    /// <exception cref="StoreException">It is nothing of this kind: it was written by a newer program, or altered.</exception>
    internal static T ReadBody<T>(SessionEvent happened)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(happened.Body!, Json)!;
        }
        catch (JsonException problem)
        {
            throw new StoreException(
                $"Event {happened.Sequence} of a session, \"{happened.Kind}\", cannot be read.",
                "Update this program, or verify the records with \"pen records verify\".",
                problem
            );
        }
    }

    private static string? Text(StoreKey? own, string sessionId, EventRow row) =>
        row.Body is [Plain, ..] ? Encoding.UTF8.GetString(row.Body.AsSpan(1))
        : own is null ? null
        : Encoding.UTF8.GetString(
            Opened(own, row.Body[1..], EventContext(sessionId, row.Seq), $"Event {row.Seq} of a session")
        );

    private static string EventContext(string sessionId, int sequence) =>
        FormattableString.Invariant($"event {sequence} of session {sessionId}");

    /// <summary>Number of a session's last event; 0 without any.</summary>
    private static int LastEvent(DbConnection connection, DbTransaction transaction, string sessionId) =>
        connection.ExecuteScalar<int?>(
            "SELECT MAX(seq) FROM session_event WHERE session_id = @sessionId",
            new { sessionId },
            transaction
        ) ?? 0;

    private static byte[] Serialized(string kind, object body)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        return
            kind.Length is > 0 and <= 30 && kind.All(c => char.IsAsciiLetterLower(c) || c == '-') && text.Length <= LongestBody
            ? text
            : throw new StoreException(
                "This is not an event.",
                $"Name its kind in small letters, and keep it below {LongestBody / 1024} KB."
            );
    }

    private long Append(
        DbConnection connection,
        DbTransaction transaction,
        string actor,
        SessionRow session,
        int sequence,
        string kind,
        byte[] text,
        bool personal
    )
    {
        byte[] stored = personal
            ? [Personal, .. KeyOf(connection, transaction, session.ClientId).Seal(text, EventContext(session.Id, sequence))]
            : [Plain, .. text];
        long now = NowMs;
        connection.Execute(
            "INSERT INTO session_event (session_id, seq, at_ms, kind, body) VALUES (@Id, @sequence, @now, @kind, @stored)",
            new
            {
                session.Id,
                sequence,
                now,
                kind,
                stored,
            },
            transaction
        );
        Note(
            connection,
            transaction,
            actor,
            "session.event",
            "session:" + session.Id,
            new
            {
                sequence,
                kind,
                sha256 = AuditChain.Digest(stored),
            }
        );
        return now;
    }
}
