using System;

namespace Pen.Records.Tests.Treatments;

/// <summary>A clock that stands where it is set, in a practice one hour east of Greenwich.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override TimeZoneInfo LocalTimeZone { get; } =
        TimeZoneInfo.CreateCustomTimeZone("practice", TimeSpan.FromHours(1), "practice", "practice");

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
