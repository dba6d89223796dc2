namespace Pen.Protocol;

/// <summary>The pen's settings. Each is a signed 32-bit number in the unit given; limits and defaults: <see cref="SettingTable"/>.</summary>
public enum SettingId : byte
{
    /// <summary>No setting.</summary>
    None = 0,

    /// <summary>How the trigger works: 0 dead-man (runs while held), 1 toggle (press to start, press to stop).</summary>
    TriggerMode = 1,

    /// <summary>Stored preset: depth in µm.</summary>
    PresetDepthMicrons = 2,

    /// <summary>Stored preset: speed in Hz.</summary>
    PresetSpeedHz = 3,

    /// <summary>When the host that armed the pen falls silent: 0 stop, 1 continue.</summary>
    CompanionLostPolicy = 4,

    /// <summary>Calibration: reading of the depth potentiometer at depth 0, in ADC counts.</summary>
    DepthZeroCounts = 5,

    /// <summary>Calibration: slope of the depth potentiometer in ADC counts per mm.</summary>
    DepthCountsPerMm = 6,

    /// <summary>Calibration: servo pulse at depth 0 in µs.</summary>
    ServoZeroMicroseconds = 7,

    /// <summary>Calibration: slope of the servo in µs per mm.</summary>
    ServoMicrosecondsPerMm = 8,

    /// <summary>Play of the depth drive in µm; every approach comes from further out than this.</summary>
    DepthBacklashMicrons = 9,

    /// <summary>Sounds: 0 off, 1 on.</summary>
    Buzzer = 10,

    /// <summary>Without a companion: 1 when a double press of the trigger arms with the stored preset, 0 when not.</summary>
    DoublePressArms = 11,

    /// <summary>Stored preset: area, a TreatmentArea.</summary>
    PresetArea = 12,

    /// <summary>Cartridges: 1 only those whose tag the pen has verified, 0 also others, told as not verified.</summary>
    CartridgeTags = 13,

    /// <summary>Calibration: what the current amplifier shows at rest, in mA; it is subtracted from every reading.</summary>
    CurrentOffsetMilliamps = 14,

    /// <summary>Calibration: true motor current for each 1000 mA that are left when the offset is gone.</summary>
    CurrentGainPermille = 15,

    /// <summary>Calibration: true cell voltage for each 1000 mV that the divider shows.</summary>
    BatteryGainPermille = 16,

    /// <summary>Revision of the board; 0 when nobody has said.</summary>
    HardwareRevision = 17,

    /// <summary>Day of the last full calibration, in days since 1970-01-01; 0 never.</summary>
    CalibrationDay = 18,
}
