using System;

namespace Pen.Records.Store.Model;

/// <summary>A photo of a client, without the picture.</summary>
/// <param name="Id">Id.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="SessionId">Of which session; null for none.</param>
/// <param name="Area">Id of the area that it shows; null where nobody says.</param>
/// <param name="Taken">When it was taken; null where nobody says.</param>
/// <param name="Added">When it was added.</param>
/// <param name="MediaType">image/jpeg or image/png.</param>
/// <param name="Bytes">Size of the picture, bytes; 0 when the client was forgotten.</param>
public sealed record PhotoInfo(
    string Id,
    string ClientId,
    string? SessionId,
    string? Area,
    DateTimeOffset? Taken,
    DateTimeOffset Added,
    string MediaType,
    int Bytes
);
