using System;

namespace Pen.Companion.Pens;

/// <summary>Another screen commands the pen.</summary>
public sealed class SeatTakenException(string by) : Exception($"{by} commands this pen from another screen.")
{
    /// <summary>Who.</summary>
    public string By { get; } = by;
}
