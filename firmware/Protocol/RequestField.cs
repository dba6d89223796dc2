namespace Pen.Protocol;

/// <summary>The field that a refusal speaks of.</summary>
public enum RequestField : byte
{
    /// <summary>The request as a whole.</summary>
    None = 0,

    /// <summary>Depth in µm.</summary>
    Depth = 1,

    /// <summary>Speed in Hz.</summary>
    Speed = 2,

    /// <summary>Treatment area.</summary>
    Area = 3,

    /// <summary>Reason for going beyond a confirmable limit.</summary>
    Reason = 4,

    /// <summary>Telemetry rate in Hz.</summary>
    Rate = 5,

    /// <summary>Number of a setting.</summary>
    SettingId = 6,

    /// <summary>Value of a setting, in its own unit.</summary>
    SettingValue = 7,

    /// <summary>Time in seconds since 1970-01-01 UTC.</summary>
    Clock = 8,

    /// <summary>Sequence number of a log record.</summary>
    FirstRecord = 9,

    /// <summary>Number of log records.</summary>
    RecordCount = 10,

    /// <summary>The pen's state.</summary>
    State = 11,

    /// <summary>Length of the payload in bytes.</summary>
    Length = 12,

    /// <summary>Sequence number of the request.</summary>
    Sequence = 13,

    /// <summary>Cell voltage in mV.</summary>
    Battery = 14,

    /// <summary>Cartridge; the value is a <see cref="CartridgeState"/>.</summary>
    Cartridge = 15,

    /// <summary>Temperature in tenths of a degree Celsius.</summary>
    Temperature = 16,

    /// <summary>Running time in ms.</summary>
    RunningTime = 17,

    /// <summary>Who writes a setting.</summary>
    Actor = 18,

    /// <summary>A fault; the value is its number.</summary>
    Fault = 19,

    /// <summary>Message id.</summary>
    Message = 20,

    /// <summary>Log space in records.</summary>
    LogSpace = 21,

    /// <summary>Day as the number yyyymmdd.</summary>
    Date = 22,

    /// <summary>Strokes.</summary>
    Strokes = 23,

    /// <summary>Speed of the line in bit/s.</summary>
    LineSpeed = 24,

    /// <summary>Profile of a cartridge; the value is the <see cref="CartridgeRefusal"/> that it would meet.</summary>
    Profile = 25,

    /// <summary>Serial number of the pen; the value is the first byte at fault, counted from 0.</summary>
    Serial = 26,
}
