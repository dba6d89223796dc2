using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Dapper;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Photos;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>Photos: optional, cleaned of what a camera writes beside them, encrypted by the client's own key, and gone with the client.</content>
public sealed partial class RecordStore
{
    private const string PhotoColumns =
        "id, client_id AS ClientId, session_id AS SessionId, area, taken_ms AS TakenMs, added_ms AS AddedMs, media_type AS MediaType";

    /// <summary>Keeps a photo. Only the picture is kept: place, time and camera that stand in the file are taken out before.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="clientId">Whose.</param>
    /// <param name="content">JPEG or PNG, at most 10 MB.</param>
    /// <param name="sessionId">Of which session of that client; null for none.</param>
    /// <param name="area">What it shows; null or Unspecified where nobody says.</param>
    /// <param name="taken">When it was taken; null where nobody says.</param>
    /// <exception cref="PhotoException">It is no photo that can be kept.</exception>
    /// <exception cref="StoreException">The client was erased or is not there, or the session is not that client's.</exception>
    public PhotoInfo AddPhoto(
        string actor,
        string clientId,
        ReadOnlySpan<byte> content,
        string? sessionId = null,
        TreatmentArea? area = null,
        DateTimeOffset? taken = null
    )
    {
        CleanPhoto photo = PhotoCleaner.Clean(content);
        return Write(
            (connection, transaction) =>
            {
                StoreKey own = KeyOf(connection, transaction, clientId);
                if (sessionId is not null && Find(connection, transaction, sessionId).ClientId != clientId)
                {
                    throw new StoreException("The session is another client's.", "Name one of this client's.");
                }

                string id = NewId();
                var row = new PhotoRow
                {
                    Id = id,
                    ClientId = clientId,
                    SessionId = sessionId,
                    Area = area is null or TreatmentArea.Unspecified ? null : AreaNames.Id(area.Value),
                    TakenMs = taken?.ToUnixTimeMilliseconds(),
                    AddedMs = NowMs,
                    MediaType = photo.MediaType,
                    Body = own.Seal(photo.Bytes, PhotoContext(id, clientId)),
                };
                connection.Execute(
                    "INSERT INTO photo (id, client_id, session_id, area, taken_ms, added_ms, media_type, body) "
                        + "VALUES (@Id, @ClientId, @SessionId, @Area, @TakenMs, @AddedMs, @MediaType, @Body)",
                    row,
                    transaction
                );
                Note(connection, transaction, actor, "photo.add", "photo:" + id, row.Told());
                row.Size = row.Body.Length;
                return row.ToPhoto();
            }
        );
    }

    /// <summary>A client's photos, the oldest first, without the pictures.</summary>
    public IReadOnlyList<PhotoInfo> Photos(string clientId) =>
        Read<IReadOnlyList<PhotoInfo>>(c =>
            [
                .. c.Query<PhotoRow>(
                        $"SELECT {PhotoColumns}, LENGTH(body) AS Size FROM photo WHERE client_id = @clientId ORDER BY added_ms, id",
                        new { clientId }
                    )
                    .Select(r => r.ToPhoto()),
            ]
        );

    /// <summary>A photo; null when there is none with this id.</summary>
    public PhotoInfo? FindPhoto(string photoId) =>
        Read(c =>
            c.QuerySingleOrDefault<PhotoRow>(
                    $"SELECT {PhotoColumns}, LENGTH(body) AS Size FROM photo WHERE id = @photoId",
                    new { photoId }
                )
                ?.ToPhoto()
        );

    /// <summary>The picture of a photo.</summary>
    /// <exception cref="StoreException">There is none, its client was erased, or it was altered.</exception>
    public byte[] ReadPhoto(string photoId) =>
        Read(connection =>
        {
            PhotoRow row =
                connection.QuerySingleOrDefault<PhotoRow>(
                    $"SELECT {PhotoColumns}, body FROM photo WHERE id = @photoId",
                    new { photoId }
                ) ?? throw new StoreException("There is no such photo.", "Look at the client's photos.");
            StoreKey own = KeyOf(connection, null, row.ClientId);
            return Opened(own, row.Body, PhotoContext(row.Id, row.ClientId), "A photo");
        });

    private static string PhotoContext(string id, string clientId) => $"photo {id} of client {clientId}";

    /// <summary>The key is gone, so nothing can be read any more; and what nobody can read need not fill the disk.</summary>
    private static void EmptyPhotos(DbConnection connection, DbTransaction transaction, string clientId) =>
        connection.Execute(
            "UPDATE photo SET body = @nothing WHERE client_id = @clientId",
            new { nothing = Array.Empty<byte>(), clientId },
            transaction
        );

    /// <summary>Photos are as they were added; those of clients who were forgotten are empty, and no others.</summary>
    private static void PhotosAsTold(DbConnection connection, Trail trail, List<string> problems)
    {
        IEnumerable<PhotoRow> rows = connection.Query<PhotoRow>($"SELECT {PhotoColumns}, body FROM photo", buffered: false);
        foreach (PhotoRow row in rows)
        {
            if (!trail.Told.Remove("photo:" + row.Id, out string? body))
            {
                problems.Add($"Photo {row.Id} is in no entry of the trail.");
                continue;
            }

            PhotoTold told = JsonSerializer.Deserialize<PhotoTold>(body, Json) ?? throw new JsonException();
            bool forgotten = trail.Forgotten.Contains("client:" + told.ClientId);
            bool same = row.Told() with { Sha256 = told.Sha256 } == told;
            if (forgotten && row.Body.Length > 0)
            {
                problems.Add($"Photo {row.Id} is still here, and its client was forgotten.");
            }
            else if (!same || (!forgotten && AuditChain.Digest(row.Body) != told.Sha256))
            {
                problems.Add($"Photo {row.Id} was altered.");
            }
        }

        problems.AddRange(
            trail
                .Told.Keys.Where(k => k.StartsWith("photo:", StringComparison.Ordinal))
                .Select(k => $"The {k.Replace(':', ' ')} is missing.")
        );
    }

    /// <summary>What the trail tells of a photo; the digest is of what is stored.</summary>
    private sealed record PhotoTold(
        string ClientId,
        string? SessionId,
        string? Area,
        long? TakenMs,
        long AddedMs,
        string MediaType,
        string Sha256
    );

    private sealed class PhotoRow
    {
        public string Id { get; set; } = "";

        public string ClientId { get; set; } = "";

        public string? SessionId { get; set; }

        public string? Area { get; set; }

        public long? TakenMs { get; set; }

        public long AddedMs { get; set; }

        public string MediaType { get; set; } = "";

        public byte[] Body { get; set; } = [];

        /// <summary>Bytes that are stored.</summary>
        public int Size { get; set; }

        public PhotoTold Told() => new(ClientId, SessionId, Area, TakenMs, AddedMs, MediaType, AuditChain.Digest(Body));

        public PhotoInfo ToPhoto() =>
            new(
                Id,
                ClientId,
                SessionId,
                Area,
                TakenMs is { } ms ? Time(ms) : null,
                Time(AddedMs),
                MediaType,
                Math.Max(0, Size - StoreKey.Overhead)
            );
    }
}
