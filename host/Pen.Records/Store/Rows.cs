using System;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <summary>A session as it stands in its table.</summary>
internal sealed class SessionRow
{
    public string Id { get; set; } = "";

    public string CourseId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public int Number { get; set; }

    public int State { get; set; }

    public string Device { get; set; } = "";

    public long OpenedMs { get; set; }

    public long? ClosedMs { get; set; }

    public Session ToSession() =>
        new(
            Id,
            CourseId,
            ClientId,
            Number,
            (SessionState)State,
            Device,
            DateTimeOffset.FromUnixTimeMilliseconds(OpenedMs),
            ClosedMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null
        );
}

/// <summary>A course as it stands in its table.</summary>
internal sealed class CourseRow
{
    public string Id { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string Indication { get; set; } = "";

    public int PlannedSessions { get; set; }

    public int IntervalWeeks { get; set; }

    public string Protocols { get; set; } = "";

    public long CreatedMs { get; set; }

    public Course ToCourse() =>
        new(
            Id,
            ClientId,
            Indication,
            PlannedSessions,
            IntervalWeeks,
            Protocols,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedMs)
        );
}

/// <summary>An event as it stands in its table.</summary>
internal sealed class EventRow
{
    public string SessionId { get; set; } = "";

    public int Seq { get; set; }

    public long AtMs { get; set; }

    public string Kind { get; set; } = "";

    public byte[] Body { get; set; } = [];
}
