using System;

namespace Pen.Companion.Tests.Bench;

/// <summary>A clock that goes as fast as the others and shows another time.</summary>
public sealed class Backdated(TimeSpan by) : TimeProvider
{
    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + by;
}
