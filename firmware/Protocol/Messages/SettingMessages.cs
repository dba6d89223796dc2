namespace Pen.Protocol.Messages;

/// <summary>Asks for one setting.</summary>
public static class SettingReadRequest
{
    /// <summary>The setting.</summary>
    /// <wire type="SettingId" min="1" max="18" />
    public const int Id = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 1;
}

/// <summary>Writes one setting, in Standby or Fault. Answered when both the memory and the value read back agree.</summary>
public static class SettingWriteRequest
{
    /// <summary>The setting.</summary>
    /// <wire type="SettingId" min="1" max="18" />
    public const int Id = 0;

    /// <summary>Who writes: 0 unknown, 1 practitioner, 2 technician. Kept in the log.</summary>
    /// <wire type="u8" min="0" max="2" />
    public const int Actor = 1;

    /// <summary>The value.</summary>
    /// <wire type="i32" />
    public const int Value = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}

/// <summary>One setting as it applies now (answers SettingRead and SettingWrite).</summary>
public static class SettingAnswer
{
    /// <summary>The setting.</summary>
    /// <wire type="SettingId" />
    public const int Id = 0;

    /// <summary>Value.</summary>
    /// <wire type="i32" />
    public const int Value = 4;

    /// <summary>Lowest value.</summary>
    /// <wire type="i32" />
    public const int Min = 8;

    /// <summary>Highest value.</summary>
    /// <wire type="i32" />
    public const int Max = 12;

    /// <summary>Value of a new pen.</summary>
    /// <wire type="i32" />
    public const int Default = 16;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 20;
}

/// <summary>Tells the pen the time, between 2024-01-01 and 2100-01-01.</summary>
public static class ClockSetRequest
{
    /// <summary>Time.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" min="1704067200" max="4102444800" />
    public const int UtcSeconds = 0;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 4;

    /// <summary>Earliest time that is believed: 2024-01-01.</summary>
    public const uint EarliestUtcSeconds = 1704067200;

    /// <summary>Latest time that is believed: 2100-01-01.</summary>
    public const uint LatestUtcSeconds = 4102444800;
}

/// <summary>What the clock said before and says now.</summary>
public static class ClockSetAnswer
{
    /// <summary>Time before; 0 when unknown.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" />
    public const int OldUtcSeconds = 0;

    /// <summary>Time now.</summary>
    /// <wire type="u32" unit="s since 1970-01-01 UTC" />
    public const int UtcSeconds = 4;

    /// <summary>Payload length in bytes.</summary>
    public const int Length = 8;
}
