namespace Pen.Protocol;

/// <summary>
/// A log record: 32 bytes, little-endian. Its CRC-32 is taken over the CRC of the record before it (4 bytes, 0 before the
/// first) followed by its own first 28 bytes, so that a missing, swapped or altered record shows:
/// <code>
///   0         4      6      7       8          12         16            28
/// +---------+------+------+-------+----------+----------+-------------+-----+
/// | sequence| boot | kind | flags | uptimeMs | utc      | data        | crc |
/// +---------+------+------+-------+----------+----------+-------------+-----+
///   crc(k) = CRC-32( crc(k-1) ++ bytes 0..27 of record k )
/// </code>
/// </summary>
public static class LogRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int Length = 32;

    /// <summary>Sequence number, from 1, without gaps.</summary>
    /// <wire type="u32" />
    public const int Sequence = 0;

    /// <summary>Count of starts since the memory was new, low 16 bits.</summary>
    /// <wire type="u16" />
    public const int BootCount = 4;

    /// <summary>What the record tells.</summary>
    /// <wire type="LogKind" />
    public const int Kind = 6;

    /// <summary>
    /// Bit 0: the time was set by a host in this boot; otherwise it is unknown and 0. Bit 1, in an odometer record: a part of the pen's
    /// life is missing from the totals.
    /// </summary>
    /// <wire type="u8" />
    public const int Flags = 7;

    /// <summary>Time since this boot.</summary>
    /// <wire type="u32" unit="ms" />
    public const int UptimeMs = 8;

    /// <summary>Time of day; 0 when unknown.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" />
    public const int UtcSeconds = 12;

    /// <summary>Twelve bytes whose meaning depends on the kind.</summary>
    /// <wire type="u8[12]" />
    public const int Data = 16;

    /// <summary>Bytes of data.</summary>
    public const int DataLength = 12;

    /// <summary>Chained CRC-32.</summary>
    /// <wire type="u32" />
    public const int Crc = 28;

    /// <summary>Bit of <see cref="Flags"/>: the time was set by a host.</summary>
    public const byte FlagClockSet = 1;

    /// <summary>Bit of <see cref="Flags"/> of an odometer record: a part of the pen's life is missing from the totals.</summary>
    public const byte FlagIncomplete = 2;
}
