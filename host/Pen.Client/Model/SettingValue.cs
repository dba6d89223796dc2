using System;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Who writes a setting; the pen's log keeps it.</summary>
public enum SettingActor
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>The practitioner.</summary>
    Practitioner = 1,

    /// <summary>The technician.</summary>
    Technician = 2,
}

/// <summary>A setting as it applies now. Its unit: <see cref="SettingTable.Unit"/>.</summary>
/// <param name="Id">Which.</param>
/// <param name="Value">Value.</param>
/// <param name="Min">Lowest value.</param>
/// <param name="Max">Highest value.</param>
/// <param name="Default">Value of a new pen.</param>
public sealed record SettingValue(SettingId Id, int Value, int Min, int Max, int Default)
{
    internal static SettingValue Parse(byte[] payload)
    {
        return new SettingValue(
            (SettingId)payload[SettingAnswer.Id],
            Wire.GetI32(payload, SettingAnswer.Value),
            Wire.GetI32(payload, SettingAnswer.Min),
            Wire.GetI32(payload, SettingAnswer.Max),
            Wire.GetI32(payload, SettingAnswer.Default)
        );
    }
}

/// <summary>The pen's clock.</summary>
/// <param name="Before">What it said before; null when it did not know the time.</param>
/// <param name="Now">What it says now.</param>
public sealed record ClockReading(DateTimeOffset? Before, DateTimeOffset Now)
{
    internal static ClockReading Parse(byte[] payload)
    {
        return new ClockReading(
            Payload.Utc(payload, ClockSetAnswer.OldUtcSeconds),
            DateTimeOffset.FromUnixTimeSeconds(Wire.GetU32(payload, ClockSetAnswer.UtcSeconds))
        );
    }
}
